import { syntaxTree } from "@codemirror/language";
import type { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import { api, type Language, type Ontology } from "../api";
import { labelIn, language } from "../i18n";
import { starts, steps, vocabulary, type Method } from "./gizmo";
import { iriOf } from "./rows";

/** gizmoCompletion offers methods after a dot, and inside quotes predicates, classes and, by any name, things. */
export function gizmoCompletion(ontology: () => Promise<Ontology>, labels: () => Language): CompletionSource {
  return async (context) => {
    const node = syntaxTree(context.state).resolveInner(context.pos, -1);
    if (node.name === "String") return inString(context, node.from, await ontology().catch(() => undefined), labels());
    if (/Comment/.test(node.name)) return null;
    return afterDot(context);
  };
}

function afterDot(context: CompletionContext): CompletionResult | null {
  const dot = context.matchBefore(/(?:\bg|[\w)\]])\s*\.\s*\w*$/);
  if (!dot) return null;
  const typed = /\w*$/.exec(dot.text)?.[0] ?? "";
  const methods = /(?:^|\W)g\s*\.\s*\w*$/.test(dot.text) && !/[)\]]/.test(dot.text) ? starts : steps;
  return { from: context.pos - typed.length, options: methods.map(method), validFor: /^\w*$/ };
}

function method({ name, args, says }: Method): Completion {
  return {
    label: name, detail: `(${args})`, type: "method", info: says[language()],
    apply: (view, _, from, to) => {
      const inside = from + name.length + 1;
      view.dispatch({ changes: { from, to, insert: `${name}()` }, selection: { anchor: args ? inside : inside + 1 } });
    },
  };
}

async function inString(context: CompletionContext, start: number, ontology: Ontology | undefined, labels: Language): Promise<CompletionResult | null> {
  const typed = context.state.sliceDoc(start + 1, context.pos);
  const options = [...named(ontology), ...vocabulary.map(([iri, says]) => ({ label: `<${iri}>`, detail: says[language()], type: "property" }))];
  const name = typed.replace(/^<(?:tg:(?:entity\/)?)?/, "").trim();
  if (name !== "" && (context.explicit || name.length > 1 || /\p{Script=Han}/u.test(name))) options.push(...(await things(context, name, labels)));
  return { from: start + 1, options: options.filter((o) => fits(o, typed)), filter: false };
}

/** things are those of the graph that a name begins, in any language. */
async function things(context: CompletionContext, name: string, labels: Language): Promise<Completion[]> {
  const gone = new AbortController();
  context.addEventListener("abort", () => gone.abort());
  try {
    const found = await api.search(name, { limit: 8 }, gone.signal);
    return found.map((e) => ({ label: iriOf(e.id), displayLabel: labelIn(e.labels, labels, e.id), detail: e.name && e.name !== labelIn(e.labels, labels, e.id) ? e.name : e.id, type: "constant" }));
  } catch {
    return []; // the reader goes on typing, or the run will tell what is wrong
  }
}

function named(ontology: Ontology | undefined): Completion[] {
  const l = language();
  return [
    ...(ontology?.predicates ?? []).map((p) => ({ label: `<tg:${p.id}>`, detail: labelIn(p.labels, l), type: "property" })),
    ...(ontology?.classes ?? []).map((c) => ({ label: `<tg:${c.id}>`, detail: labelIn(c.labels, l), type: "class" })),
  ];
}

/** fits reports whether what is typed is part of the word, or of its label. */
function fits(o: Completion, typed: string): boolean {
  if (o.type === "constant" || typed === "") return true;
  const bare = typed.replace(/^</, "").toLowerCase();
  return o.label.slice(1).toLowerCase().startsWith(bare) || o.label.replace(/^<\w+:/, "").toLowerCase().startsWith(bare) || (o.detail ?? "").toLowerCase().includes(bare.replace(/^tg:/, ""));
}
