/** The card of an edge: the sentences that say it. */
import { api, isAbort } from "../api";
import { findingMarks, top, witnesses } from "../card";
import { failure, fill, h } from "../dom";
import { t } from "../i18n";
import type { State } from "../state";
import type { Model } from "./model";

export function edgeCard(element: HTMLElement, state: State, model: Model, id: string, actions: { link(id: string): string; close(): void }): () => void {
  const asking = new AbortController();
  const { edge, label } = model.getEdgeAttributes(id);
  const end = (node: string): HTMLElement => h("a", { href: actions.link(node) }, model.getNodeAttribute(node, "label"));
  const heading = h("h2", { tabindex: "-1", class: "edge" }, end(edge.source), h("span", { class: "predicate" }, label), end(edge.target));
  const said = h("section", { class: "claims" }, h("p", { class: "waiting" }, t("loading")));
  fill(element, top(heading, actions), said);
  void (async () => {
    try {
      const found = await api.claims({ entity: edge.source, other: edge.target, predicate: [edge.predicate], language: state.settings.labels }, asking.signal);
      const exact = found.findings.filter((f) => f.predicate === edge.predicate);
      fill(said, h("ul", null, exact.map((f) => h("li", { class: "finding" }, findingMarks(f), witnesses(f.witnesses)))));
    } catch (e) {
      if (!isAbort(e)) fill(said, failure(e, () => actions.close()));
    }
  })();
  return () => asking.abort();
}
