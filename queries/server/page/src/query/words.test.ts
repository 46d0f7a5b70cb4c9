import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { columns, questions, says } from "./words";

const folder = "../../gizmo"; // tests run in the page's folder
const heads = new Map(readdirSync(folder).map((f) => [f.replace(/\.js$/, ""), readFileSync(`${folder}/${f}`, "utf8").split("\n").filter((l) => l.startsWith("// "))]));

test("every named question is translated, and none that is not there", () => {
  assert.ok(heads.size > 10);
  assert.deepEqual(Object.keys(questions).sort(), [...heads.keys()].sort());
});

test("so is what its parameters are for, and what its columns are called", () => {
  const wanted = { says: new Set<string>(), columns: new Set<string>() };
  for (const line of [...heads.values()].flat()) {
    const [, kind, name = "", rest = ""] = /^\/\/ (param|column) (\S+) ?(.*)$/.exec(line) ?? [];
    if (!kind) continue;
    wanted.columns.add(name);
    if (kind === "param") wanted.says.add(/"(.*)"/.exec(rest)?.[1] ?? "");
  }
  assert.deepEqual(Object.keys(says).sort(), [...wanted.says].sort());
  assert.deepEqual(Object.keys(columns).sort(), [...wanted.columns].sort());
});
