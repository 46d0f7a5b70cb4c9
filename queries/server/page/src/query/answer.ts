/** What came of a question or a script, in one shape for table, graph and files. */
import type { Ontology, Question, Rows } from "../api";
import { columnWord } from "./words";
import { entitiesIn, iriOf, tabled } from "./rows";

export interface Column {
  name: string;
  title: string;
  /** Of a named question's column: text, number, entity, article, predicate, class or published; empty for a script's. */
  kind: string;
}

export interface Answer {
  /** Of the files it may be saved as. */
  name: string;
  columns: Column[];
  cells: unknown[][];
  /** The things behind the cells of entity and article columns, in the shape of cells. */
  ids: (string | undefined)[][];
  rows: unknown[];
  entities: string[];
  notes: string[];
  truncated: boolean;
  took: number;
}

export interface GizmoRows {
  result: unknown[] | null;
  truncated: boolean;
  took_ms: number;
}

/** ofScript shows whatever rows a script gave. */
export function ofScript(r: GizmoRows): Answer {
  const rows = r.result ?? [];
  const { columns, cells } = tabled(rows);
  return {
    name: "gizmo", columns: columns.map((c) => ({ name: c, title: c, kind: "" })), cells, ids: cells.map(() => []), rows,
    entities: entitiesIn(cells), notes: [], truncated: r.truncated, took: r.took_ms,
  };
}

/** ofQuestion shows a named question's rows: an id stands behind what it is called, in no column of its own. */
export function ofQuestion(q: Question, r: Rows): Answer {
  const columns = q.columns.map((c) => ({ ...c, title: columnWord(c.name) }));
  const cells = r.rows.map((row) => columns.map((c) => row[c.name]));
  const ids = r.rows.map((row) => columns.map((c) => (typeof row[`${c.name}_id`] === "string" ? (row[`${c.name}_id`] as string) : undefined)));
  const things = ids.flatMap((row) => row.flatMap((id, i) => (id && columns[i]?.kind === "entity" ? id.split(", ") : [])));
  return { name: q.name, columns, cells, ids, rows: r.rows, entities: [...new Set(things)], notes: r.notes ?? [], truncated: r.truncated, took: r.took_ms };
}

/** scriptOf is a question's script with its parameters filled in, to be run and changed by itself. */
export function scriptOf(q: Question, given: Record<string, string>, ontology?: Ontology): string {
  const values = q.params.map((p) => {
    const word = given[p.name] || p.default || "";
    return `  ${p.name}: ${JSON.stringify(value(p.type, word, ontology))},`;
  });
  const body = q.gizmo.split("\n").filter((l) => !/^\/\/ (param|column) /.test(l)).join("\n");
  const [first = "", ...rest] = body.split("\n");
  return `${first}\nconst given = {\n${values.join("\n")}\n};\n${rest.join("\n").replace(/\$\./g, "given.")}`;
}

function value(type: string, word: string, ontology?: Ontology): unknown {
  if (word === "") return null;
  if (type === "entity") return iriOf(word);
  if (type === "predicate") return `<tg:${word}>`;
  if (type === "int") return Number(word);
  if (type !== "class") return word;
  const below = new Set([word]);
  for (const c of ontology?.classes ?? []) if (c.parent && below.has(c.parent)) below.add(c.id);
  return [...below].map((c) => `<tg:${c}>`);
}
