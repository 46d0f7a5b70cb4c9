import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, entitiesIn, iriOf, nodeOf, tabled } from "./rows";

test("a node is told from other values", () => {
  assert.deepEqual(nodeOf("<tg:entity/org/irish-data-institute>"), { kind: "entity", id: "org/irish-data-institute" });
  assert.deepEqual(nodeOf("<tg:entity/person/王伟~歌尔>"), { kind: "entity", id: "person/王伟~歌尔" });
  assert.deepEqual(nodeOf("<tg:article/a%20b.md>"), { kind: "article", id: "a b.md" });
  assert.deepEqual(nodeOf("<tg:ownedBy>"), { kind: "predicate", id: "ownedBy" });
  for (const none of ["nvidia", "tg:entity/nvidia", "<tg:claim/1/2>", "<rdf:type>", "a <tg:entity/b>", 7, null, {}]) assert.equal(nodeOf(none), undefined, String(none));
});

test("rows of any shape make a table", () => {
  assert.deepEqual(tabled([{ id: 1, a: 2 }, { b: 3 }, "x", null]), {
    columns: ["id", "a", "b", ""],
    cells: [[1, 2, undefined, undefined], [undefined, undefined, 3, undefined], [undefined, undefined, undefined, "x"], [undefined, undefined, undefined, null]],
  });
  assert.deepEqual(tabled([]), { columns: [], cells: [] });
});

test("CSV quotes what needs it and holds no formula", () => {
  assert.equal(csv(["a", "b"], [['say "hi"', "x,y"], ["=1+1", null], [-5, ["p", 2]], ["-5", "zwei\nZeilen"]]), 'a,b\r\n"say ""hi""","x,y"\r\n\'=1+1,\r\n-5,"[""p"",2]"\r\n\'-5,"zwei\nZeilen"\r\n');
});

test("the things in rows, lists among them, each once", () => {
  assert.deepEqual(entitiesIn([["<tg:entity/b>", "x"], [["<tg:entity/a>", "<tg:entity/b>"], "<tg:article/c>"]]), ["b", "a"]);
});

test("a thing's node and back", () => {
  for (const id of ["nvidia", "org/a b", 'x"<y>%', "人/王伟~歌尔", "a\u3000b\u2028c\u202e👩‍🚀"]) assert.deepEqual(nodeOf(iriOf(id)), { kind: "entity", id });
  assert.equal(iriOf("a\u3000b（丙）é"), "<tg:entity/a%E3%80%80b（丙）é>");
});
