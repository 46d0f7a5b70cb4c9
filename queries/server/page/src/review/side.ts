/** One side of a doubt: what a thing is called and what articles say of it, with forms that correct its name or class. */
import { api, type EntityDetail, type Ontology } from "../api";
import { between, fill, h, langOf } from "../dom";
import { labelIn, languages, t } from "../i18n";
import { articleLink, entityLink } from "../route";
import { classLabel, type State } from "../state";
import type { Judgement, Sighting } from "./doubts";

export interface Side {
  element: HTMLElement;
  rename(): unknown;
  reclass(): unknown;
}

export interface SideOptions {
  heading: string;
  /** The id is a node of its own: not one that was joined to another. */
  node: boolean;
  state: State;
  ontology: Ontology | undefined;
  judge(j: Judgement): void;
  signal: AbortSignal;
}

/** sideOf shows a thing by what is seen of it, and by what the graph knows of its id once that has come. */
export function sideOf(id: string, seen: Sighting[], o: SideOptions): Side {
  const { state, ontology, judge, signal, heading } = o;
  const name = seen[0]?.name ?? id;
  const title = h("h3", { lang: langOf(name) }, name);
  const facts = h("p", { class: "soft" }, id);
  const form = h("div", { class: "correct" });
  const close = (): void => fill(form);
  let known: EntityDetail | undefined;

  if (o.node) void api.entity(id, signal).then((e) => {
    known = e;
    title.dataset.class = e.class;
    const label = labelIn(e.labels, state.settings.labels, name);
    fill(title, label);
    const others = e.names.filter((n) => n !== label).slice(0, 6);
    fill(facts, between(classLabel(ontology, e.class), ...others.map((n) => h("span", { lang: langOf(n) }, n)), h("a", { href: entityLink(id) }, t("review.inGraph"))));
  }, () => undefined); // what articles say of it is here already

  const rename = (): void => {
    const input = h("input", { required: true, value: known ? labelIn(known.labels, state.settings.labels) : name, "aria-label": t("review.newName") });
    const lang = h("select", { "aria-label": t("articles.language") }, Object.entries(languages).map(([l, text]) => h("option", { value: l, selected: l === state.settings.labels }, text)));
    correction(form, t("review.newName"), [input, lang], close, () => input.value.trim() && judge({ verdict: "rename", a: id, lang: lang.value, name: input.value.trim() }));
    input.select();
  };
  const reclass = (): void => {
    const select = h("select", { "aria-label": t("review.newClass") }, (ontology?.classes ?? []).map((c) => h("option", { value: c.id, selected: c.id === known?.class }, classLabel(ontology, c.id))));
    correction(form, t("review.newClass"), [select], close, () => judge({ verdict: "class", a: id, class: select.value }));
    select.focus();
  };
  const element = h("section", { class: "side" }, h("p", { class: "soft" }, heading), title, facts,
    o.node && h("div", { class: "buttons" }, h("button", { type: "button", class: "link", onclick: rename }, t("review.rename")), h("button", { type: "button", class: "link", onclick: reclass }, t("review.class"))),
    form, seen.map(sighting));
  return { element, rename: () => o.node && rename(), reclass: () => o.node && reclass() };
}

function correction(form: HTMLElement, label: string, controls: HTMLElement[], close: () => void, done: () => unknown): void {
  fill(form, h("form", {
    onsubmit: (e) => { e.preventDefault(); done(); close(); },
    onkeydown: (e) => { if (e.key === "Escape") close(); },
  }, h("span", { class: "soft" }, label), controls, h("button", { class: "primary" }, t("review.save")), h("button", { type: "button", onclick: close }, t("review.cancel"))));
}

function sighting(s: Sighting): HTMLElement {
  return h("figure", null,
    h("blockquote", { lang: langOf(s.quote) }, emphasised(whole(s.quote), s.name)),
    h("figcaption", { class: "soft" }, h("a", { href: articleLink(s.article) }, s.article)));
}

/** whole shows where a quote begins or ends inside a sentence. */
const whole = (quote: string): string => `${/^\p{Ll}/u.test(quote) ? "… " : ""}${quote}${/[.!?。！？…"”»」]$/.test(quote) ? "" : " …"}`;

/** emphasised marks a name in a sentence. */
function emphasised(quote: string, name: string): (Node | string)[] {
  if (!name) return [quote];
  return quote.split(name).flatMap((part, i) => (i === 0 ? [part] : [h("mark", null, name), part]));
}
