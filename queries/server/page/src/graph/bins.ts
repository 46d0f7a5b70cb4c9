/** Sentences counted by month, or by year where they reach over many. */
export interface Bins {
  /** "2024-03", or "2024" for years; without gaps. */
  names: string[];
  counts: number[];
}

const mostMonths = 120;
const mostYears = 120;

/** When something was said, "2024-03" or "2024", and how often. */
export type Said = [when: string, times: number];

/** binsOf adds up what is said by when. What has no date is left out; of centuries only the last is shown. */
export function binsOf(said: Iterable<Said>): Bins {
  const months = [...said].filter(([when]) => /^\d{4}/.test(when)).map(([when, n]): [number, number] => [Number(when.slice(0, 4)) * 12 + (Number(when.slice(5, 7)) || 1) - 1, n]);
  if (months.length === 0) return { names: [], counts: [] };
  const [least, most] = ends(months);
  if (most - least < mostMonths) return count(months, least, most, (m) => `${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, "0")}`);
  const years = months.map(([m, n]): [number, number] => [Math.floor(m / 12), n]);
  const [first, last] = ends(years);
  return count(years, Math.max(first, last - mostYears + 1), last, String);
}

const ends = (values: [number, number][]): [number, number] => values.reduce(([a, b], [v]) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);

function count(values: [number, number][], least: number, most: number, name: (v: number) => string): Bins {
  const counts = new Array<number>(most - least + 1).fill(0);
  for (const [v, n] of values) counts[Math.max(0, v - least)]! += n;
  return { names: counts.map((_, i) => name(least + i)), counts };
}
