"""Opens the GraphML in the folder DIR with NetworkX and igraph and compares what they see with DIR/expected.json."""

import collections
import csv
import json
import pathlib
import sys

import igraph
import networkx

folder = pathlib.Path(sys.argv[1])
want = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
faults = []


def same(what, got, expected):
    if got != expected:
        faults.append(f"{what}: {got!r}, want {expected!r}")


def whole(what, nodes, weights, edges):
    same(f"{what}: nodes", len(nodes), want["nodes"])
    same(f"{what}: edges", len(weights), edges)
    same(f"{what}: classes", dict(collections.Counter(n["class"] for n in nodes.values() if n.get("class"))), want["classes"])
    for name, label in want["chinese"].items():
        same(f"{what}: Chinese label of {name}", nodes[name].get("label_zh"), label)
    same(f"{what}: weights", sum(weights), want["weight"])


for profile in ["generic", "gephi", "yed", "multi"]:
    file = str(folder / f"{profile}.graphml")
    edges = want["claims"] if profile == "multi" else want["edges"]
    g = networkx.read_graphml(file, force_multigraph=True)
    same(f"NetworkX, {profile}: directed", g.is_directed(), True)
    whole(f"NetworkX, {profile}", dict(g.nodes(data=True)), [d["weight"] for _, _, d in g.edges(data=True)], edges)
    g = igraph.Graph.Read_GraphML(file)
    # igraph's ids keep &#38; for &; the column entity has them whole.
    same(f"igraph, {profile}: directed", g.is_directed(), True)
    whole(f"igraph, {profile}", {v["entity"]: v.attributes() for v in g.vs}, g.es["weight"], edges)

with open(folder / "bom.csv", encoding="utf-8-sig", newline="") as f:
    rows = list(csv.DictReader(f))
same("CSV: rows", len(rows), want["nodes"])
same("CSV: cells that are formulas", [c for r in rows for c in r.values() if c[:1] in ("=", "+", "-", "@", "\t", "\r")], [])

for fault in faults:
    print(fault, file=sys.stderr)
sys.exit(bool(faults))
