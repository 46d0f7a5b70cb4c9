import assert from "node:assert/strict";
import { test } from "node:test";
import { sides, verdictOn, type Doubt } from "./doubts";

const seen = (node: string, article: string) => ({ node, article, name: node, quote: "" });
const two: Doubt = { kind: "similar name", a: "org/a", b: "org/b", joined: false, doubt: 0.4, touched: 1, evidence: [seen("org/a", "1"), seen("org/b", "2")] };
const one: Doubt = { ...two, kind: "same name", b: "org/a", articles: ["2"], joined: true, evidence: [seen("org/a", "1"), seen("org/a", "2")] };

test("a word about two things names both", () => {
  assert.deepEqual(verdictOn(two, "different"), { verdict: "different", a: "org/a", b: "org/b" });
  assert.deepEqual(sides(two).map((s) => s.map((x) => x.article)), [["2"], ["1"]]);
});

test("a word about one thing in an article names the article", () => {
  assert.deepEqual(verdictOn(one, "same"), { verdict: "same", a: "org/a", b: "org/a", articles: ["2"] });
  assert.deepEqual(verdictOn(one, "different"), { verdict: "split", a: "org/a", articles: ["2"] });
  assert.deepEqual(sides(one).map((s) => s.map((x) => x.article)), [["2"], ["1"]]);
  assert.deepEqual(sides({ ...one, evidence: null }), [[], []]);
});
