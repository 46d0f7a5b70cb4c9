import assert from "node:assert/strict";
import test from "node:test";
import type { Finding } from "./api";
import { groupFindings } from "./card";

const said = (subject: string, predicate: string, object: string): Finding => ({ subject, predicate, object, status: "stated", independent: 1, witnesses: [] });

test("what a thing does stands before what is done to it, most said first", () => {
  const findings = [said("arm", "ownedBy", "x"), said("x", "basedIn", "y"), said("x", "foundedBy", "a"), said("x", "foundedBy", "b"), said("y", "ownedBy", "x")];
  const groups = groupFindings(findings, "x").map((g) => [g.predicate, g.outgoing, g.findings.length]);
  assert.deepEqual(groups, [["foundedBy", true, 2], ["basedIn", true, 1], ["ownedBy", false, 2]]);
});
