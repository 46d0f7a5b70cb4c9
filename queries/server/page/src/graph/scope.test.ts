import assert from "node:assert/strict";
import test from "node:test";
import { parseRoute } from "../route";
import { formatScope, overview, parseScope, type Scope } from "./scope";

const plain: Scope = { selected: "", edge: "", grown: [overview], hidden: [], path: "", filters: {}, limit: 150, list: false, places: "" };

test("a link brings back the same scope", () => {
  const scopes: Scope[] = [
    plain,
    { ...plain, selected: "nvidia", grown: ["nvidia"] },
    { ...plain, selected: "nvidia", grown: [overview, "nvidia"] },
    { ...plain, selected: "org/天津大学", grown: ["org/天津大学", "person/a&b=c"], hidden: ["x y"], path: "apple", edge: "a ownedBy b" },
    { ...plain, filters: { class: ["Company", "Person"], predicate: ["ownedBy"], article_language: ["zh"], status: ["stated", "denied"], from: "2023-01", to: "2024", min_confidence: 0.5 } },
    { ...plain, limit: 5000, list: true, camera: { x: -12.5, y: 3, width: 800 }, places: "AbC-_9" },
  ];
  for (const s of scopes) assert.deepEqual(parseScope(parseRoute(formatScope(s))), s, formatScope(s));
});

test("the plain ones are short", () => {
  assert.equal(formatScope(plain), "#/");
  assert.equal(formatScope({ ...plain, selected: "org/x", grown: ["org/x"] }), "#/e/org/x");
});

test("what a link cannot mean is left out", () => {
  const s = parseScope(parseRoute("#/?limit=7&sure=9&from=x&to=2024-13x&cam=1_2&cam=&s="));
  assert.deepEqual(s, plain);
});
