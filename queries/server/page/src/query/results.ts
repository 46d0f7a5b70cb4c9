/** Results as table, JSON and graph, with what they took and whether there are more. */
import type { Language, Ontology } from "../api";
import { api } from "../api";
import { fill, h, langOf, unique } from "../dom";
import { date, languages, locale, number, t, type Key } from "../i18n";
import { articleLink, entityLink } from "../route";
import { classLabel, predicateLabel, type State } from "../state";
import type { Answer, Column } from "./answer";
import { csv, nodeOf } from "./rows";

/** How many rows of a table are shown at once. */
const atOnce = 200;
/** How many things the server tells of in one answer. */
const mostThings = 100;

type Tab = "table" | "graph" | "json";

/** results shows an answer. picture draws its things where it holds some. */
export function results(answer: Answer, state: State, ontology: Ontology | undefined, picture: (element: HTMLElement, ids: string[]) => () => void): { element: HTMLElement; unmount(): void } {
  const panel = h("div", { class: "panel", role: "tabpanel", tabindex: "0", id: unique("panel") });
  const tabs: Tab[] = answer.entities.length > 0 ? ["table", "graph", "json"] : ["table", "json"];
  let gone = (): void => undefined;
  const buttons = tabs.map((tab) => h("button", { type: "button", role: "tab", id: unique("tab"), "aria-controls": panel.id, onclick: () => choose(tab) }, t(`query.${tab}`)));
  const choose = (tab: Tab): void => {
    gone();
    gone = () => undefined;
    buttons.forEach((b, i) => {
      b.setAttribute("aria-selected", String(tabs[i] === tab));
      b.tabIndex = tabs[i] === tab ? 0 : -1;
      if (tabs[i] === tab) panel.setAttribute("aria-labelledby", b.id);
    });
    panel.dataset.tab = tab;
    if (tab === "json") fill(panel, h("pre", null, JSON.stringify(answer.rows, null, 2)));
    else if (tab === "table") fill(panel, table(answer, state, ontology));
    else gone = picture(panel, answer.entities.slice(0, mostThings));
  };
  const arrows = (e: KeyboardEvent): void => {
    const step = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
    const now = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (step === 0 || now < 0) return;
    const next = (now + step + tabs.length) % tabs.length;
    choose(tabs[next] as Tab);
    buttons[next]?.focus();
  };
  const element = h("section", { class: "results", "aria-label": t("query.results") },
    h("div", { class: "head" },
      h("div", { role: "tablist", "aria-label": t("query.resultsAs"), onkeydown: arrows }, buttons),
      h("p", { class: "soft" }, summary(answer)),
      h("button", { type: "button", onclick: () => save(`${answer.name}.csv`, "text/csv", "\ufeff" + csv(answer.columns.map((c) => c.title), answer.cells)) }, t("query.csv"))),
    answer.notes.map((n) => h("p", { class: "notice" }, n)),
    answer.truncated && h("p", { class: "notice" }, t("query.truncated", { n: answer.cells.length })),
    panel);
  choose("table");
  return { element, unmount: () => gone() };
}

export const summary = (a: Answer): string => `${t("query.rows", { n: a.cells.length })} · ${t("query.took", { n: a.took })}`;

/** save offers a text as a file. */
function save(name: string, kind: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function table(answer: Answer, state: State, ontology?: Ontology): HTMLElement {
  if (answer.cells.length === 0) return h("p", { class: "soft nothing" }, t("query.nothing"));
  const order = answer.cells.map((_, i) => i);
  const body = h("tbody");
  const more = h("button", { type: "button", onclick: () => show() }, t("more"));
  let labels: Map<string, string> | undefined;
  const cell = (row: number, column: number): HTMLElement => {
    const c = answer.columns[column] as Column;
    const value = answer.cells[row]?.[column];
    const td = h("td", { class: typeof value === "number" ? "figure" : undefined, lang: typeof value === "string" ? langOf(value) : undefined });
    fill(td, shown(c, value, answer.ids[row]?.[column], labels, ontology));
    return td;
  };
  const show = (): void => {
    const from = body.children.length;
    body.append(...order.slice(from, from + atOnce).map((row) => h("tr", null, answer.columns.map((_, i) => cell(row, i)))));
    more.hidden = body.children.length >= order.length;
  };
  const heads = answer.columns.map((c, i) => {
    const button = h("button", { type: "button", onclick: () => sort(i) }, c.title || t("query.value"));
    return h("th", { scope: "col", class: c.kind === "number" ? "figure" : undefined }, button);
  });
  const sort = (column: number): void => {
    const descending = heads[column]?.getAttribute("aria-sort") === "ascending";
    heads.forEach((head, i) => (i === column ? head.setAttribute("aria-sort", descending ? "descending" : "ascending") : head.removeAttribute("aria-sort")));
    order.sort((a, b) => compare(answer.cells[a]?.[column], answer.cells[b]?.[column]) * (descending ? -1 : 1));
    fill(body);
    show();
  };
  show();
  if (answer.columns.some((c) => c.kind === "")) void labelled(answer.entities, state.settings.labels).then((found) => {
    labels = found;
    const shownRows = body.children.length;
    fill(body);
    while (body.children.length < shownRows) show();
  });
  return h("div", { class: "scroll" }, h("table", null, h("caption", { class: "unseen" }, t("query.results")), h("thead", null, h("tr", null, heads)), body), more);
}

/** labelled asks what things are called; what the server does not tell keeps its id. */
async function labelled(ids: string[], language: Language): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const entity = ids.slice(0, mostThings);
  try {
    const { nodes } = await api.graph({ entity, depth: 1, limit: entity.length, language });
    return new Map(nodes.map((n) => [n.id, n.label]));
  } catch {
    return new Map();
  }
}

/** shown is a value as the reader sees it: things and articles as links, dates and words in the interface's language. */
function shown(c: Column, value: unknown, id: string | undefined, labels: Map<string, string> | undefined, ontology?: Ontology): (Node | string)[] {
  if (value === null || value === undefined || value === "") return [];
  if (typeof value === "number") return [number(value)];
  if (typeof value !== "string") return [JSON.stringify(value)];
  switch (c.kind) {
    case "entity": return linked(value, id, entityLink);
    case "article": return linked(value, id, articleLink);
    case "predicate": return [value];
    case "class": return [classLabel(ontology, value)];
    case "published": return [date(value)];
    case "text": return [word(c.name, value)];
  }
  const node = nodeOf(value);
  if (node?.kind === "entity") return [h("a", { href: entityLink(node.id), title: value }, labels?.get(node.id) ?? node.id)];
  if (node?.kind === "article") return [h("a", { href: articleLink(node.id), title: value }, node.id)];
  if (node) return [h("span", { title: value }, predicateLabel(ontology, node.id))];
  return [value];
}

/** linked makes links of one label, or of several in one cell where their numbers agree. */
function linked(label: string, id: string | undefined, link: (id: string) => string): (Node | string)[] {
  const ids = id?.split(", ") ?? [];
  const parts = ids.length === 1 ? [label] : label.split(", ");
  if (ids.length !== parts.length) return [label];
  return parts.flatMap((part, i) => [i > 0 ? ", " : "", h("a", { href: link(ids[i] as string), lang: langOf(part) }, part)]);
}

const statuses = ["stated", "planned", "reported", "questioned", "denied"];

function word(column: string, value: string): string {
  if (column === "status" && statuses.includes(value)) return t(`status.${value}` as Key);
  if (column === "language") return (languages as Record<string, string>)[value] ?? value;
  if (column === "published" || column === "time") return date(value);
  return value;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const text = (v: unknown): string => (v === null || v === undefined ? "" : typeof v === "string" ? v : JSON.stringify(v));
  return text(a).localeCompare(text(b), locale(), { numeric: true });
}
