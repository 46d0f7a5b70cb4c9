/** What rows of a query hold: nodes of the graph among other values. */
export type Node = { kind: "entity" | "article" | "predicate"; id: string };

/** nodeOf reads a node as Gizmo writes it ("<tg:entity/nvidia>"); anything else is none. */
export function nodeOf(value: unknown): Node | undefined {
  if (typeof value !== "string") return undefined;
  const [, kind, id] = /^<tg:(?:(entity|article)\/)?([^<>\s]+)>$/.exec(value) ?? [];
  if (!id || (!kind && id.includes("/"))) return undefined;
  return { kind: (kind ?? "predicate") as Node["kind"], id: unescape(id) };
}

/** What an IRI may not hold is written as %20. */
function unescape(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** iriOf writes a thing as Gizmo has it; what no IRI may hold is escaped as the server does it. */
export const iriOf = (id: string): string => `<tg:entity/${id.replace(/[\u0000- \u007f-\u009f<>"{}|^`\\%\s\p{Co}\p{Noncharacter_Code_Point}\p{Bidi_Control}\ufff0-\uffff\u{e0000}-\u{e0fff}]/gu, encodeURIComponent)}>`;

/** A table of any rows: objects by their keys in order of appearance, other values in a column of their own. */
export function tabled(rows: readonly unknown[]): { columns: string[]; cells: unknown[][] } {
  const isObject = (r: unknown): r is Record<string, unknown> => typeof r === "object" && r !== null && !Array.isArray(r);
  const names = new Set<string>();
  let bare = false;
  for (const r of rows) {
    if (isObject(r)) Object.keys(r).forEach((k) => names.add(k));
    else bare = true;
  }
  const columns = [...names];
  return {
    columns: bare ? [...columns, ""] : columns,
    cells: rows.map((r) => [...columns.map((c) => (isObject(r) ? r[c] : undefined)), ...(bare ? [isObject(r) ? undefined : r] : [])]),
  };
}

/** csv writes a table as RFC 4180 has it. What a spreadsheet would take for a formula gets a quote before it. */
export function csv(columns: readonly string[], cells: readonly unknown[][]): string {
  return [columns, ...cells].map((row) => row.map(field).join(",") + "\r\n").join("");
}

function field(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** entitiesIn are the ids of the things that rows hold, each once, in order. */
export function entitiesIn(cells: readonly unknown[][]): string[] {
  const ids = cells.flat(2).map(nodeOf).flatMap((n) => (n?.kind === "entity" ? [n.id] : []));
  return [...new Set(ids)];
}
