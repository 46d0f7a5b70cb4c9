import assert from "node:assert/strict";
import { test } from "node:test";
import { units } from "./points";

test("every code point's position is where slicing code points has it", () => {
  for (const text of ["", "plain", "歌尔股份", "a𠮷b👩‍🚀c", "👍👍", "\ud83d lone", "lone \ude00", "x\ud83d\ud83d\ude00y"]) {
    const unit = units(text);
    const points = Array.from(text);
    for (let i = 0; i <= points.length; i++) assert.equal(unit(i), points.slice(0, i).join("").length, `${text} at ${i}`);
    assert.equal(unit(points.length + 5), text.length);
  }
});
