/** classColours reads the colours of styles/classes.css as they are now, light or dark, for what draws outside CSS. */
export function classColours(classes: readonly string[]): Record<string, string> {
  return probe(classes, (element, c) => (element.dataset.class = c));
}

/** cssColours reads custom properties of styles/base.css in the same way. */
export function cssColours<K extends string>(names: readonly K[]): Record<K, string> {
  return probe(names, (element, name) => (element.style.color = `var(--${name})`));
}

function probe<K extends string>(keys: readonly K[], set: (element: HTMLElement, key: K) => void): Record<K, string> {
  const element = document.createElement("span");
  element.className = "probe";
  document.body.append(element);
  const colours = {} as Record<K, string>;
  for (const key of keys) {
    set(element, key);
    colours[key] = getComputedStyle(element).color;
  }
  element.remove();
  return colours;
}

/** Kin stand together in lists. */
const order = ["Company", "Organization", "GovernmentAgency", "Person", "Place", "Country", "Region", "City", "Law", "Document", "Product", "Event", "Concept"];
export const byClass = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : 1);
const rank = (c: string): number => (order.includes(c) ? order.indexOf(c) : order.length);
