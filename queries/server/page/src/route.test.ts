import assert from "node:assert/strict";
import test from "node:test";
import { formatRoute, parseRoute, type ViewName } from "./route";

test("a route comes back from its hash", () => {
  const cases: [ViewName, string, string][] = [
    ["graph", "", ""],
    ["graph", "nvidia", "depth=2"],
    ["graph", "org/irish-data-institute", ""],
    ["graph", "person/wang-wei~goertek", "n=a&n=b%2Fc"],
    ["graph", "100% 好?#x", ""],
    ["article", "de/zeiss.html", ""],
    ["query", "", ""],
    ["query", "who", "entity=%E8%8B%B1%E4%BC%9F%E8%BE%BE"],
    ["review", "", ""],
  ];
  for (const [view, id, search] of cases) {
    const hash = formatRoute(view, id, new URLSearchParams(search));
    const route = parseRoute(hash);
    assert.deepEqual([route.view, route.id, route.params.toString()], [view, id, search], hash);
  }
});

test("what is no route is the overview", () => {
  for (const hash of ["", "#", "#main", "#/nothing/here", "#/%"]) assert.equal(parseRoute(hash).view, "graph", hash);
});
