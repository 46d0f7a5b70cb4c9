import assert from "node:assert/strict";
import test from "node:test";
import { mostPlaces, packPlaces, unpackPlaces, type Places } from "./places";

test("places come back to a part in two thousand", () => {
  let seed = 1;
  const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (const n of [1, 2, 7, mostPlaces]) {
    const places: Places = new Map();
    for (let i = 0; i < n; i++) places.set(`person/${Math.floor(random() * 1e9)}-${i}`, { x: random() * 900 - 500, y: random() * 300 });
    const back = unpackPlaces(packPlaces(places), [...places.keys()].reverse());
    assert.equal(back.size, n);
    for (const [id, p] of places) assert.ok(Math.hypot(p.x - back.get(id)!.x, p.y - back.get(id)!.y) < 1, id);
  }
});

test("places of another graph are none", () => {
  const packed = packPlaces(new Map([["a", { x: 1, y: 2 }], ["b", { x: 3, y: 4 }]]));
  for (const [text, ids] of [[packed, ["a"]], ["", []], ["1_2_3.", ["a"]], ["x", ["a"]]] as const) assert.equal(unpackPlaces(text, ids).size, 0);
});
