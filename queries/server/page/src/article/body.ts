import type { ArticleText } from "../api";
import { h } from "../dom";
import { entityLink } from "../route";
import { paragraphs, type Paragraph, type Piece, type Range } from "./pieces";

/** How many paragraphs are shown at once; the rest of a long article follows while the reader reads. */
const atOnce = 200;

/** Body is the text with its marks. */
export interface Body {
  element: HTMLElement;
  /** light marks the sentences of these claims; none takes the marks away. */
  light(claims: readonly number[]): void;
  /** reveal scrolls to the first place inside a range and marks it. */
  reveal(range: Range): void;
  unmount(): void;
}

/** articleBody shows the text. Its first line is the heading where it is the title. Positions of the ranges are UTF-16 units. */
export function articleBody(article: ArticleText, mentions: readonly Range[], claims: readonly Range[]): Body {
  const cut = paragraphs(article.text, mentions, claims);
  const element = h("div", { class: "body", lang: article.lang });
  const said = new Map<number, HTMLElement[]>(); // claim -> where it is said
  const shown: HTMLElement[] = [];
  let waiting = 0;

  const more = (to: number): void => {
    const batch = cut.slice(shown.length, to).map((p) => paragraph(article, p, said, shown.length === 0 && isTitle(article, p)));
    shown.push(...batch);
    element.append(...batch);
  };
  const goOn = (): void => {
    more(shown.length + atOnce);
    if (shown.length < cut.length) waiting = requestAnimationFrame(goOn);
  };
  goOn();

  const light = (list: readonly number[]): void => {
    for (const e of element.querySelectorAll(".lit")) e.classList.remove("lit");
    for (const i of list) for (const e of said.get(i) ?? []) e.classList.add("lit");
  };
  const reveal = (range: Range): void => {
    more(cut.findIndex((p) => p.end > range.start) + 1 || cut.length);
    light([]);
    const inside = [...element.querySelectorAll<HTMLElement>("[data-start]")].filter((e) => Number(e.dataset.start) < range.end && Number(e.dataset.end) > range.start);
    for (const e of inside) e.classList.add("lit");
    inside[0]?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  };
  return { element, light, reveal, unmount: () => cancelAnimationFrame(waiting) };
}

const isTitle = (article: ArticleText, p: Paragraph): boolean => article.text.slice(p.start, p.end).trim() === article.title.trim();

function paragraph(article: ArticleText, p: Paragraph, said: Map<number, HTMLElement[]>, heading: boolean): HTMLElement {
  const element = heading ? h("h1") : h("p");
  let group: HTMLElement | undefined;
  let inGroup = "";
  for (const piece of p.pieces) {
    const key = piece.claims.join(" ");
    if (!group || key !== inGroup) {
      group = h("span", { class: key ? "said" : "", "data-start": piece.start });
      inGroup = key;
      element.append(group);
      for (const c of piece.claims) said.set(c, [...(said.get(c) ?? []), group]);
      if (key) group.dataset.claims = key;
    }
    group.dataset.end = String(piece.end);
    group.append(marked(article, piece));
  }
  return element;
}

function marked(article: ArticleText, piece: Piece): Node | string {
  const text = article.text.slice(piece.start, piece.end);
  const mention = piece.mention === undefined ? undefined : article.mentions[piece.mention];
  if (!mention) return text;
  return h("a", { class: "mention", href: entityLink(mention.entity), "data-class": mention.class, "data-entity": mention.entity }, text);
}
