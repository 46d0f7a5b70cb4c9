/** How two things are tied: the chains between them, each step with its sentence. */
import type { GraphEdge, Ontology, Paths } from "../api";
import { top } from "../card";
import { fill, h } from "../dom";
import { date, labelIn, t } from "../i18n";
import { articleLink } from "../route";
import { predicateLabel, type State } from "../state";

export interface PathActions {
  link(id: string): string;
  swap(): void;
  close(): void;
}

export function pathPanel(element: HTMLElement, state: State, ontology: Ontology | undefined, found: Paths, ends: [string, string], actions: PathActions): void {
  const labels = new Map(found.nodes.map((n) => [n.id, labelIn(n.labels, state.settings.labels, n.label)]));
  const name = (id: string): string => labels.get(id) ?? id;
  fill(element,
    top(h("h2", { tabindex: "-1" }, t("path.title", { from: name(ends[0]), to: name(ends[1]) })), actions),
    h("div", { class: "tools" }, h("button", { type: "button", onclick: () => actions.swap() }, t("path.swap"))),
    found.paths.length === 0 ? h("p", { class: "soft" }, t("path.none")) : h("p", { class: "soft" }, t("path.found", { n: found.paths.length })),
    found.paths.map((path, i) => h("section", { class: "path" }, h("h3", null, t("path.number", { n: i + 1, steps: path.length - 1 })),
      h("ol", null, path.map((id, at) => [at > 0 && h("li", { class: "steps" }, between(found.edges, path[at - 1]!, id).map((e) => step(e, path[at - 1]!, ontology))), h("li", null, h("a", { href: actions.link(id) }, name(id)))])))));
}

const between = (edges: GraphEdge[], a: string, b: string): GraphEdge[] => edges.filter((e) => (e.source === a && e.target === b) || (e.source === b && e.target === a));

function step(e: GraphEdge, from: string, ontology: Ontology | undefined): HTMLElement {
  return h("div", { class: "step" }, h("span", { class: "predicate" }, `${e.source === from ? "↓" : "↑"} ${predicateLabel(ontology, e.predicate)}`),
    e.quote && h("figure", { class: "quote" }, h("blockquote", null, e.quote), h("figcaption", null, e.article && h("a", { href: articleLink(e.article) }, e.article), h("span", { class: "soft" }, ` · ${date(e.first)}`))));
}
