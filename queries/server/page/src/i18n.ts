/** Words of the interface. English is the measure: a dictionary that lacks a key of it does not compile. */
import { en } from "./i18n/en";
import { de } from "./i18n/de";
import { zh } from "./i18n/zh";
import type { Labels, Language } from "./api";

export type Key = keyof typeof en;
export type Dictionary = Record<Key, string>;

const dictionaries: Record<Language, Dictionary> = { en, de, zh };
export const languages: Record<Language, string> = { en: "English", de: "Deutsch", zh: "中文" };
const locales: Record<Language, string> = { en: "en-GB", de: "de-DE", zh: "zh-CN" };

let current: Language = "en";
export const language = (): Language => current;
export const locale = (): string => locales[current];

export function setLanguage(l: Language): void {
  current = l;
  document.documentElement.lang = locale();
}

/** preferred is the first of the browser's languages that we have. */
export function preferred(wanted: readonly string[]): Language {
  for (const w of wanted) {
    const head = w.slice(0, 2).toLowerCase();
    if (head in dictionaries) return head as Language;
  }
  return "en";
}

/** t gives a text; {name} in it is replaced. With a count n, "one|other" chooses. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  let text = dictionaries[current][key];
  if (text.includes("|") && typeof values.n === "number") {
    const [one = "", other = ""] = text.split("|");
    text = values.n === 1 ? one : other;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const v = values[name];
    return v === undefined ? whole : typeof v === "number" ? number(v) : v;
  });
}

export const number = (n: number): string => n.toLocaleString(locale());
export const percent = (n: number): string => n.toLocaleString(locale(), { style: "percent", maximumFractionDigits: 0 });

/** date writes an ISO date or month ("2024-05-01", "2024-05") as readers of the language do; what is none stays. */
export function date(iso: string | undefined): string {
  const m = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso ?? "");
  if (!m) return iso ?? "";
  const [, y, mo, d] = m;
  if (!mo) return y ?? "";
  const at = new Date(Date.UTC(Number(y), Number(mo) - 1, Number(d ?? 1)));
  return at.toLocaleDateString(locale(), { year: "numeric", month: "short", ...(d ? { day: "numeric" } : {}), timeZone: "UTC" });
}

/** period writes a date, or a span of time ("2019/2022-05", "2019/.."), as readers of the language do. */
export function period(iso: string): string {
  const [from = "", to] = iso.split("/").map((d) => date(d.replaceAll(".", "")));
  return to === undefined ? from : `${from} – ${to}`.trim();
}

/** labelIn chooses a label: the language's, else English, German, Chinese, else the id's words. */
export function labelIn(labels: Labels | undefined, l: Language, id = ""): string {
  return labels?.[l] ?? labels?.en ?? labels?.de ?? labels?.zh ?? id;
}
