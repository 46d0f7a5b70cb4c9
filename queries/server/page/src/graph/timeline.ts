/** When what is shown was said: sentences by month, and a brush that filters. */
import type { Filters, GraphEdge } from "../api";
import { fill, h } from "../dom";
import { date, number, t } from "../i18n";
import { binsOf, type Bins } from "./bins";

const height = 44;

export class Timeline {
  private bins: Bins = { names: [], counts: [] };
  private from = 0;
  private to = 0;
  private svg: SVGSVGElement | undefined;
  private sliders: HTMLInputElement[] = [];
  private text: HTMLElement | undefined;

  constructor(readonly element: HTMLElement, private readonly change: (from: string, to: string) => void) {}

  /** show draws the bars of what edges stand for, those outside the filter's time faint. */
  show(edges: readonly GraphEdge[], filters: Filters): void {
    this.bins = binsOf(edges.flatMap((e) => Object.entries(e.months ?? {})));
    const { names } = this.bins;
    this.element.hidden = names.length < 2;
    if (this.element.hidden) return;
    const clip = (v: string | undefined, otherwise: number, last: boolean): number => {
      if (!v) return otherwise;
      const at = last ? names.findLastIndex((n) => n.slice(0, v.length) <= v.slice(0, n.length)) : names.findIndex((n) => n >= v.slice(0, n.length));
      return at < 0 ? otherwise : at;
    };
    this.from = clip(filters.from, 0, false);
    this.to = clip(filters.to, names.length - 1, true);
    const focused = this.sliders.indexOf(document.activeElement as HTMLInputElement);
    this.draw(!!(filters.from || filters.to));
    this.sliders[focused]?.focus();
  }

  private draw(filtered: boolean): void {
    const { names, counts } = this.bins;
    this.svg = bars(counts, names);
    this.svg.addEventListener("pointerdown", (e) => this.brush(e));
    this.text = h("span", { class: "range" });
    this.sliders = [this.slider(t("timeline.from"), this.from, (v) => (this.from = Math.min(v, this.to))), this.slider(t("timeline.to"), this.to, (v) => (this.to = Math.max(v, this.from)))];
    const ends = h("div", { class: "ends", "aria-hidden": "true" }, h("span", null, date(names[0])), h("span", null, date(names.at(-1))));
    fill(this.element,
      h("div", { class: "head" }, h("h2", null, t("timeline")), this.text,
        filtered && h("button", { type: "button", class: "link", onclick: () => this.change("", "") }, t("timeline.all"))),
      h("div", { class: "track" }, this.svg, this.sliders), ends);
    this.mark();
  }

  private slider(label: string, value: number, set: (v: number) => void): HTMLInputElement {
    const input = h("input", { type: "range", min: 0, max: this.bins.names.length - 1, step: 1, value, "aria-label": label });
    input.addEventListener("input", () => {
      set(Number(input.value));
      this.mark();
    });
    input.addEventListener("change", () => this.tell());
    return input;
  }

  /** mark shows the range as it is being chosen. */
  private mark(): void {
    const { names, counts } = this.bins;
    this.svg?.querySelectorAll("rect.bar").forEach((bar, i) => bar.classList.toggle("out", i < this.from || i > this.to));
    const inside = counts.slice(this.from, this.to + 1).reduce((a, b) => a + b, 0);
    if (this.text) this.text.textContent = `${date(names[this.from])} – ${date(names[this.to])} · ${t("timeline.said", { n: inside })}`;
    this.sliders.forEach((s, i) => {
      const at = i === 0 ? this.from : this.to;
      s.value = String(at);
      s.setAttribute("aria-valuetext", date(names[at]));
    });
  }

  private tell(): void {
    const { names } = this.bins;
    const all = this.from === 0 && this.to === names.length - 1;
    this.change(all || this.from === 0 ? "" : (names[this.from] ?? ""), all || this.to === names.length - 1 ? "" : (names[this.to] ?? ""));
  }

  /** brush chooses the range that the pointer is drawn over; a click alone chooses one bar. */
  private brush(e: PointerEvent): void {
    const svg = this.svg as SVGSVGElement;
    const at = (event: PointerEvent): number => {
      const box = svg.getBoundingClientRect();
      return Math.max(0, Math.min(this.bins.names.length - 1, Math.floor(((event.clientX - box.left) / box.width) * this.bins.names.length)));
    };
    const start = at(e);
    const move = (event: PointerEvent): void => {
      [this.from, this.to] = [Math.min(start, at(event)), Math.max(start, at(event))];
      this.mark();
    };
    svg.setPointerCapture(e.pointerId);
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", () => (svg.removeEventListener("pointermove", move), this.tell()), { once: true });
    move(e);
  }
}

const space = "http://www.w3.org/2000/svg";

function bars(counts: number[], names: string[]): SVGSVGElement {
  const svg = document.createElementNS(space, "svg");
  const most = Math.max(...counts);
  svg.setAttribute("viewBox", `0 0 ${counts.length} ${height}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true"); // the sliders say the same
  counts.forEach((n, i) => {
    const size = n === 0 ? 0 : 3 + (Math.sqrt(n / most) * (height - 5));
    svg.append(rect("hit", i, 0, 1, height), rect("bar", i + 0.08, height - size, 0.84, size));
    const title = document.createElementNS(space, "title");
    title.textContent = `${date(names[i])}: ${number(n)}`;
    svg.lastElementChild?.append(title);
  });
  return svg;
}

function rect(kind: string, x: number, y: number, width: number, tall: number): SVGRectElement {
  const r = document.createElementNS(space, "rect");
  for (const [name, value] of Object.entries({ class: kind, x, y, width, height: tall })) r.setAttribute(name, String(value));
  return r;
}
