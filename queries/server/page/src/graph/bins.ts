/** Claims counted by month, or by year where they reach over many. */
export interface Bins {
  /** "2024-03", or "2024" for years; without gaps. */
  names: string[];
  counts: number[];
}

const mostMonths = 120;
const mostYears = 120;

/** binsOf counts what edges say by when it was first said of. What has no date is left out; of centuries only the last is shown. */
export function binsOf(dates: Iterable<string | undefined>): Bins {
  const days = [...dates].filter((d): d is string => /^\d{4}/.test(d ?? ""));
  if (days.length === 0) return { names: [], counts: [] };
  const months = days.map((d) => Number(d.slice(0, 4)) * 12 + (Number(d.slice(5, 7)) || 1) - 1);
  const [least, most] = [Math.min(...months), Math.max(...months)];
  if (most - least < mostMonths) return count(months, least, most, (m) => `${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, "0")}`);
  const years = months.map((m) => Math.floor(m / 12));
  const last = Math.max(...years);
  return count(years, Math.max(Math.min(...years), last - mostYears + 1), last, String);
}

function count(values: number[], least: number, most: number, name: (v: number) => string): Bins {
  const counts = new Array<number>(most - least + 1).fill(0);
  for (const v of values) counts[Math.max(0, v - least)]! += 1;
  return { names: counts.map((_, i) => name(least + i)), counts };
}
