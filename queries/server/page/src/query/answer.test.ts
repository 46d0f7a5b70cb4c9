import assert from "node:assert/strict";
import { test } from "node:test";
import type { Question } from "../api";
import { ofQuestion, ofScript, scriptOf } from "./answer";

const who: Question = {
  name: "who", question: "Who is tied to X?", columns: [{ name: "relation", kind: "predicate" }, { name: "other", kind: "entity" }],
  params: [{ name: "entity", type: "entity", required: true, says: "" }, { name: "class", type: "class", required: false, says: "" }, { name: "hops", type: "int", required: false, default: "4", says: "" }],
  gizmo: "// Who is tied to X?\n// param entity entity required \"x\"\n// column other entity\ng.V($.entity).limit($.hops).all()",
};

test("a question's script stands by itself", () => {
  const ontology = { classes: [{ id: "Organization", labels: {} }, { id: "Company", parent: "Organization", labels: {} }], predicates: [] };
  const script = scriptOf(who, { entity: "org/a b", class: "Organization" }, ontology);
  assert.match(script, /^\/\/ Who is tied to X\?\nconst given = \{\n {2}entity: "<tg:entity\/org\/a%20b>",\n {2}class: \["<tg:Organization>","<tg:Company>"\],\n {2}hops: 4,\n\};\ng\.V\(given\.entity\)\.limit\(given\.hops\)\.all\(\)$/);
  assert.match(scriptOf({ ...who, params: who.params.slice(0, 1) }, {}), /entity: null,/);
});

test("the things of an answer", () => {
  const rows = [{ relation: "owns", relation_id: "owns", other: "A, B", other_id: "a, b" }, { relation: "owns", relation_id: "owns", other: "A", other_id: "a" }, { relation: null, other: null }];
  const answer = ofQuestion(who, { question: "who", columns: [], rows, truncated: false, took_ms: 1 });
  assert.deepEqual(answer.entities, ["a", "b"]);
  assert.deepEqual(answer.ids[0], ["owns", "a, b"]);
  assert.deepEqual(ofScript({ result: null, truncated: false, took_ms: 1 }).cells, []);
  assert.deepEqual(ofScript({ result: [{ id: "<tg:entity/a>" }], truncated: true, took_ms: 1 }).entities, ["a"]);
});
