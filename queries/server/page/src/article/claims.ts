import type { ArticleClaim, ArticleText, Ontology } from "../api";
import { h, langOf } from "../dom";
import { date, percent, t } from "../i18n";
import { entityLink } from "../route";
import { predicateLabel, type State } from "../state";
import type { Body } from "./body";
import type { Range } from "./pieces";

/** How many claims are listed before the reader asks for all. */
const atFirst = 100;

/** claimList shows what the article states. Pointing at a claim marks its sentence, and pointing at a sentence marks its claims. */
export function claimList(article: ArticleText, ranges: readonly Range[], body: Body, state: State, ontology?: Ontology): HTMLElement {
  const items = article.claims.map((claim, i) => item(claim, i, body, ranges[i] as Range, state, ontology));
  const list = h("ol", { class: "claims" }, items.slice(0, atFirst));
  const rest = items.slice(atFirst);
  const all: HTMLElement | false = rest.length > 0 && h("button", { type: "button", class: "link", onclick: () => { list.append(...rest); (all as HTMLElement).remove(); } }, t("article.allClaims", { n: items.length }));
  const light = (e: Event): void => {
    const said = (e.target as Element).closest<HTMLElement>("[data-claims]");
    const chosen = new Set((said?.dataset.claims ?? "").split(" "));
    items.forEach((element, i) => element.classList.toggle("lit", chosen.has(String(i))));
  };
  body.element.addEventListener("pointerover", light);
  body.element.addEventListener("focusin", light);
  return h("aside", { class: "stated", "aria-labelledby": "stated" },
    h("h2", { id: "stated" }, t("article.stated"), " ", h("span", { class: "count" }, items.length)),
    items.length === 0 ? h("p", { class: "soft" }, t("article.nothingStated")) : list, all);
}

function item(claim: ArticleClaim, i: number, body: Body, range: Range, state: State, ontology?: Ontology): HTMLElement {
  const light = (): void => body.light([i]);
  const dark = (): void => body.light([]);
  const predicate = claim.predicate_label ?? predicateLabel(ontology, claim.predicate, state.settings.labels);
  return h("li", { class: "claim", onpointerenter: light, onpointerleave: dark, onfocusin: light, onfocusout: dark },
    h("p", null, thing(claim.subject, claim.subject_label), " ", h("span", { class: "predicate" }, predicate), " ", thing(claim.object, claim.object_label)),
    h("p", { class: "soft" }, details(claim).map((d) => [d, " "]),
      h("button", { type: "button", class: "link", "aria-label": t("article.showSentence", { quote: claim.quote }), onclick: () => body.reveal(range) }, t("article.inText"))));
}

function thing(id: string, label?: string): HTMLElement {
  const text = label || id;
  return h("a", { href: entityLink(id), "data-entity": id, lang: langOf(text) }, text);
}

/** details are what a claim carries beside its ends, as small words. */
function details(claim: ArticleClaim): HTMLElement[] {
  const list: HTMLElement[] = [];
  if (claim.status !== "stated") list.push(h("span", { class: "status", "data-status": claim.status }, t(`status.${claim.status}`)));
  if (claim.time) list.push(h("span", null, date(claim.time)));
  for (const p of claim.particulars ?? []) if (p.name !== "date") list.push(h("span", { lang: langOf(p.value ?? "") }, p.value ?? ""));
  list.push(h("span", { title: t("article.confidence") }, percent(claim.confidence)));
  return list;
}
