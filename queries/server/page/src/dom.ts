import { ApiError } from "./api";
import { t } from "./i18n";

/** Elements without HTML strings: whatever an article says becomes text. */
export type Child = Node | string | number | null | undefined | false | Child[];
type Handlers = { [K in keyof HTMLElementEventMap as `on${K}`]?: (event: HTMLElementEventMap[K]) => void };
export type Props = Handlers & { class?: string | undefined } & { [attribute: string]: unknown };

/** h makes an element: attributes as in HTML, on… as listeners; null, undefined and false are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props?: Props | null, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on") && typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child instanceof Node) element.append(child);
    else if (child !== null && child !== undefined && child !== false) element.append(String(child));
  }
}

/** fill replaces an element's content. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  append(element, children);
}

let last = 0;
/** unique gives an id that no other element of this page has. */
export function unique(prefix: string): string {
  return `${prefix}-${++last}`;
}

/** langOf is the language attribute of a name, so that Chinese gets a Chinese font on any page. */
export const langOf = (text: string): string | undefined => (/\p{Script=Han}/u.test(text) ? "zh-CN" : undefined);

/** between puts dots between what there is. */
export const between = (...parts: Child[]): Child[] => parts.filter((p) => p !== undefined && p !== null && p !== false && p !== "").map((p, i) => [i > 0 && " · ", p]);

/** failure shows what went wrong, with a button that tries again. */
export function failure(e: unknown, again: () => void): HTMLElement {
  if (!(e instanceof ApiError)) console.error(e); // a fault of ours
  const text = e instanceof ApiError && e.status === 0 ? t("error.offline") : e instanceof Error ? e.message : String(e);
  return h("div", { class: "failure", role: "alert" }, h("p", null, h("strong", null, t("failed"))), h("p", null, text), h("button", { type: "button", onclick: again }, t("retry")));
}

/** announce tells a screen reader, through the live region of index.html. */
export function announce(text: string): void {
  const region = document.getElementById("status");
  if (region) region.textContent = text;
}
