/** How two things are tied: the chains between them, each step with its sentence. */
import type { GraphEdge, Ontology, Paths } from "../api";
import { nameOf, top } from "../card";
import { fill, h, type Child } from "../dom";
import { date, labelIn, t } from "../i18n";
import { articleLink } from "../route";
import { predicateLabel, type State } from "../state";
import type { Model } from "./model";

export interface PathActions {
  link(id: string): string;
  swap(): void;
  close(): void;
}

export function pathPanel(element: HTMLElement, state: State, ontology: Ontology | undefined, found: Paths, model: Model, ends: [string, string], actions: PathActions): void {
  const labels = new Map(found.nodes.map((n) => [n.id, labelIn(n.labels, state.settings.labels, n.label)]));
  const name = (id: string): Child => labels.get(id) ?? (model.hasNode(id) ? model.getNodeAttribute(id, "label") : nameOf(state, id));
  fill(element,
    top(h("h2", { tabindex: "-1" }, title(name(ends[0]), name(ends[1]))), actions),
    h("div", { class: "tools" }, h("button", { type: "button", onclick: () => actions.swap() }, t("path.swap"))),
    found.paths.length === 0 ? h("p", { class: "soft" }, t("path.none")) : h("p", { class: "soft" }, t("path.found", { n: found.paths.length })),
    found.paths.map((path, i) => h("section", { class: "path" }, h("h3", null, t("path.number", { n: i + 1, steps: path.length - 1 })),
      h("ol", null, path.map((id, at) => [at > 0 && h("li", { class: "steps" }, between(found.edges, path[at - 1]!, id).map((e) => step(e, path[at - 1]!, ontology))), h("li", null, h("a", { href: actions.link(id) }, name(id)))])))));
}

/** title puts two names into the words between which they stand. */
const title = (from: Child, to: Child): Child => t("path.title").split(/(\{from\}|\{to\})/).map((part) => (part === "{from}" ? from : part === "{to}" ? to : part));

const between = (edges: GraphEdge[], a: string, b: string): GraphEdge[] => edges.filter((e) => (e.source === a && e.target === b) || (e.source === b && e.target === a));

function step(e: GraphEdge, from: string, ontology: Ontology | undefined): HTMLElement {
  return h("div", { class: "step" }, h("span", { class: "predicate" }, `${e.source === from ? "↓" : "↑"} ${predicateLabel(ontology, e.predicate)}`),
    e.quote && h("figure", { class: "quote" }, h("blockquote", null, e.quote), h("figcaption", null, e.article && h("a", { href: articleLink(e.article) }, e.article), h("span", { class: "soft" }, ` · ${date(e.first)}`))));
}
