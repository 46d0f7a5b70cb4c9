/** A search box for things: a combobox with a list (ARIA Authoring Practices), for names in any language and script. */
import { api, isAbort, type Entity } from "./api";
import { fill, h, unique } from "./dom";
import { labelIn, number, t } from "./i18n";
import { icon } from "./icons";
import { classLabel, type State } from "./state";

export interface SearchBox {
  element: HTMLElement;
  input: HTMLInputElement;
}

const patience = 120; // ms after the last key
const few = 10;

export function searchBox(state: State, label: string, pick: (entity: Entity) => void): SearchBox {
  return new Combobox(state, label, pick);
}

class Combobox implements SearchBox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly note: HTMLElement;
  private found: Entity[] = [];
  private answered = ""; // the name that found is of
  private active = -1;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | undefined;

  constructor(private readonly state: State, label: string, private readonly pick: (entity: Entity) => void) {
    const id = unique("search");
    this.input = h("input", {
      type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list", "aria-label": label,
      placeholder: label, autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
    });
    this.list = h("ul", { role: "listbox", id, "aria-label": t("search.found") });
    this.note = h("p", { class: "note", role: "status" });
    this.element = h("div", { class: "search" }, icon("search"), this.input, h("div", { class: "found", hidden: true }, this.list, this.note));
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("compositionend", () => this.typed());
    this.input.addEventListener("keydown", (e) => this.key(e));
    this.input.addEventListener("focus", () => this.input.value && this.found.length > 0 && this.open(true));
    this.element.addEventListener("focusout", (e) => this.element.contains(e.relatedTarget as Node | null) || this.open(false));
  }

  /** typed asks once the reader pauses; not in the middle of composing a Chinese word. */
  private typed(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (!this.input.value.trim()) return this.open(false);
    this.timer = setTimeout(() => void this.ask(), patience);
  }

  /** ask shows what has the name; choosing takes the best at once. */
  private async ask(choosing = false): Promise<void> {
    this.asking = new AbortController();
    const slow = setTimeout(() => this.say(t("search.asking")), 400);
    const name = this.input.value.trim();
    try {
      this.found = await api.search(name, { limit: few }, this.asking.signal);
      clearTimeout(slow);
      this.answered = name;
      this.show();
      if (choosing) this.choose(0);
    } catch (e) {
      clearTimeout(slow);
      if (isAbort(e)) return;
      this.found = [];
      this.answered = name;
      fill(this.list);
      this.say(e instanceof Error && e.message ? `${t("failed")}: ${e.message}` : t("error.offline"));
    }
  }

  private show(): void {
    fill(this.list, this.found.map((e, i) => this.option(e, i)));
    this.activate(this.found.length > 0 ? 0 : -1);
    this.say(this.found.length === 0 ? t("search.none", { name: this.input.value.trim() }) : "");
  }

  private option(e: Entity, i: number): HTMLElement {
    const name = labelIn(e.labels, this.state.settings.labels, e.names[0] ?? e.id);
    const other = e.name && e.name !== name ? e.name : "";
    const kind = h("span", { class: "kind" }, classLabel(undefined, e.class));
    void this.state.ontology().then((o) => (kind.textContent = classLabel(o, e.class)), () => undefined);
    const option = h("li", { role: "option", id: `${this.list.id}-${i}`, "aria-selected": "false", "data-class": e.class },
      h("span", { class: "dot" }), h("span", { class: "name" }, name, other && h("span", { class: "other" }, other)), kind,
      h("span", { class: "count", title: t("articles", { n: e.articles }) }, number(e.articles)));
    option.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    option.addEventListener("click", () => this.choose(i));
    return option;
  }

  private say(text: string): void {
    this.note.textContent = text;
    this.open(true);
  }

  private open(open: boolean): void {
    (this.list.parentElement as HTMLElement).hidden = !open;
    this.input.setAttribute("aria-expanded", String(open && this.found.length > 0));
    if (!open) this.activate(-1);
  }

  private activate(i: number): void {
    this.active = i;
    for (const [n, option] of [...this.list.children].entries()) option.setAttribute("aria-selected", String(n === i));
    const option = this.list.children[i];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  private key(e: KeyboardEvent): void {
    if (e.isComposing) return;
    const n = this.found.length;
    const shown = !(this.list.parentElement as HTMLElement).hidden;
    switch (e.key) {
      case "ArrowDown":
      case "ArrowUp":
        if (n === 0) return;
        e.preventDefault();
        if (!shown) this.open(true);
        return this.activate((this.active + (e.key === "ArrowDown" ? 1 : -1) + n) % n);
      case "Enter":
        return this.enter(e, shown);
      case "Escape":
        if (shown) return this.open(false);
        this.input.value = "";
    }
  }

  /** enter chooses. A reader who types fast means what is typed, not what the list still shows of its beginning. */
  private enter(e: KeyboardEvent, shown: boolean): void {
    const name = this.input.value.trim();
    if (name !== "" && name !== this.answered) {
      e.preventDefault();
      clearTimeout(this.timer);
      this.asking?.abort();
      void this.ask(true);
    } else if (shown && this.active >= 0) {
      e.preventDefault();
      this.choose(this.active);
    }
  }

  private choose(i: number): void {
    const e = this.found[i];
    if (!e) return;
    this.input.value = "";
    this.open(false);
    this.found = [];
    this.answered = "";
    this.pick(e);
  }
}
