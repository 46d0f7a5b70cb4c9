/** The server's answers (docs/http.md), and one function a route. Positions are code points. */
export type Language = "en" | "de" | "zh";
export type Labels = Partial<Record<Language, string>>;

export interface Entity {
  id: string;
  class: string;
  labels: Labels;
  names: string[];
  country?: string;
  within?: string;
  same_as?: string[];
  articles: number;
  match?: "id" | "exact" | "folded" | "prefix" | "similar";
  /** The name by which a search found it. */
  name?: string;
}

/** Why another name or id is this thing. */
export interface Join {
  from: string;
  to: string;
  /** The only article where it holds; "" for all. */
  in?: string;
  surface: string;
  reason: string;
  article: string;
  quote: string;
  start: number;
  end: number;
  confidence: number;
}

export interface EntityDetail extends Entity {
  names_by_language?: Partial<Record<Language | "und", string[]>>;
  mentions?: number;
  claims?: number;
  degree?: number;
  joins?: Join[];
}

export type Status = "stated" | "planned" | "reported" | "questioned" | "denied";

export interface Particular {
  name: string;
  value?: string;
  normal?: string;
  start?: number;
  end?: number;
}

export interface Witness {
  article: string;
  title?: string;
  lang?: string;
  published?: string;
  quote: string;
  start: number;
  end: number;
  status: Status;
  time?: string;
  particulars?: Particular[];
  confidence: number;
  rule?: string;
  copy_of?: string;
}

export interface Conflict {
  kind: string;
  other: string;
}

export interface Finding {
  subject: string;
  predicate: string;
  object: string;
  subject_label?: string;
  object_label?: string;
  predicate_label?: string;
  status: Status;
  independent: number;
  conflicts?: Conflict[];
  witnesses: Witness[];
}

export interface Findings {
  findings: Finding[];
  total: number;
  truncated: boolean;
  took_ms: number;
}

export interface ArticleHead {
  id: string;
  title: string;
  lang: string;
  published?: string;
  source?: string;
  keywords?: string[];
  mentions?: number;
}

export interface Articles {
  articles: ArticleHead[];
  total: number;
  truncated?: boolean;
}

export interface Mention {
  start: number;
  end: number;
  surface: string;
  entity: string;
  class: string;
  label?: string;
}

export interface ArticleClaim extends Witness {
  subject: string;
  predicate: string;
  object: string;
  subject_label?: string;
  object_label?: string;
  predicate_label?: string;
}


/** The article with its layers. */
export interface ArticleText extends Omit<ArticleHead, "mentions"> {
  text: string;
  mentions: Mention[];
  claims: ArticleClaim[];
}

export interface GraphNode {
  id: string;
  class: string;
  label: string;
  labels?: Labels;
  country?: string;
  articles: number;
  /** In the whole graph, not only in what is shown. */
  degree: number;
}

export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  predicate: string;
  label: string;
  /** Independent witnesses. */
  weight: number;
  confidence: number;
  status: Status;
  time?: string;
  first?: string;
  last?: string;
  quote?: string;
  article?: string;
  /** Of that article; of paths only. */
  title?: string;
  /** The day of that article. */
  published?: string;
  languages?: string[];
  /** Sentences by month, or by year where they name no month. */
  months?: Record<string, number>;
}

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  left_out?: { nodes: number; edges: number };
  truncated: boolean;
  took_ms: number;
}

export interface Paths extends Graph {
  paths: string[][];
}

export interface Stats {
  articles: number;
  entities: number;
  claims: number;
  quads: number;
  classes?: Record<string, number>;
  languages?: Record<string, number>;
  mentions?: number;
  predicates?: Record<string, number>;
  /** Days of the first and the last publication. */
  first?: string;
  last?: string;
  generation: number;
}

export interface ClassInfo {
  id: string;
  parent?: string;
  labels: Labels;
}

export interface PredicateInfo {
  id: string;
  labels: Labels;
  from?: string[];
  to?: string[];
  symmetric?: boolean;
  inverse?: string;
  says?: string;
}

export interface Ontology {
  classes: ClassInfo[];
  predicates: PredicateInfo[];
}

export interface QuestionParam {
  name: string;
  type: "entity" | "string" | "int" | "lang" | "class" | "predicate" | "date";
  says: string;
  required: boolean;
  default?: string;
}

export interface Question {
  name: string;
  /** In English words. */
  question: string;
  params: QuestionParam[];
  columns: { name: string; kind: string }[];
  gizmo: string;
}

export interface Rows {
  question: string;
  columns: string[];
  rows: Record<string, unknown>[];
  notes?: string[];
  truncated: boolean;
  took_ms: number;
}

/** What narrows a graph, paths or an export. Lists are repeated parameters. */
export interface Filters {
  predicate?: string[];
  class?: string[];
  article_language?: string[];
  status?: string[];
  from?: string;
  to?: string;
  min_confidence?: number;
}

/** Which claims; entity or article must be given. */
export interface ClaimsOf extends Filters {
  entity?: string;
  /** Only what ties entity to this thing. */
  other?: string;
  article?: string;
  as_of?: string;
  conflicts?: boolean;
  language?: Language;
  limit?: number;
  offset?: number;
}

/** A refusal of the server, or none at all (status 0). */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly kind?: string,
    readonly line?: number,
    readonly column?: number,
  ) {
    super(message);
  }
}

type Value = string | number | boolean | readonly string[] | undefined;

/** address joins a route and its parameters; lists are repeated, empty ones left out. */
export function address(path: string, params: Record<string, Value> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (Array.isArray(value)) for (const v of value) search.append(name, v);
    else if (value !== undefined && value !== "") search.append(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** idPath writes an id, slashes kept, as the rest of a path. */
const idPath = (id: string): string => id.split("/").map(encodeURIComponent).join("/");

/** ask fetches JSON. It throws ApiError, or an AbortError where signal ends it. */
export async function ask<T>(url: string, signal?: AbortSignal, init: RequestInit = {}): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(url, { ...init, ...(signal ? { signal } : {}), headers: { Accept: "application/json", ...init.headers } });
  } catch (e) {
    if (e instanceof DOMException && e.name === "AbortError") throw e;
    throw new ApiError(e instanceof Error ? e.message : String(e), 0);
  }
  if (!answer.ok) throw await refusal(answer);
  return (await answer.json()) as T;
}

async function refusal(answer: Response): Promise<ApiError> {
  try {
    const body = (await answer.json()) as { error?: string; kind?: string; line?: number; column?: number };
    return new ApiError(body.error ?? answer.statusText, answer.status, body.kind, body.line, body.column);
  } catch {
    return new ApiError(answer.statusText || `HTTP ${answer.status}`, answer.status);
  }
}

export const isAbort = (e: unknown): boolean => e instanceof DOMException && e.name === "AbortError";

export const api = {
  search: (name: string, o: { class?: string[]; limit?: number } = {}, signal?: AbortSignal) =>
    ask<Entity[]>(address("/api/entities", { name, prefix: true, limit: o.limit ?? 10, class: o.class }), signal),
  entity: (id: string, signal?: AbortSignal) => ask<EntityDetail>(`/api/entities/${idPath(id)}`, signal),
  claims: (o: ClaimsOf, signal?: AbortSignal) => ask<Findings>(address("/api/claims", { ...o }), signal),
  articles: (o: { entity?: string; language?: string[]; from?: string; to?: string; limit?: number; offset?: number }, signal?: AbortSignal) =>
    ask<Articles>(address("/api/articles", o), signal),
  article: (id: string, language: Language, signal?: AbortSignal) => ask<ArticleText>(address(`/api/articles/${idPath(id)}`, { language }), signal),
  graph: (o: Filters & { entity?: string[]; depth?: number; limit?: number; language: Language }, signal?: AbortSignal) =>
    ask<Graph>(address("/api/graph", { ...o }), signal),
  paths: (o: Filters & { between: [string, string]; max?: number; limit?: number; language: Language }, signal?: AbortSignal) => {
    const { between, from, to, ...rest } = o;
    return ask<Paths>(address("/api/paths", { ...rest, from: between[0], to: between[1], since: from, until: to }), signal);
  },
  exportURL: (o: Filters & { format: string; profile?: string; entity?: string[]; depth?: number; language: Language }) => address("/api/export", { ...o }),
  stats: (signal?: AbortSignal) => ask<Stats>("/api/stats", signal),
  ontology: (signal?: AbortSignal) => ask<Ontology>("/api/ontology", signal),
  questions: (signal?: AbortSignal) => ask<Question[]>("/api/queries", signal),
  askQuestion: (name: string, params: Record<string, string>, signal?: AbortSignal) => ask<Rows>(address(`/api/queries/${encodeURIComponent(name)}`, params), signal),
};
