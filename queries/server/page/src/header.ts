/** What stands above every view: name, search, views, language and light. */
import { h } from "./dom";
import { languages, t } from "./i18n";
import { icon } from "./icons";
import type { Language } from "./api";
import { entityLink, formatRoute } from "./route";
import { searchBox } from "./search";
import type { Theme } from "./settings";
import type { State } from "./state";

export function header(state: State): HTMLElement[] {
  const search = searchBox(state, t("search.label"), (e) => (location.hash = entityLink(e.id)));
  search.element.classList.add("main-search");
  return [
    h("a", { class: "brand", href: "#/" }, h("img", { src: "/page/icon.svg", alt: "", width: 20, height: 20 }), h("span", null, "trigraph")),
    search.element,
    h("nav", { "aria-label": t("nav.label") }, (["graph", "article", "query", "review"] as const).map((v) => h("a", { href: formatRoute(v), "data-view": v }, t(v === "article" ? "nav.articles" : `nav.${v}`)))),
    h("div", { class: "choices" }, languageChoice(state), themeButton(state), h("a", { class: "help", href: formatRoute("help"), "data-view": "help", "aria-label": t("nav.help"), title: t("nav.help") }, icon("help"))),
  ];
}

function languageChoice(state: State): HTMLElement {
  const select = h("select", { "aria-label": t("settings.language"), title: t("settings.language"), onchange: () => state.change({ language: select.value as Language }) },
    Object.entries(languages).map(([value, text]) => h("option", { value, selected: value === state.settings.language, lang: value }, text)));
  return select;
}

const next: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
const signs = { auto: "auto", light: "sun", dark: "moon" } as const;

/** themeButton goes round: as the system, light, dark. */
function themeButton(state: State): HTMLElement {
  const { theme } = state.settings;
  const says = `${t("settings.theme")}: ${t(`theme.${theme}`)}`;
  return h("button", { type: "button", class: "plain", id: "theme", "aria-label": says, title: says, onclick: () => state.change({ theme: next[theme] }) }, icon(signs[theme]));
}
