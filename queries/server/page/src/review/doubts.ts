/** Doubts about identity, and what people decided: the server's shapes and how they are sent (docs/http.md). */
import { address, ask } from "../api";

export interface Sighting {
  node: string;
  name: string;
  article: string;
  quote: string;
}

/** Whether a and b are one thing; or, where they are the same id, whether the articles rightly call something a. */
export interface Doubt {
  kind: string;
  a: string;
  b: string;
  articles?: string[];
  joined: boolean;
  doubt: number;
  touched: number;
  evidence: Sighting[] | null;
}

export type Verdict = "same" | "different" | "unsure" | "split" | "rename" | "class" | "undo";

export interface Judgement {
  verdict: Verdict;
  a?: string;
  b?: string;
  articles?: string[];
  lang?: string;
  name?: string;
  class?: string;
  of?: number;
  author?: string;
}

export interface Judged extends Judgement {
  number: number;
  holds: boolean;
  time: string;
}

/** verdictOn is what a word about a doubt comes to. Different where both are one id takes the articles' thing out of it. */
export function verdictOn(d: Doubt, word: "same" | "different" | "unsure"): Judgement {
  if (d.a !== d.b) return { verdict: word, a: d.a, b: d.b };
  const articles = d.articles ?? [];
  return word === "different" ? { verdict: "split", a: d.a, articles } : { verdict: word, a: d.a, b: d.a, articles };
}

/** sides parts what is seen of the two: the one in question, and what it may be. */
export function sides(d: Doubt): [Sighting[], Sighting[]] {
  const all = d.evidence ?? [];
  const asked = d.a === d.b ? (s: Sighting) => (d.articles ?? []).includes(s.article) : (s: Sighting) => s.node === d.b;
  return [all.filter(asked), all.filter((s) => !asked(s))];
}

export const reviewing = {
  doubts: (signal?: AbortSignal) => ask<Doubt[]>(address("/api/review", { limit: 200 }), signal),
  judgements: (signal?: AbortSignal) => ask<Judged[]>("/api/judgements", signal),
  judge: (j: Judgement, signal?: AbortSignal) =>
    ask<{ number: number }>("/api/judgements", signal, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(j) }),
};
