/** The card of a thing: its names, what is said of it with the sentences, where it is named, and why its names were joined. */
import { api, isAbort, type EntityDetail, type Finding, type Join, type Ontology, type Witness } from "./api";
import { failure, fill, h, type Child } from "./dom";
import { date, labelIn, languages, number, percent, t, type Key } from "./i18n";
import { icon } from "./icons";
import { articleLink } from "./route";
import { classLabel, predicateLabel, type State } from "./state";

/** What can be done with a thing in the graph beside the card. */
export interface CardActions {
  /** The link to another thing's card within what is shown. */
  link(id: string): string;
  /** Buttons under the names. */
  tools(detail: EntityDetail): Child;
  close(): void;
}

const claimsPage = 50;

/** card fills element. It gives back a function that stops what is still on its way. */
export function card(element: HTMLElement, state: State, id: string, actions: CardActions): () => void {
  const asking = new AbortController();
  fill(element, h("p", { class: "waiting" }, t("loading")));
  void (async () => {
    try {
      const [detail, ontology] = await Promise.all([api.entity(id, asking.signal), state.ontology().catch(() => undefined)]);
      fill(element, new Card(state, detail, ontology, actions, asking.signal).whole());
    } catch (e) {
      if (!isAbort(e)) fill(element, top(h("h2", null, id), actions), failure(e, () => card(element, state, id, actions)));
    }
  })();
  return () => asking.abort();
}

export function top(heading: HTMLElement, actions: Pick<CardActions, "close">): HTMLElement {
  return h("header", null, heading, h("button", { type: "button", class: "plain close", "aria-label": t("close"), title: t("close"), onclick: () => actions.close() }, icon("close")));
}

/** nameOf fills in a thing's label when it is known. */
export function nameOf(state: State, id: string, signal?: AbortSignal): HTMLElement {
  const span = h("span", null, id);
  api.entity(id, signal).then((e) => (span.textContent = labelIn(e.labels, state.settings.labels, id)), () => undefined);
  return span;
}

class Card {
  constructor(
    private readonly state: State,
    private readonly detail: EntityDetail,
    private readonly ontology: Ontology | undefined,
    private readonly actions: CardActions,
    private readonly signal: AbortSignal,
  ) {}

  whole(): HTMLElement[] {
    const d = this.detail;
    const claims = h("section", { class: "claims" }, h("p", { class: "waiting" }, t("loading")));
    const articles = h("section", { class: "named-in" });
    void this.claims(claims, claimsPage);
    void this.articles(articles, 5);
    return [this.head(), h("div", { class: "tools" }, this.actions.tools(d)), this.names(), claims, articles, this.joins(d.joins ?? [])].filter((e) => e !== null);
  }

  private head(): HTMLElement {
    const d = this.detail;
    const label = labelIn(d.labels, this.state.settings.labels, d.names[0] ?? d.id);
    const place = [d.within, d.country].filter((p): p is string => !!p && p !== d.id);
    const counts = [t("articles", { n: d.articles }), d.mentions === undefined ? "" : t("mentions", { n: d.mentions })].filter(Boolean).join(" · ");
    return top(h("div", { "data-class": d.class },
      h("h2", { tabindex: "-1" }, h("span", { class: "dot" }), label),
      h("p", { class: "soft" }, h("span", { class: "hue" }, classLabel(this.ontology, d.class)), place.map((p) => [" · ", h("a", { href: this.actions.link(p) }, nameOf(this.state, p, this.signal))]), ` · ${counts}`)), this.actions);
  }

  private names(): HTMLElement {
    const d = this.detail;
    const by = d.names_by_language ?? { und: d.names };
    const rows = (["en", "de", "zh", "und"] as const).flatMap((l) => {
      const names = [...new Set(by[l] ?? [])];
      if (names.length === 0) return [];
      const label = l === "und" ? t("card.other") : languages[l];
      return [h("dt", null, label), h("dd", l === "und" ? null : { lang: l }, names.map((n, i) => [i > 0 ? h("span", { class: "soft" }, " · ") : "", n]))];
    });
    const same = (d.same_as ?? []).map((s) => h("a", { href: s, rel: "noreferrer noopener", target: "_blank" }, s.replace(/^https?:\/\/(www\.)?/, "").replace(/^wikidata\.org\/(wiki|entity)\//, "Wikidata ")));
    if (same.length > 0) rows.push(h("dt", null, t("card.same")), h("dd", null, same.map((s, i) => [i > 0 ? " · " : "", s])));
    return h("section", { class: "names" }, h("h3", null, t("card.names")), h("dl", null, rows, h("dt", null, t("card.id")), h("dd", null, h("code", null, d.id))));
  }

  private async claims(section: HTMLElement, limit: number): Promise<void> {
    try {
      const found = await api.claims({ entity: this.detail.id, language: this.state.settings.labels, limit }, this.signal);
      const groups = groupFindings(found.findings, this.detail.id);
      const label = labelIn(this.detail.labels, this.state.settings.labels, this.detail.id);
      fill(section, h("h3", null, t("card.claims"), h("span", { class: "count" }, number(found.total))),
        found.total === 0 && h("p", { class: "soft" }, t("card.noclaims")),
        groups.map((g) => [h("h4", null, g.outgoing ? predicateLabel(this.ontology, g.predicate) : `… ${predicateLabel(this.ontology, g.predicate)} ${label}`), h("ul", null, g.findings.map((f) => this.finding(f, g.outgoing)))]),
        found.total > found.findings.length && h("button", { type: "button", class: "more", onclick: () => void this.claims(section, limit * 4) }, t("more.n", { n: found.total - found.findings.length })));
    } catch (e) {
      if (!isAbort(e)) fill(section, h("h3", null, t("card.claims")), failure(e, () => void this.claims(section, limit)));
    }
  }

  private finding(f: Finding, outgoing: boolean): HTMLElement {
    const other = outgoing ? f.object : f.subject;
    const label = (outgoing ? f.object_label : f.subject_label) || other;
    return h("li", { class: "finding" }, h("a", { href: this.actions.link(other), class: "other" }, label), findingMarks(f), witnesses(f.witnesses));
  }

  private async articles(section: HTMLElement, limit: number): Promise<void> {
    try {
      const found = await api.articles({ entity: this.detail.id, limit }, this.signal);
      if (found.articles.length === 0) return;
      fill(section, h("h3", null, t("card.articles"), h("span", { class: "count" }, number(found.total))),
        h("ul", null, found.articles.map((a) => h("li", null, h("a", { href: articleLink(a.id), lang: a.lang }, a.title || a.id), h("span", { class: "soft" }, ` ${a.lang} · ${date(a.published)} · ${t("mentions", { n: a.mentions ?? 0 })}`)))),
        found.total > found.articles.length && h("button", { type: "button", class: "more", onclick: () => void this.articles(section, limit * 10) }, t("more.n", { n: found.total - found.articles.length })));
    } catch (e) {
      if (!isAbort(e)) fill(section, h("h3", null, t("card.articles")), failure(e, () => void this.articles(section, limit)));
    }
  }

  private joins(joins: Join[]): HTMLElement | null {
    if (joins.length === 0) return null;
    return h("section", { class: "joins" }, h("details", null, h("summary", null, h("h3", null, t("card.joins"), h("span", { class: "count" }, number(joins.length)))),
      h("ul", null, joins.map((j) => h("li", null, h("b", null, j.surface || j.from), ` ${reason(j)} `, h("span", { class: "soft" }, `${percent(j.confidence)}${j.in ? ` · ${t("card.only", { article: j.in })}` : ""}`),
        j.quote && quote(j.quote, j.article, j.start, j.end))))));
  }
}

const reasons: Record<string, Key> = {
  alias: "join.alias", "short form": "join.short", "alias elsewhere": "join.elsewhere", spelling: "join.spelling", "same name": "join.name",
  companions: "join.companions", judgement: "join.judgement", candidate: "join.candidate",
};
const reason = (j: Join): string => (reasons[j.reason] ? t(reasons[j.reason]!) : j.reason);

/** groupFindings puts together what one predicate says in one direction; what the thing itself does stands first. */
export function groupFindings(findings: Finding[], of: string): { predicate: string; outgoing: boolean; findings: Finding[] }[] {
  const groups = new Map<string, { predicate: string; outgoing: boolean; findings: Finding[] }>();
  for (const f of findings) {
    const outgoing = f.subject === of;
    const key = `${outgoing} ${f.predicate}`;
    const group = groups.get(key) ?? { predicate: f.predicate, outgoing, findings: [] };
    group.findings.push(f);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => Number(b.outgoing) - Number(a.outgoing) || b.findings.length - a.findings.length);
}

/** findingMarks are the status where it is not plain, how many articles say so, and contradictions. */
export function findingMarks(f: Finding): HTMLElement {
  return h("span", { class: "marks" },
    h("span", { class: `status ${f.status}` }, t(`status.${f.status}`)),
    h("span", { class: "soft" }, t("articles", { n: f.independent })),
    (f.conflicts ?? []).length > 0 && h("span", { class: "status conflict", title: (f.conflicts ?? []).map((c) => `${c.kind}: ${c.other}`).join("\n") }, t("card.conflict")));
}

/** witnesses shows the first sentence, the others behind a word. */
export function witnesses(list: Witness[]): Child {
  const [first, ...rest] = list;
  return [first && witness(first), rest.length > 0 && h("details", { class: "rest" }, h("summary", null, t("card.witnesses", { n: rest.length })), rest.map(witness))];
}

function witness(w: Witness): HTMLElement {
  const more = (w.particulars ?? []).map((p) => (/^\d{4}(-\d\d){0,2}$/.test(p.normal ?? "") ? date(p.normal) : p.normal || p.value || ""));
  const says = [w.lang, date(w.published), w.status !== "stated" && t(`status.${w.status}`), percent(w.confidence), ...more, w.copy_of && t("card.copy")].filter(Boolean).join(" · ");
  return quote(w.quote, w.article, w.start, w.end, w.lang, w.title, says);
}

function quote(text: string, article: string, start: number, end: number, lang?: string, title?: string, says?: string): HTMLElement {
  return h("figure", { class: "quote" }, h("blockquote", lang ? { lang } : null, text),
    h("figcaption", null, h("a", { href: `${articleLink(article)}?start=${start}&end=${end}`, ...(lang ? { lang } : {}) }, title || article), says && h("span", { class: "soft" }, ` · ${says}`)));
}

