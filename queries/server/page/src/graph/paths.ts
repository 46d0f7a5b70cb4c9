/** How two things are tied: the chains between them, each step with its sentence. */
import type { GraphEdge, Ontology, Paths } from "../api";
import { nameOf, top } from "../card";
import { between, fill, h, langOf, type Child } from "../dom";
import { labelIn, period, t } from "../i18n";
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
    found.paths.map((path, i) => h("section", { class: "path" }, h("h3", null, t("path.number", { number: i + 1, n: path.length - 1 })),
      h("ol", null, path.map((id, at) => [at > 0 && h("li", { class: "steps" }, ties(found.edges, path[at - 1]!, id).map((e) => step(e, path[at - 1]!, ontology))), h("li", null, h("a", { href: actions.link(id) }, name(id)))])))));
}

/** title puts two names into the words between which they stand. */
const title = (from: Child, to: Child): Child => t("path.title").split(/(\{from\}|\{to\})/).map((part) => (part === "{from}" ? from : part === "{to}" ? to : part));

const ties = (edges: GraphEdge[], a: string, b: string): GraphEdge[] => edges.filter((e) => (e.source === a && e.target === b) || (e.source === b && e.target === a));

function step(e: GraphEdge, from: string, ontology: Ontology | undefined): HTMLElement {
  const says = between(`${e.source === from ? "↓" : "↑"} ${predicateLabel(ontology, e.predicate)}`, e.status !== "stated" && t(`status.${e.status}`), e.weight > 1 && t("articles", { n: e.weight }));
  return h("div", { class: "step" }, h("span", { class: "predicate" }, says),
    e.quote && h("figure", { class: "quote" }, h("blockquote", { lang: langOf(e.quote) }, e.quote),
      h("figcaption", null, between(e.article && h("a", { href: articleLink(e.article), lang: langOf(e.title ?? "") }, e.title || e.article), ...[e.published, e.time].map((when) => when && h("span", { class: "soft" }, period(when)))))));
}
