import { h } from "./dom";
import { languages, t } from "./i18n";
import type { Language } from "./api";
import { formatRoute, type ViewName } from "./route";
import type { Theme } from "./settings";
import type { State } from "./state";

/** header is what stands above every view: name, views, settings. The search box comes in between. */
export function header(state: State): HTMLElement[] {
  const views = ["graph", "article", "query", "review"] as const satisfies readonly ViewName[];
  const links = views.map((v) => h("a", { href: formatRoute(v), "data-view": v }, t(v === "article" ? "nav.articles" : `nav.${v}`)));
  return [h("a", { class: "brand", href: "#/" }, "trigraph"), h("nav", { "aria-label": t("nav.label") }, links), settings(state)];
}

function settings(state: State): HTMLElement {
  const s = state.settings;
  const themes: Record<Theme, string> = { auto: t("theme.auto"), light: t("theme.light"), dark: t("theme.dark") };
  return h("details", { class: "settings" },
    h("summary", null, t("settings")),
    h("div", { class: "menu" },
      choice(t("settings.language"), languages, s.language, (language) => state.change({ language: language as Language })),
      choice(t("settings.labels"), languages, s.labels, (labels) => state.change({ labels: labels as Language })),
      choice(t("settings.theme"), themes, s.theme, (theme) => state.change({ theme: theme as Theme }))));
}

function choice(label: string, options: Record<string, string>, chosen: string, change: (value: string) => void): HTMLElement {
  const select = h("select", { onchange: () => change(select.value) }, Object.entries(options).map(([value, text]) => h("option", { value, selected: value === chosen }, text)));
  return h("label", null, h("span", null, label), select);
}
