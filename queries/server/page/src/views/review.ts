import { ApiError, isAbort, type Ontology } from "../api";
import { between, failure, fill, h, langOf } from "../dom";
import { date, number, t, type Key } from "../i18n";
import { classLabel, type Mounted, type State } from "../state";
import { reviewing, sides, verdictOn, type Doubt, type Judged, type Judgement } from "../review/doubts";
import { sideOf, type Side } from "../review/side";

/** How doubts came about, and the key of the words for it. */
const kinds: Record<string, Key> = {
  "similar name": "doubt.similar", "one name": "doubt.one", "claimed twice": "doubt.claimed", acronym: "doubt.acronym", "several of name": "doubt.several",
  "longer name": "doubt.longer", "may mean": "doubt.may", alias: "doubt.alias", "short form": "doubt.short", "alias elsewhere": "doubt.elsewhere",
  spelling: "doubt.spelling", "same name": "doubt.name", "another of the name": "doubt.name", companions: "doubt.companions",
};
const kindWord = (kind: string): string => (kinds[kind] ? t(kinds[kind]) : kind);
const author = "trigraph.author";

/** mount shows one doubt at a time, the most valuable first, with what articles say of both sides. */
export function mount(element: HTMLElement, state: State): Mounted {
  const view = new ReviewView(element, state);
  void view.load();
  return { update: () => true, unmount: () => view.unmount() };
}

class ReviewView {
  private doubts: Doubt[] = [];
  private at = 0;
  private ontology: Ontology | undefined;
  private sides: Side[] = [];
  private last: number | undefined;
  private busy = false;
  private readonly gone = new AbortController();
  private shown = new AbortController();
  private readonly card = h("section", { class: "doubt", tabindex: "-1", "aria-labelledby": "question" });
  private readonly note = h("div", { class: "note", role: "status" });
  private readonly made = h("details", { class: "made", ontoggle: () => this.made.open && void this.listMade() }, h("summary", null, t("review.made")), h("div"));
  private readonly keys = (e: KeyboardEvent): void => this.key(e);

  constructor(private readonly element: HTMLElement, private readonly state: State) {
    document.addEventListener("keydown", this.keys);
  }

  async load(): Promise<void> {
    fill(this.element, h("p", { class: "waiting" }, t("loading")));
    try {
      [this.doubts, this.ontology] = await Promise.all([reviewing.doubts(this.gone.signal), this.state.ontology().catch(() => undefined)]);
    } catch (e) {
      if (isAbort(e)) return;
      fill(this.element, e instanceof ApiError && e.status === 403 ? off() : failure(e, () => void this.load()));
      return;
    }
    const name = h("input", { value: localStorage.getItem(author) ?? "", autocomplete: "name", onchange: () => localStorage.setItem(author, name.value.trim()) });
    fill(this.element, h("div", { class: "page review" },
      h("header", null, h("h1", null, t("review.title")), h("label", { class: "author" }, h("span", { class: "soft" }, t("review.author")), name)),
      h("p", { class: "soft" }, t("review.says")), this.note, this.card, this.made));
    this.show();
  }

  unmount(): void {
    this.gone.abort();
    this.shown.abort();
    document.removeEventListener("keydown", this.keys);
  }

  /** show brings the doubt at this.at. */
  private show(): void {
    this.shown.abort();
    this.shown = new AbortController();
    const d = this.doubts[this.at];
    if (!d) {
      this.sides = [];
      fill(this.card, h("h2", { id: "question" }, t("review.nothing")), h("button", { type: "button", onclick: () => void this.load() }, t("review.again")));
      return;
    }
    const [asked, others] = sides(d);
    const judge = (j: Judgement): void => void this.judge(j, d);
    const inOne = d.a === d.b;
    const options = { state: this.state, ontology: this.ontology, judge, signal: this.shown.signal };
    this.sides = [
      sideOf(d.b, asked, { ...options, heading: t(inOne ? "review.here" : "review.this"), node: inOne || !d.joined }),
      sideOf(d.a, others, { ...options, heading: t(inOne ? "review.elsewhere" : "review.that"), node: true }),
    ];
    const verdict = (word: "same" | "different" | "unsure", key: string): HTMLElement =>
      h("button", { type: "button", class: word === "unsure" ? "" : "primary", "aria-keyshortcuts": key, onclick: () => judge(verdictOn(d, word)) }, t(`review.${word}`), " ", h("kbd", { "aria-hidden": "true" }, key));
    fill(this.card,
      h("p", { class: "soft" }, between(t("review.number", { n: this.at + 1, all: this.doubts.length }), kindWord(d.kind), t("review.touches", { n: d.touched }))),
      h("h2", { id: "question" }, t(inOne ? "review.askHere" : d.joined ? "review.askJoined" : "review.ask")),
      h("div", { class: "sides" }, this.sides.map((s) => s.element)),
      h("div", { class: "buttons verdicts" }, verdict("same", "S"), verdict("different", "D"), verdict("unsure", "U"),
        h("button", { type: "button", "aria-keyshortcuts": "ArrowRight", onclick: () => this.step(1) }, t("review.skip"), " ", h("kbd", { "aria-hidden": "true" }, "→"))));
  }

  private step(by: number): void {
    this.at = Math.max(0, Math.min(this.doubts.length, this.at + by));
    this.show();
    this.card.focus();
  }

  /** judge sends a verdict; what it settles leaves the list. */
  private async judge(j: Judgement, d?: Doubt): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.card.setAttribute("aria-busy", "true");
    fill(this.note, h("p", null, t("review.sending")));
    try {
      const by = (localStorage.getItem(author) ?? "").trim();
      const { number: n } = await reviewing.judge(by ? { ...j, author: by } : j, this.gone.signal);
      this.last = j.verdict === "undo" ? undefined : n;
      if (d && j.verdict !== "rename" && j.verdict !== "class") this.doubts = this.doubts.filter((x) => x !== d);
      this.told(j, n);
    } catch (e) {
      if (isAbort(e)) return;
      fill(this.note, h("p", { class: "failure", role: "alert" }, e instanceof ApiError && e.status === 0 ? t("error.offline") : e instanceof Error ? e.message : String(e)));
      return;
    } finally {
      this.busy = false;
      this.card.removeAttribute("aria-busy");
    }
    if (j.verdict === "undo") return void this.load();
    this.show();
    this.card.focus();
    if (this.made.open) void this.listMade();
  }

  private told(j: Judgement, n: number): void {
    fill(this.note, h("p", null, t(`done.${j.verdict}`), " ", j.verdict !== "undo" && h("button", { type: "button", class: "link", onclick: () => this.undo(n) }, t("review.undo"))));
  }

  private undo(n: number | undefined): void {
    if (n !== undefined) void this.judge({ verdict: "undo", of: n });
  }

  /** listMade lists what was decided, the last first. */
  private async listMade(): Promise<void> {
    const box = this.made.lastElementChild as HTMLElement;
    try {
      const list = await reviewing.judgements(this.gone.signal);
      fill(box, list.length === 0 ? h("p", { class: "soft" }, t("review.noneMade")) : h("ol", null, list.filter((j) => j.verdict !== "undo").reverse().map((j) => this.row(j))));
    } catch (e) {
      if (!isAbort(e)) fill(box, failure(e, () => void this.listMade()));
    }
  }

  private row(j: Judged): HTMLElement {
    const thing = (id?: string): HTMLElement | false => !!id && h("span", { class: "thing", lang: langOf(id) }, id);
    const to = j.verdict === "rename" ? h("q", { lang: j.lang }, j.name ?? "") : j.verdict === "class" ? classLabel(this.ontology, j.class ?? "") : j.b !== j.a ? thing(j.b) : false;
    return h("li", { class: j.holds ? "" : "void" },
      h("span", { class: "verdict" }, t(`done.${j.verdict}`)), " ", between(thing(j.a), to), " ",
      h("span", { class: "soft" }, between(j.author, date(j.time), `№ ${number(j.number)}`)), " ",
      j.holds ? h("button", { type: "button", class: "link", onclick: () => this.undo(j.number) }, t("review.undo")) : h("span", { class: "soft" }, t("review.void")));
  }

  /** correctable is the side that a key renames: the one in question, where it is a node. */
  private correctable(d: Doubt): Side | undefined {
    return this.sides[d.joined && d.a !== d.b ? 1 : 0];
  }

  private key(e: KeyboardEvent): void {
    const typing = (e.target as Element).closest("input, select, textarea, [contenteditable]");
    const d = this.doubts[this.at];
    if (typing || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    const does: Record<string, () => void> = {
      ArrowRight: () => this.step(1), ArrowLeft: () => this.step(-1), z: () => this.undo(this.last),
      ...(d ? {
        s: () => void this.judge(verdictOn(d, "same"), d), d: () => void this.judge(verdictOn(d, "different"), d), u: () => void this.judge(verdictOn(d, "unsure"), d),
        r: () => this.correctable(d)?.rename(), c: () => this.correctable(d)?.reclass(),
      } : {}),
    };
    const call = does[e.key.length === 1 ? e.key.toLowerCase() : e.key];
    if (!call) return;
    e.preventDefault();
    call();
  }
}

/** off says how reviewing is turned on. */
const off = (): HTMLElement => h("div", { class: "page" }, h("h1", null, t("review.title")), h("p", null, t("review.off")), h("pre", null, "TRIGRAPH_SERVE_REVIEW=true trigraph serve"));
