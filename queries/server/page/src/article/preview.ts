import { api, isAbort, type EntityDetail, type Language, type Ontology } from "../api";
import { between, fill, h, langOf } from "../dom";
import { labelIn, languages, t } from "../i18n";
import { classLabel, type State } from "../state";

/** How long a pointer rests on a mention before its thing is shown, and how long it stays after, in milliseconds. */
const rest = 150;

/** previews shows a small card beside what has data-entity in element, while it is pointed at or has the focus. Escape closes it. */
export function previews(element: HTMLElement, state: State, ontology: () => Ontology | undefined): () => void {
  const card = h("div", { class: "preview", role: "tooltip", id: "preview", hidden: true });
  const known = new Map<string, Promise<EntityDetail>>();
  let at: HTMLElement | undefined;
  let timer = 0;

  const hide = (): void => {
    clearTimeout(timer);
    at?.removeAttribute("aria-describedby");
    at = undefined;
    card.hidden = true;
  };
  const show = async (anchor: HTMLElement): Promise<void> => {
    const id = anchor.dataset.entity ?? "";
    at = anchor;
    if (!known.has(id)) known.set(id, api.entity(id));
    try {
      const entity = await (known.get(id) as Promise<EntityDetail>);
      if (at !== anchor) return;
      card.dataset.class = entity.class;
      fill(card, content(entity, state.settings.labels, ontology()));
    } catch (e) {
      known.delete(id);
      if (at !== anchor || isAbort(e)) return;
      fill(card, h("p", null, e instanceof Error ? e.message : t("failed")));
    }
    card.hidden = false;
    anchor.setAttribute("aria-describedby", card.id);
    place(card, anchor);
  };
  const later = (call: () => void): void => {
    clearTimeout(timer);
    timer = window.setTimeout(call, rest);
  };
  const anchorOf = (e: Event): HTMLElement | null => (e.target as Element).closest<HTMLElement>("[data-entity]");

  element.addEventListener("pointerover", (e) => {
    const anchor = anchorOf(e);
    if (anchor && anchor !== at) later(() => (hide(), void show(anchor)));
    else if (anchor) clearTimeout(timer);
  });
  element.addEventListener("pointerout", (e) => anchorOf(e) && later(hide));
  element.addEventListener("focusin", (e) => {
    const anchor = anchorOf(e);
    if (anchor && anchor !== at) hide(), void show(anchor);
  });
  element.addEventListener("focusout", (e) => anchorOf(e) && hide());
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => later(hide));
  const escape = (e: KeyboardEvent): void => void (e.key === "Escape" && hide());
  const scrolled = (): void => void (at && hide());
  document.addEventListener("keydown", escape);
  element.addEventListener("scroll", scrolled, { capture: true, passive: true });
  element.append(card);
  return () => {
    hide();
    document.removeEventListener("keydown", escape);
  };
}

function content(e: EntityDetail, labels: Language, ontology?: Ontology): (HTMLElement | false)[] {
  const label = labelIn(e.labels, labels, e.id);
  const others = (Object.keys(languages) as Language[]).map((l) => e.labels[l]).filter((x) => x && x !== label);
  return [
    h("p", { class: "name", lang: langOf(label) }, label),
    others.length > 0 && h("p", { class: "soft" }, between(...[...new Set(others)].map((x) => h("span", { lang: langOf(x ?? "") }, x)))),
    h("p", null, h("span", { class: "class" }, classLabel(ontology, e.class)), " · ", t("article.inArticles", { n: e.articles })),
  ];
}

/** place puts the card under its anchor, or over it where there is no room, inside the window. */
function place(card: HTMLElement, anchor: HTMLElement): void {
  const around = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const under = around.bottom + 6 + height < innerHeight;
  card.style.left = `${Math.max(8, Math.min(around.left, innerWidth - width - 8))}px`;
  card.style.top = `${under ? around.bottom + 6 : around.top - height - 6}px`;
}
