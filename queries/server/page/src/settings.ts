/** What the reader chose, kept in the browser. */
import { languages, preferred, setLanguage } from "./i18n";
import type { Language } from "./api";

export type Theme = "auto" | "light" | "dark";

export interface Settings {
  /** Of the interface. */
  language: Language;
  /** Of the graph's names. */
  labels: Language;
  theme: Theme;
}

const key = "trigraph";

/** loadSettings reads what was kept; what is missing or odd is as the browser prefers it. */
export function loadSettings(): Settings {
  let kept: Partial<Settings> = {};
  try {
    kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Settings>;
  } catch {
    // storage may be closed to us, or hold something else
  }
  const language = kept.language && kept.language in languages ? kept.language : preferred(navigator.languages);
  const labels = kept.labels && kept.labels in languages ? kept.labels : language;
  const theme = kept.theme === "light" || kept.theme === "dark" ? kept.theme : "auto";
  return { language, labels, theme };
}

export function keepSettings(s: Settings): void {
  try {
    localStorage.setItem(key, JSON.stringify(s));
  } catch {
    // then only until the page is left
  }
}

/** applySettings keeps them and shows what the whole page shows of them. */
export function applySettings(s: Settings): void {
  keepSettings(s);
  setLanguage(s.language);
  document.documentElement.dataset.theme = s.theme;
}

const darkness = matchMedia("(prefers-color-scheme: dark)");
export const isDark = (s: Settings): boolean => s.theme === "dark" || (s.theme === "auto" && darkness.matches);
/** onDarkness calls when the system turns dark or light. */
export const onDarkness = (call: () => void): void => darkness.addEventListener("change", call);
