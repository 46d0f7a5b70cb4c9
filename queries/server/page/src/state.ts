import { api, type Language, type Ontology, type Stats } from "./api";
import type { Route } from "./route";
import type { Settings } from "./settings";
import { labelIn, language } from "./i18n";

/** What the views share. */
export interface State {
  settings: Settings;
  route: Route;
  /** change keeps settings and shows the page anew. */
  change(s: Partial<Settings>): void;
  /** ontology and stats are asked for once. */
  ontology(): Promise<Ontology>;
  stats(): Promise<Stats>;
}

/** What mount of a view gives back. */
export interface Mounted {
  /** The route changed within the view. Without it, and where it answers false, the view is mounted anew. */
  update?(route: Route): boolean | void;
  /** Light turned dark or the other way. */
  themed?(): void;
  unmount?(): void;
}

export interface View {
  mount(element: HTMLElement, state: State): Mounted;
}

/** once asks a second time only where the first failed. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask().catch((e: unknown) => {
      answer = undefined;
      throw e;
    });
    return answer;
  };
}

export function newState(settings: Settings, route: Route, change: State["change"]): State {
  return { settings, route, change, ontology: once(() => api.ontology()), stats: once(() => api.stats()) };
}

/** classLabel and predicateLabel are the ontology's words in the interface's language; an unknown id is its own. */
export const classLabel = (o: Ontology | undefined, id: string, l: Language = language()): string => labelIn(o?.classes.find((c) => c.id === id)?.labels, l, id);
export const predicateLabel = (o: Ontology | undefined, id: string, l: Language = language()): string => labelIn(o?.predicates.find((p) => p.id === id)?.labels, l, id);
