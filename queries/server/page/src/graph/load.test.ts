import assert from "node:assert/strict";
import test from "node:test";
import type { GraphEdge, GraphNode, Ontology } from "../api";
import { parseRoute } from "../route";
import { merge } from "./load";
import { parseScope } from "./scope";

const node = (id: string, c: string): GraphNode => ({ id, class: c, label: id, articles: 1, degree: 1 });
const edge = (source: string, target: string): GraphEdge => ({ id: `${source} ${target}`, source, target, predicate: "p", label: "p", weight: 1, confidence: 1, status: "stated" });
const ontology: Ontology = { classes: [{ id: "Organization", labels: {} }, { id: "Company", parent: "Organization", labels: {} }], predicates: [] };
const answers = [
  { nodes: [node("a", "Company"), node("b", "Organization")], edges: [edge("a", "b")] },
  { nodes: [node("b", "Organization"), node("c", "Organization")], edges: [edge("b", "c"), edge("a", "c")] },
];
const ids = (hash: string): [string[], number, number] => {
  const m = merge(answers, parseScope(parseRoute(hash)), ontology);
  return [m.nodes.map((n) => n.id), m.edges.length, m.dropped];
};

test("answers are one graph; edges into what is not shown go", () => {
  assert.deepEqual(ids("#/"), [["a", "b", "c"], 3, 0]);
  assert.deepEqual(ids("#/?x=c"), [["a", "b"], 1, 0]);
});

test("a class that is not ticked goes though its parent is, and is counted; what was asked for stays", () => {
  assert.deepEqual(ids("#/?c=Organization"), [["b", "c"], 1, 1]);
  assert.deepEqual(ids("#/e/a?c=Organization"), [["a", "b", "c"], 3, 0]);
});
