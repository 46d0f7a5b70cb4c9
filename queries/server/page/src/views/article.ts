import { api, isAbort, type ArticleText, type Ontology } from "../api";
import { articleBody, type Body } from "../article/body";
import { claimList } from "../article/claims";
import { articleList } from "../article/list";
import type { Range } from "../article/pieces";
import { units } from "../article/points";
import { previews } from "../article/preview";
import { announce, between, failure, fill, h } from "../dom";
import { date, languages, t } from "../i18n";
import { formatRoute, type Route } from "../route";
import { classLabel, type Mounted, type State } from "../state";

/** mount shows one article with its marks, or the list of all where the route names none. */
export function mount(element: HTMLElement, state: State): Mounted {
  const { id } = state.route;
  if (!id) return { unmount: articleList(element, state) };
  const gone = new AbortController();
  const ends = [() => gone.abort()];
  let reveal: (route: Route) => void = () => undefined;

  async function load(): Promise<void> {
    fill(element, h("p", { class: "waiting" }, t("loading")));
    try {
      const [article, ontology] = await Promise.all([api.article(id, state.settings.labels, gone.signal), state.ontology().catch(() => undefined)]);
      const unit = units(article.text);
      const ranged = (r: Range): Range => ({ start: unit(r.start), end: unit(r.end) });
      const claims = article.claims.map(ranged);
      const body = articleBody(article, article.mentions.map(ranged), claims);
      fill(element, h("div", { class: "reading" }, h("article", null, head(article), legend(article, body, ontology), body.element), claimList(article, claims, body, state, ontology)));
      ends.push(() => body.unmount(), previews(element, state, () => ontology));
      document.title = `${article.title || id} · trigraph`;
      reveal = ({ params }) => params.has("start") && body.reveal(ranged({ start: Number(params.get("start")), end: Number(params.get("end")) }));
      reveal(state.route);
      announce(article.title);
    } catch (e) {
      if (!isAbort(e)) fill(element, failure(e, () => void load()));
    }
  }
  void load();
  return { update: (route) => route.id === id && (reveal(route), true), unmount: () => ends.forEach((end) => end()) };
}

/** head says what the article is. Its title is the text's first line, or else stands here. */
function head(article: ArticleText): HTMLElement {
  const line = (article.text.match(/[^\n]*\S[^\n]*/)?.[0] ?? "").trim();
  const facts = between(
    article.published && h("time", { datetime: article.published }, date(article.published)),
    h("span", null, (languages as Record<string, string>)[article.lang] ?? article.lang),
    article.source && h("span", { class: "source" }, article.source),
  );
  return h("header", null,
    h("p", { class: "soft" }, h("a", { href: formatRoute("article") }, t("articles.all"))),
    line !== article.title.trim() && h("h1", { lang: article.lang }, article.title || article.id),
    h("p", { class: "soft facts" }, facts),
    (article.keywords ?? []).length > 0 && h("p", { class: "soft", lang: article.lang }, (article.keywords ?? []).map((k) => [h("span", { class: "keyword" }, k), " "])));
}

/** legend names the classes of what is marked, by colour; each can be left unmarked. */
function legend(article: ArticleText, body: Body, ontology?: Ontology): HTMLElement {
  const counts = new Map<string, number>();
  for (const m of article.mentions) counts.set(m.class, (counts.get(m.class) ?? 0) + 1);
  const classes = [...counts].sort(([, a], [, b]) => b - a);
  const toggle = (c: string) => (e: Event): void => void body.element.classList.toggle(`without-${c}`, !(e.target as HTMLInputElement).checked);
  return h("fieldset", { class: "legend" }, h("legend", { class: "unseen" }, t("article.marked")),
    classes.map(([c, n]) => h("label", { "data-class": c }, h("input", { type: "checkbox", checked: true, onchange: toggle(c) }), classLabel(ontology, c), " ", h("span", { class: "count" }, n))));
}
