/** Asks for what a scope shows and puts the answers together. */
import { api, type Graph, type GraphEdge, type GraphNode, type Language, type Ontology, type Paths } from "../api";
import { overview, withoutTime, type Scope } from "./scope";

export interface Loaded {
  nodes: GraphNode[];
  edges: GraphEdge[];
  leftOut: number;
  paths?: Paths;
  /** What the timeline counts: the same without the filter on time. */
  times: GraphEdge[];
}

/** keyOf is equal for scopes that show the same. */
export const keyOf = (s: Scope): string => JSON.stringify([s.grown, s.hidden, s.filters, s.limit, s.path && [s.selected, s.path]]);

export async function load(s: Scope, language: Language, ontology: Ontology | undefined, signal: AbortSignal): Promise<Loaded> {
  const { from, to } = s.filters;
  const [answers, timeless, found] = await Promise.all([
    graphs(s, language, signal),
    from || to ? graphs({ ...s, filters: withoutTime(s.filters) }, language, signal) : undefined,
    s.path ? paths(s, language, signal) : undefined,
  ]);
  const { nodes, edges, dropped } = merge([...(found ? [found] : []), ...answers], s, ontology);
  const leftOut = answers.reduce((n, a) => n + (a.left_out?.nodes ?? 0), 0) + dropped;
  return { nodes, edges, leftOut, times: timeless ? merge(timeless, s, ontology).edges : edges, ...(found ? { paths: found } : {}) };
}

/** paths asks for short ways first: long ones are many and take the server's time. */
async function paths(s: Scope, language: Language, signal: AbortSignal): Promise<Paths> {
  const asked = { ...s.filters, between: [s.selected, s.path] as [string, string], language };
  const near = await api.paths({ ...asked, max: 4 }, signal);
  return near.paths.length > 0 ? near : api.paths({ ...asked, max: 6 }, signal);
}

/** graphs asks for the overview and for the neighbourhoods of all that was grown, at once. */
function graphs(s: Scope, language: Language, signal: AbortSignal): Promise<Graph[]> {
  const things = s.grown.filter((g) => g !== overview);
  const common = { ...s.filters, class: wanted(s), language, limit: s.limit };
  return Promise.all([
    ...(s.grown.includes(overview) ? [api.graph(plain(common), signal)] : []),
    ...(things.length > 0 ? [api.graph(plain({ ...common, entity: things, limit: Math.min(5000, s.limit * things.length) }), signal)] : []),
  ]);
}

const wanted = (s: Scope): string[] | undefined => s.filters.class;
type Asked = Parameters<typeof api.graph>[0];
const plain = (o: { [K in keyof Asked]: Asked[K] | undefined }): Asked => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined)) as unknown as Asked;

/** merge joins answers. The server takes a class with those below it; a class that is not ticked is left out here. */
export function merge(answers: Pick<Graph, "nodes" | "edges">[], s: Scope, ontology: Ontology | undefined): { nodes: GraphNode[]; edges: GraphEdge[]; dropped: number } {
  const classes = new Set(s.filters.class ?? []);
  const below = (c: string): boolean => classes.has(c) || !ontology?.classes.some((k) => k.id === c);
  const kept = new Set([...s.grown, s.selected, s.path]);
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  let dropped = 0;
  for (const a of answers) {
    for (const n of a.nodes) {
      if (s.hidden.includes(n.id)) continue;
      if (classes.size > 0 && !below(n.class) && !kept.has(n.id)) dropped++;
      else nodes.set(n.id, n);
    }
    for (const e of a.edges) edges.set(e.id, e);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()].filter((e) => nodes.has(e.source) && nodes.has(e.target)), dropped };
}
