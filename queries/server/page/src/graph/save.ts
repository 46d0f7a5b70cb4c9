/** What is seen as a file: things and links as they are shown, with their places, in the columns of the server's exports. */
import { csv } from "../query/rows";
import type { EdgeData, Model, NodeData } from "./model";

type Value = string | number | undefined;

interface Column<T> {
  name: string;
  kind: "string" | "int" | "double";
  value(row: T): Value;
}

interface NodeRow extends NodeData {
  id: string;
}

const node = (name: string, kind: Column<NodeRow>["kind"], value: Column<NodeRow>["value"]): Column<NodeRow> => ({ name, kind, value });
const edge = (name: string, kind: Column<EdgeData>["kind"], value: Column<EdgeData>["value"]): Column<EdgeData> => ({ name, kind, value });

/** Names that programs look for are filled for all of them: label for Gephi, name and interaction for Cytoscape. */
const ofNodes = [
  node("label", "string", (n) => n.label), node("name", "string", (n) => n.label), node("entity", "string", (n) => n.id), node("class", "string", (n) => n.node.class),
  node("label_en", "string", (n) => n.node.labels?.en), node("label_de", "string", (n) => n.node.labels?.de), node("label_zh", "string", (n) => n.node.labels?.zh),
  node("country", "string", (n) => n.node.country), node("articles", "int", (n) => n.node.articles), node("degree", "int", (n) => n.node.degree),
  node("x", "double", (n) => round(n.x)), node("y", "double", (n) => round(n.y)), node("size", "double", (n) => round(n.size)),
];

const ofEdges = [
  edge("label", "string", (e) => (e.edge.status === "stated" ? e.label : `${e.label} (${e.edge.status})`)), edge("interaction", "string", (e) => e.edge.predicate),
  edge("weight", "double", (e) => e.edge.weight), edge("status", "string", (e) => e.edge.status), edge("confidence", "double", (e) => e.edge.confidence),
  edge("time", "string", (e) => e.edge.time), edge("first", "string", (e) => e.edge.first), edge("last", "string", (e) => e.edge.last),
  edge("quote", "string", (e) => e.edge.quote), edge("article", "string", (e) => e.edge.article),
  edge("published", "string", (e) => e.edge.published), edge("article_languages", "string", (e) => (e.edge.languages ?? []).join("; ")),
];

const round = (n: number): number => Math.round(n * 100) / 100;
const nodesOf = (model: Model): NodeRow[] => model.mapNodes((id, n) => ({ ...n, id }));
const edgesOf = (model: Model): EdgeData[] => model.mapEdges((_, e) => e);

/** graphml is in the form that Gephi, Cytoscape, NetworkX, igraph and yEd all read (docs/export.md). */
export function graphml(model: Model): string {
  const keys = (of: string, columns: { name: string; kind: string }[]): string => columns.map((c) => `<key id="${of}_${c.name}" for="${of}" attr.name="${c.name}" attr.type="${c.kind}"/>\n`).join("");
  const nodes = nodesOf(model).map((n) => `<node id="${xml(n.id)}">\n${data("node", ofNodes, n)}</node>\n`);
  const edges = edgesOf(model).map((e) => `<edge id="${xml(e.edge.id)}" source="${xml(e.edge.source)}" target="${xml(e.edge.target)}">\n${data("edge", ofEdges, e)}</edge>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${keys("node", ofNodes)}${keys("edge", ofEdges)}<graph id="trigraph" edgedefault="directed">\n${nodes.join("")}${edges.join("")}</graph>\n</graphml>\n`;
}

function data<T>(of: string, columns: Column<T>[], row: T): string {
  return columns.map((c) => {
    const value = c.value(row) ?? "";
    return value === "" ? "" : `<data key="${of}_${c.name}">${xml(String(value))}</data>\n`;
  }).join("");
}

/** xml leaves out what XML cannot hold, and writes the rest so that it stands in texts and attributes. */
export function xml(text: string): string {
  const held = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  return held.replace(/[&<>"\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** nodesCSV and edgesCSV are tables as spreadsheets read them, with a byte order mark for Excel's sake. */
export const nodesCSV = (model: Model): string => table(["id"], (n) => [n.id], ofNodes.filter((c) => c.name !== "entity"), nodesOf(model));
export const edgesCSV = (model: Model): string => table(["id", "source", "target"], ({ edge: e }) => [e.id, e.source, e.target], ofEdges, edgesOf(model));

function table<T>(names: string[], ids: (row: T) => string[], columns: Column<T>[], rows: T[]): string {
  return "\ufeff" + csv([...names, ...columns.map((c) => c.name)], rows.map((r) => [...ids(r), ...columns.map((c) => c.value(r))]));
}
