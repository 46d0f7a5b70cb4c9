/** The graph that is shown, as graphology keeps it for sigma and the layout. */
import { MultiDirectedGraph } from "graphology";
import { indexParallelEdgesIndex } from "@sigma/edge-curve";
import type { Graph as Answer, GraphEdge, GraphNode, Language } from "../api";
import { labelIn } from "../i18n";

export interface NodeData {
  x: number;
  y: number;
  size: number;
  label: string;
  /** False until the layout has placed it. */
  placed: boolean;
  node: GraphNode;
}

export interface EdgeData {
  label: string;
  size: number;
  type: "straight" | "curved" | "plain";
  curvature: number;
  edge: GraphEdge;
  parallelIndex?: number;
  parallelMaxIndex?: number;
}

export type Model = MultiDirectedGraph<NodeData, EdgeData>;

/** Where things stood, for as long as the page is open: leaving the view and coming back moves nothing. */
const remembered = new Map<string, { x: number; y: number }>();

export const newModel = (): Model => new MultiDirectedGraph<NodeData, EdgeData>();

export function remember(model: Model): void {
  model.forEachNode((id, n) => remembered.set(id, { x: n.x, y: n.y }));
}

export const forget = (): void => remembered.clear();

/** sync makes the model what an answer says. Things that stay keep their places; it gives back how many are new. */
export function sync(model: Model, answer: Pick<Answer, "nodes" | "edges">, symmetric: Set<string>): number {
  const nodes = new Map(answer.nodes.map((n) => [n.id, n]));
  const edges = new Map(answer.edges.filter((e) => nodes.has(e.source) && nodes.has(e.target)).map((e) => [e.id, e]));
  for (const id of model.edges()) if (!edges.has(id)) model.dropEdge(id);
  for (const id of model.nodes()) if (!nodes.has(id)) model.dropNode(id);
  const fresh = answer.nodes.filter((n) => !model.hasNode(n.id));
  const crowd = Math.pow(250 / Math.max(250, nodes.size), 0.5);
  for (const n of answer.nodes) {
    const size = sizeOf(n) * Math.max(crowd, 0.25);
    if (model.hasNode(n.id)) model.mergeNodeAttributes(n.id, { node: n, size });
    else model.addNode(n.id, { x: 0, y: 0, size, label: n.label, placed: false, node: n });
  }
  for (const [id, e] of edges) addEdge(model, id, e, symmetric.has(e.predicate));
  bend(model);
  place(model, fresh.map((n) => n.id));
  return fresh.length;
}

const sizeOf = (n: GraphNode): number => 4 + Math.min(13, 2.1 * Math.log2(1 + Math.max(n.degree, n.articles / 2)));

function addEdge(model: Model, id: string, e: GraphEdge, symmetric: boolean): void {
  const data = { label: e.label, size: 1.3 + Math.min(3, 0.7 * Math.log2(Math.max(1, e.weight))), type: symmetric ? "plain" : "straight", curvature: 0, edge: e } as const;
  if (model.hasEdge(id)) model.mergeEdgeAttributes(id, data);
  else model.addDirectedEdgeWithKey(id, e.source, e.target, data);
}

/** bend curves edges that lie over each other. */
function bend(model: Model): void {
  indexParallelEdgesIndex(model, { edgeIndexAttribute: "parallelIndex", edgeMinIndexAttribute: "parallelMinIndex", edgeMaxIndexAttribute: "parallelMaxIndex" });
  model.forEachEdge((id, e) => {
    const index = e.parallelIndex;
    if (typeof index !== "number" || !e.parallelMaxIndex) return;
    const most = e.parallelMaxIndex;
    const curvature = index < 0 ? -amplitude(-index, most) : amplitude(index, most);
    if (curvature !== 0) model.mergeEdgeAttributes(id, { type: "curved", curvature });
  });
}

/** amplitude grows with the number of edges side by side, without end at 3.5 times the usual bend (as @sigma/edge-curve's example). */
function amplitude(index: number, most: number): number {
  const widest = 3.5 * (1 - Math.exp(-most / 3.5)) * 0.25;
  return (widest * index) / most;
}

/** place puts new things where they were, else beside what they are tied to, else on a spiral by their rank. */
function place(model: Model, fresh: string[]): void {
  const first = fresh.length === model.order;
  fresh.forEach((id, i) => {
    const at = remembered.get(id);
    if (at) return model.mergeNodeAttributes(id, { ...at, placed: true });
    const turn = i * 2.39996; // the golden angle spreads evenly
    const near = first ? undefined : centre(model, id);
    const radius = near ? 30 + 20 * chance(id) : 12 * Math.sqrt(i + 0.5);
    model.mergeNodeAttributes(id, { x: (near?.x ?? 0) + radius * Math.cos(turn), y: (near?.y ?? 0) + radius * Math.sin(turn) });
  });
}

/** centre is the middle of the placed things that one is tied to. */
function centre(model: Model, id: string): { x: number; y: number } | undefined {
  const near = model.filterNeighbors(id, (_, n) => n.placed).map((n) => model.getNodeAttributes(n));
  if (near.length === 0) return undefined;
  return { x: near.reduce((sum, n) => sum + n.x, 0) / near.length, y: near.reduce((sum, n) => sum + n.y, 0) / near.length };
}

/** chance is 0 to 1 by the id alone, so that a graph always looks the same. */
export function chance(id: string): number {
  let hash = 2166136261;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 16777619);
  return (hash >>> 0) / 4294967296;
}

/** relabel writes the names in a language. */
export function relabel(model: Model, language: Language, predicate: (id: string) => string): void {
  model.updateEachNodeAttributes((id, n) => ({ ...n, label: labelIn(n.node.labels, language, n.node.label || id) }), { attributes: ["label"] });
  model.updateEachEdgeAttributes((_, e) => ({ ...e, label: predicate(e.edge.predicate) }), { attributes: ["label"] });
}

/** unseen is how many things one is tied to that are not shown. */
export const unseen = (model: Model, id: string): number => (model.hasNode(id) ? Math.max(0, model.getNodeAttribute(id, "node").degree - model.neighbors(id).length) : 0);
