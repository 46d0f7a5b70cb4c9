import { api, isAbort, type ArticleHead } from "../api";
import { announce, between, failure, fill, h } from "../dom";
import { date, languages, t } from "../i18n";
import { articleLink, formatRoute } from "../route";
import type { State } from "../state";

const page = 50;

/** articleList shows the articles, newest first; the route's parameters narrow it. */
export function articleList(element: HTMLElement, state: State): () => void {
  const gone = new AbortController();
  const params = state.route.params;
  const given = (name: string): string => params.get(name) ?? "";
  const list = h("ul", { class: "articles" });
  const count = h("p", { class: "soft" });
  const more = h("button", { type: "button", hidden: true, onclick: () => void load() }, t("more"));
  const change = (name: string) => (e: Event): void => {
    const next = new URLSearchParams(params);
    const { value } = e.target as HTMLInputElement;
    if (value) next.set(name, value);
    else next.delete(name);
    location.hash = formatRoute("article", "", next);
  };
  const select = h("select", { onchange: change("language") }, h("option", { value: "" }, t("articles.anyLanguage")),
    Object.entries(languages).map(([id, name]) => h("option", { value: id, lang: id, selected: id === given("language") }, name)));
  const day = (name: "from" | "to"): HTMLElement => h("label", null, h("span", null, t(`articles.${name}`)), h("input", { type: "date", value: given(name), onchange: change(name) }));

  async function load(): Promise<void> {
    more.disabled = true;
    try {
      const answer = await api.articles({ entity: given("entity"), language: params.getAll("language"), from: given("from"), to: given("to"), limit: page, offset: list.children.length }, gone.signal);
      list.append(...answer.articles.map(row));
      fill(count, t("articles.count", { n: answer.total }));
      announce(t("articles.count", { n: answer.total }));
      more.hidden = list.children.length >= answer.total;
    } catch (e) {
      if (!isAbort(e)) list.append(h("li", null, failure(e, () => void load())));
    } finally {
      more.disabled = false;
    }
  }
  fill(element, h("div", { class: "page" }, h("h1", null, t("articles.title")),
    h("form", { class: "narrow", onsubmit: (e) => e.preventDefault() }, h("label", null, h("span", null, t("articles.language")), select), day("from"), day("to"),
      given("entity") && h("a", { href: formatRoute("article") }, t("articles.allThings"))),
    count, list, more));
  void load();
  return () => gone.abort();
}

function row(a: ArticleHead): HTMLElement {
  return h("li", null,
    h("a", { href: articleLink(a.id), lang: a.lang }, a.title || a.id),
    h("p", { class: "soft" }, between(a.published && h("time", { datetime: a.published }, date(a.published)), h("span", { lang: a.lang }, (languages as Record<string, string>)[a.lang] ?? a.lang), a.mentions !== undefined && h("span", null, t("articles.mentions", { n: a.mentions })))));
}
