/** The things of an answer as a picture, with what ties them to each other. */
import { api, isAbort, type Graph } from "../api";
import { failure, fill, h } from "../dom";
import { Canvas } from "../graph/canvas";
import { Layout } from "../graph/layout";
import { newModel, relabel, sync } from "../graph/model";
import { t } from "../i18n";
import { entityLink, formatRoute } from "../route";
import { predicateLabel, type State } from "../state";

/** picture draws things in element until it is told to stop. A click opens one in the graph. */
export function picture(element: HTMLElement, ids: string[], state: State): () => void {
  const gone = new AbortController();
  const ends = [() => gone.abort()];
  const language = state.settings.labels;
  const load = async (): Promise<void> => {
    fill(element, h("p", { class: "waiting" }, t("loading")));
    try {
      const [answer, ontology] = await Promise.all([api.graph({ entity: ids, depth: 1, limit: ids.length, language }, gone.signal), state.ontology().catch(() => undefined)]);
      const symmetric = new Set(ontology?.predicates.filter((p) => p.symmetric).map((p) => p.id));
      ends.push(draw(element, answer, ids, symmetric, (model) => relabel(model, language, (p) => predicateLabel(ontology, p, language))));
    } catch (e) {
      if (!isAbort(e)) fill(element, failure(e, () => void load()));
    }
  };
  void load();
  return () => ends.forEach((end) => end());
}

function draw(element: HTMLElement, answer: Graph, ids: string[], symmetric: Set<string>, name: (model: ReturnType<typeof newModel>) => void): () => void {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const box = h("div", { class: "canvas", role: "img", "aria-label": t("query.picture", { n: answer.nodes.length, m: answer.edges.length }) });
  fill(element, box, h("a", { class: "whole", href: formatRoute("graph", "", new URLSearchParams(ids.map((id) => ["n", id]))) }, t("query.openGraph")));
  const model = newModel();
  const open = (id: string): void => void (location.hash = entityLink(id));
  const canvas = new Canvas(model, box, { node: open, edge: () => undefined, grow: open, nothing: () => undefined, moved: () => undefined }, calm);
  const layout = new Layout((last) => last && canvas.fit(), calm);
  canvas.change(() => {
    sync(model, answer, symmetric);
    name(model);
  });
  canvas.fit();
  void layout.run(model, true);
  return () => {
    layout.end();
    canvas.end();
  };
}
