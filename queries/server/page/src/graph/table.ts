/** The graph as tables, for those who read rather than look: the same nodes and edges, the same filters. */
import type { Ontology } from "../api";
import { fill, h, type Child } from "../dom";
import { date, number, percent, t } from "../i18n";
import { articleLink } from "../route";
import { classLabel, predicateLabel } from "../state";
import type { Model } from "./model";

const page = 200;

export interface TableActions {
  link(id: string): string;
  grow(id: string): void;
  grown(id: string): boolean;
}

export function tables(element: HTMLElement, model: Model, ontology: Ontology | undefined, selected: string, actions: TableActions): void {
  const nodes = model.mapNodes((id, n) => ({ id, ...n })).sort((a, b) => b.node.degree - a.node.degree || (a.label < b.label ? -1 : 1));
  const edges = model.mapEdges((_, e, source, target) => ({ ...e, source: model.getNodeAttribute(source, "label"), target: model.getNodeAttribute(target, "label") }))
    .sort((a, b) => b.edge.weight - a.edge.weight || b.edge.confidence - a.edge.confidence);
  fill(element,
    table(t("list.nodes", { n: nodes.length }), [t("list.name"), t("filters.class"), t("list.links"), t("list.shown"), t("list.articles"), ""], nodes, (n) => [
      h("th", { scope: "row", "data-class": n.node.class }, h("span", { class: "dot" }), h("a", { href: actions.link(n.id), ...(n.id === selected ? { "aria-current": "true" } : {}) }, n.label)),
      classLabel(ontology, n.node.class), cell(n.node.degree), cell(model.neighbors(n.id).length), cell(n.node.articles),
      actions.grown(n.id) ? "" : h("button", { type: "button", class: "link", "aria-label": t("growof", { name: n.label }), onclick: () => actions.grow(n.id) }, t("grow")),
    ]),
    table(t("list.edges", { n: edges.length }), [t("list.from"), t("filters.predicate"), t("list.to"), t("filters.status"), t("list.articles"), t("filters.confidence"), t("list.first"), t("list.quote")], edges, (e) => [
      h("th", { scope: "row" }, h("a", { href: actions.link(e.edge.source) }, e.source)), predicateLabel(ontology, e.edge.predicate), h("a", { href: actions.link(e.edge.target) }, e.target),
      t(`status.${e.edge.status}`), cell(e.edge.weight), h("span", { class: "number" }, percent(e.edge.confidence)), h("span", { class: "date" }, date(e.edge.first)),
      e.edge.quote ? h("span", { class: "quote" }, e.edge.article ? h("a", { href: articleLink(e.edge.article) }, e.edge.quote) : e.edge.quote) : "",
    ]));
}

const cell = (n: number): HTMLElement => h("span", { class: "number" }, number(n));

/** table shows rows by the page. */
function table<T>(caption: string, heads: string[], rows: T[], row: (r: T) => Child[]): HTMLElement {
  const body = h("tbody");
  const more = h("button", { type: "button", class: "more" });
  const add = (): void => {
    const from = body.childElementCount;
    for (const r of rows.slice(from, from + page)) body.append(h("tr", null, row(r).map((c) => (c instanceof HTMLTableCellElement ? c : h("td", null, c)))));
    const left = rows.length - body.childElementCount;
    more.hidden = left <= 0;
    more.textContent = t("more.n", { n: left });
  };
  more.addEventListener("click", add);
  add();
  return h("section", { class: "table" }, h("table", null, h("caption", null, caption), h("thead", null, h("tr", null, heads.map((x) => (x ? h("th", { scope: "col" }, x) : h("td"))))), body), more);
}
