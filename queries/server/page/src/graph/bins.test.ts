import assert from "node:assert/strict";
import test from "node:test";
import { binsOf } from "./bins";

test("months without gaps", () => {
  assert.deepEqual(binsOf([["2023-11", 2], ["2024-02", 1], ["2023-11", 3], ["", 7], ["2023", 1]]), {
    names: ["2023-01", "2023-02", "2023-03", "2023-04", "2023-05", "2023-06", "2023-07", "2023-08", "2023-09", "2023-10", "2023-11", "2023-12", "2024-01", "2024-02"],
    counts: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 1],
  });
  assert.deepEqual(binsOf([]), { names: [], counts: [] });
});

test("years where there are many months, and no more than a century of them", () => {
  const { names, counts } = binsOf([["1602", 1], ["1993-04", 1], ["2024-01", 1]]);
  assert.deepEqual([names.length, names[0], names.at(-1), counts[0], counts.reduce((a, b) => a + b)], [120, "1905", "2024", 1, 3]);
});
