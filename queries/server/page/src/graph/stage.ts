/** The frame of the graph view: where filters, picture, tables, timeline and card stand, and the buttons over the picture. */
import { languages, t } from "../i18n";
import { h, type Child } from "../dom";
import { icon, type Icon } from "../icons";
import type { Language } from "../api";
import { formats, type Format } from "./download";

export interface StageActions {
  show(list: boolean): void;
  filters(): void;
  labels(l: Language): void;
  relax(): void;
  copy(): void;
  picture(): void;
  save(format: Format): void;
  zoom(factor: number): void;
  fit(): void;
  key(e: KeyboardEvent): void;
}

export interface Stage {
  root: HTMLElement;
  filters: HTMLElement;
  canvas: HTMLElement;
  lists: HTMLElement;
  note: HTMLElement;
  problem: HTMLElement;
  legend: HTMLElement;
  timeline: HTMLElement;
  card: HTMLElement;
  /** Everything that passes the filters, from the server. */
  exports: Record<Format, HTMLAnchorElement>;
  /** pressed shows which of picture and tables is shown. */
  pressed(list: boolean): void;
  filtersButton: HTMLButtonElement;
}

const item = (name: string, click: () => void): HTMLElement => h("button", { type: "button", class: "link", onclick: click }, name);
const group = (title: string, ...items: Child[]): HTMLElement => h("div", { role: "group", "aria-label": title }, h("p", { class: "soft", "aria-hidden": "true" }, title), items);

export function stage(labels: Language, act: StageActions): Stage {
  const button = (name: Icon, says: string, click: () => void, text = false): HTMLButtonElement => h("button", { type: "button", class: text ? "" : "plain", title: says, "aria-label": text ? false : says, onclick: click }, icon(name), text && h("span", null, says));
  const graph = button("graph", t("show.graph"), () => act.show(false), true);
  const list = button("list", t("show.list"), () => act.show(true), true);
  const filtersButton = button("filter", t("filters"), () => act.filters(), true);
  const note = h("p", { class: "note", role: "status" });
  const exports = Object.fromEntries(Object.entries(formats).map(([f, name]) => [f, h("a", { href: "#", download: "" }, name)])) as Stage["exports"];
  const names = h("select", { "aria-label": t("settings.labels"), title: t("settings.labels"), onchange: () => act.labels(names.value as Language) }, Object.entries(languages).map(([v, text]) => h("option", { value: v, selected: v === labels, lang: v }, text)));
  const menu = h("details", { class: "menu" }, h("summary", { title: t("download"), "aria-label": t("download") }, icon("download")),
    h("div", null, group(t("download.seen"), item("PNG", () => act.picture()), Object.entries(formats).map(([f, name]) => item(name, () => act.save(f as Format)))), group(t("download.all"), Object.values(exports))));
  menu.addEventListener("focusout", (e) => menu.contains(e.relatedTarget as Node | null) || (menu.open = false));
  menu.addEventListener("keydown", (e) => e.key === "Escape" && (menu.open = false));
  const bar = h("div", { class: "bar", role: "toolbar", "aria-label": t("toolbar") }, filtersButton, h("div", { class: "switch", role: "group", "aria-label": t("show") }, graph, list), note,
    h("label", { class: "names" }, h("span", null, t("names")), names), button("link", t("copylink"), () => act.copy()), menu);
  const help = h("p", { class: "unseen", id: "graph-help" }, t("graph.help"));
  const canvas = h("div", { class: "canvas", tabindex: 0, role: "application", "aria-busy": "true", "aria-label": t("graph.label"), "aria-describedby": "graph-help", onkeydown: (e) => act.key(e) });
  const zoom = h("div", { class: "zoom", role: "group", "aria-label": t("zoom") }, button("plus", t("zoom.in"), () => act.zoom(1 / 1.5)), button("minus", t("zoom.out"), () => act.zoom(1.5)), button("fit", t("zoom.fit"), () => act.fit()), button("relax", t("relax"), () => act.relax()));
  const s: Stage = {
    root: h("div", { class: "explorer" }), filters: h("aside", { class: "filters", "aria-label": t("filters") }), canvas, lists: h("div", { class: "lists", hidden: true }), note,
    problem: h("div", { class: "problem" }), legend: h("ul", { class: "legend", "aria-label": t("filters.class") }), timeline: h("section", { class: "timeline", "aria-label": t("timeline"), hidden: true }),
    card: h("aside", { class: "card", "aria-label": t("card"), hidden: true }), exports, filtersButton,
    pressed(isList) {
      graph.setAttribute("aria-pressed", String(!isList));
      list.setAttribute("aria-pressed", String(isList));
    },
  };
  const picture = h("div", { class: "picture" }, canvas, help, s.legend, zoom, s.problem);
  s.root.append(h("h1", { class: "unseen" }, t("graph.label")), s.filters, h("div", { class: "middle" }, bar, picture, s.lists, s.timeline), s.card);
  return s;
}
