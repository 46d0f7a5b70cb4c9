import assert from "node:assert/strict";
import { test } from "node:test";
import { paragraphs } from "./pieces";

const show = (text: string, ...marks: Parameters<typeof paragraphs> extends [string, ...infer R] ? R : never) =>
  paragraphs(text, ...marks).map((p) => p.pieces.map((x) => `${text.slice(x.start, x.end)}${x.mention === undefined ? "" : "#" + x.mention}${x.claims.map((c) => "!" + c).join("")}`));

test("a text is cut at lines, mentions and claims", () => {
  const text = "Arm, of Japan.\n \nIt grows.";
  assert.deepEqual(show(text, [{ start: 0, end: 3 }, { start: 8, end: 13 }], [{ start: 0, end: 14 }]), [["Arm#0!0", ", of !0", "Japan#1!0", ".!0"], ["It grows."]]);
});

test("claims may overlap, cross lines and end inside a mention", () => {
  assert.deepEqual(show("abcdef\ngh", [{ start: 2, end: 4 }], [{ start: 3, end: 8 }, { start: 0, end: 3 }]), [["ab!1", "cd#0!0!1", "ef!0"], ["g!0", "h"]]);
});

test("the pieces are the text", () => {
  const text = "一二三四五六\r\n七八九十";
  const random = (n: number) => Math.floor(Math.random() * n);
  for (let round = 0; round < 200; round++) {
    const claims = Array.from({ length: random(4) }, () => { const start = random(text.length); return { start, end: start + 1 + random(text.length - start) }; });
    const start = random(text.length - 1);
    const mentions = [{ start, end: start + 1 }];
    const found = paragraphs(text, mentions, claims);
    assert.equal(found.map((p) => p.pieces.map((x) => text.slice(x.start, x.end)).join("")).join("\n"), text);
    for (const p of found) for (const x of p.pieces) {
      const inside = claims.flatMap((c, i) => (c.start <= x.start && x.end <= c.end ? [i] : []));
      assert.deepEqual(x.claims, inside);
    }
  }
});
