/** What narrows the graph, as a column of choices; the classes are the legend of the picture at the same time. */
import type { Filters, Ontology, Stats } from "../api";
import { byClass } from "../classes";
import { fill, h, type Child } from "../dom";
import { languages, number, percent, t } from "../i18n";
import { classLabel, predicateLabel } from "../state";
import type { Model } from "./model";
import { countFilters, limits } from "./scope";

export interface FilterState {
  filters: Filters;
  limit: number;
  ontology: Ontology | undefined;
  stats: Stats | undefined;
  model: Model;
}

type Several = "class" | "predicate" | "article_language" | "status";
const statuses = ["stated", "reported", "planned", "questioned", "denied"] as const;

/** filterPanel shows the choices; change is called with the new ones. */
export class FilterPanel {
  private wait: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly element: HTMLElement, private readonly change: (f: Filters, limit: number) => void) {}

  show(s: FilterState): void {
    const focused = (document.activeElement as HTMLElement | null)?.dataset.key;
    const open = new Set([...this.element.querySelectorAll("details[open]")].map((d) => d.id));
    fill(this.element, this.head(s), this.classes(s), this.predicates(s, open), this.languages(s), this.statuses(s), this.confidence(s), this.limit(s));
    if (focused) this.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  private head(s: FilterState): HTMLElement {
    const n = countFilters(s.filters);
    return h("div", { class: "head" }, h("h2", null, t("filters")),
      n > 0 && h("button", { type: "button", class: "link", "data-key": "reset", onclick: () => this.change({}, s.limit) }, t("filters.reset")));
  }

  private classes(s: FilterState): HTMLElement {
    const shown = counted(s.model.mapNodes((_, n) => n.node.class));
    const all = [...new Set([...Object.keys(s.stats?.classes ?? {}), ...shown.keys(), ...(s.filters.class ?? [])])].sort(byClass);
    return this.several(s, "class", t("filters.class"), all, (c) => classLabel(s.ontology, c), shown, (c) => ({ "data-class": c, dot: true }));
  }

  private predicates(s: FilterState, open: Set<string>): HTMLElement {
    const shown = counted(s.model.mapEdges((_, e) => e.edge.predicate));
    const all = [...new Set([...Object.keys(s.stats?.predicates ?? {}), ...shown.keys(), ...(s.filters.predicate ?? [])])].sort((a, b) => (shown.get(b) ?? 0) - (shown.get(a) ?? 0) || (a < b ? -1 : 1));
    const field = this.several(s, "predicate", t("filters.predicate"), all, (p) => predicateLabel(s.ontology, p), shown);
    return all.length <= 8 ? field : folded(field, 8, open);
  }

  private languages(s: FilterState): HTMLElement {
    return this.several(s, "article_language", t("filters.language"), Object.keys(languages), (l) => languages[l as keyof typeof languages]);
  }

  private statuses(s: FilterState): HTMLElement {
    return this.several(s, "status", t("filters.status"), [...statuses], (x) => t(`status.${x as (typeof statuses)[number]}`), undefined, undefined, ["stated"]);
  }

  /** several is a group of boxes. All ticked, or those that usually are, is no filter. */
  private several(s: FilterState, name: Several, title: string, all: string[], label: (id: string) => string, counts?: Map<string, number>, more?: (id: string) => { "data-class"?: string; dot?: boolean }, usual: string[] = all): HTMLElement {
    const on = new Set(s.filters[name] ?? usual);
    const set = (ids: string[]): void => {
      const f = { ...s.filters };
      delete f[name];
      const plain = ids.length === 0 || (ids.length === usual.length && usual.every((u) => ids.includes(u)));
      this.change(plain ? f : { ...f, [name]: ids }, s.limit);
    };
    const row = (id: string): HTMLElement => {
      const { dot, ...attributes } = more?.(id) ?? {};
      const box = h("input", { type: "checkbox", checked: on.has(id), "data-key": `${name} ${id}`, onchange: () => set(all.filter((a) => (a === id ? box.checked : on.has(a)))) });
      return h("div", { class: counts && !counts.get(id) ? "row none" : "row", ...attributes }, h("label", null, box, dot && h("span", { class: "dot" }), h("span", { class: "name" }, label(id)), counts && h("span", { class: "count" }, number(counts.get(id) ?? 0))),
        all.length > 3 && h("button", { type: "button", class: "link only", "data-key": `only ${name} ${id}`, "aria-label": t("filters.onlyof", { name: label(id) }), onclick: () => set(on.size === 1 && on.has(id) ? all : [id]) }, t("filters.only")));
    };
    return h("fieldset", null, h("legend", null, title), all.map(row));
  }

  private confidence(s: FilterState): HTMLElement {
    const now = s.filters.min_confidence ?? 0;
    const out = h("output", null, now ? `≥ ${percent(now)}` : t("filters.any"));
    const range = h("input", {
      type: "range", min: 0, max: 0.95, step: 0.05, value: now, "data-key": "sure", "aria-label": t("filters.confidence"), "aria-valuetext": percent(now),
      oninput: () => {
        out.textContent = `≥ ${percent(Number(range.value))}`;
        range.setAttribute("aria-valuetext", percent(Number(range.value)));
        clearTimeout(this.wait);
        this.wait = setTimeout(() => {
          const { min_confidence: _, ...f } = s.filters;
          const value = Number(range.value);
          this.change(value > 0 ? { ...f, min_confidence: value } : f, s.limit);
        }, 300);
      },
    });
    return h("fieldset", null, h("legend", null, t("filters.confidence"), out), range);
  }

  private limit(s: FilterState): HTMLElement {
    const select = h("select", { "data-key": "limit", onchange: () => this.change(s.filters, Number(select.value)) }, limits.map((n) => h("option", { value: n, selected: n === s.limit }, number(n))));
    return h("label", { class: "limit" }, h("span", null, t("filters.limit")), select);
  }
}

/** folded keeps the first rows in sight, the rest behind a word. */
function folded(field: HTMLElement, keep: number, open: Set<string>): HTMLElement {
  const rest = [...field.querySelectorAll(":scope > .row")].slice(keep);
  field.append(h("details", { id: "all-predicates", open: open.has("all-predicates") }, h("summary", null, t("more.n", { n: rest.length })), rest as Child[]));
  return field;
}

function counted(list: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const x of list) counts.set(x, (counts.get(x) ?? 0) + 1);
  return counts;
}
