#!/usr/bin/env python3
"""Asks a graph that trigraph serve answers for: a thing by its Chinese name, what
is said of it and where, its neighbourhood as a NetworkX graph, a table.

    python3 examples/ask.py [NAME]

TRIGRAPH_URL is the server (http://127.0.0.1:8463 where it is not set), and
TRIGRAPH_TOKEN the secret that it asks for, if any. Needs NetworkX, else the
standard library.
"""

import csv
import io
import json
import os
import sys
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import networkx

SERVER = os.environ.get("TRIGRAPH_URL", "http://127.0.0.1:8463").rstrip("/")


def get(path, **parameters):
    """Return the body of an answer; lists become repeated parameters."""
    request = Request(f"{SERVER}{path}?{urlencode(parameters, doseq=True)}")
    if token := os.environ.get("TRIGRAPH_TOKEN"):
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urlopen(request, timeout=60) as answer:
            return answer.read().decode("utf-8")
    except HTTPError as e:  # the server says in words what is wrong
        raise RuntimeError(f"{path}: {e.code} {json.load(e)['error']}") from None


def ask(path, **parameters):
    return json.loads(get(path, **parameters))


def find(name):
    """Return the thing that fits a name best."""
    found = ask("/api/entities", name=name, limit=1)
    if not found:
        raise RuntimeError(f"nothing is called {name}")
    return found[0]


def evidence(thing, limit):
    """Yield what is said of a thing: the relation in words, a sentence, its article."""
    for f in ask("/api/claims", entity=thing, limit=limit)["findings"]:
        w = f["witnesses"][0]
        # start and end count code points, as Python's strings do.
        text = ask("/api/articles/" + quote(w["article"]))["text"]
        assert text[w["start"] : w["end"]] == w["quote"]
        words = f"{f['subject_label']} – {f['predicate_label']} – {f['object_label']} ({f['status']})"
        yield words, w["quote"], w["article"]


def neighbourhood(thing, depth):
    """Return the things around a thing as a graph: relations are directed edges."""
    answer = ask("/api/graph", entity=thing, depth=depth, limit=1000)
    graph = networkx.MultiDiGraph()
    for n in answer["nodes"]:
        graph.add_node(n["id"], label=n["label"], kind=n["class"], articles=n["articles"])
    for e in answer["edges"]:
        graph.add_edge(e["source"], e["target"], key=e["predicate"], weight=e["weight"], quote=e["quote"])
    return graph


def table(question, **parameters):
    """Return the rows of a named question as dictionaries, through CSV."""
    return list(csv.DictReader(io.StringIO(get(f"/api/queries/{question}", format="csv", **parameters))))


def main():
    thing = find(sys.argv[1] if len(sys.argv) > 1 else "英伟达")
    names = ", ".join(f"{label} ({language})" for language, label in sorted(thing["labels"].items()))
    print(f"{thing['name']} is {thing['id']}, a {thing['class']}: {names}")

    for words, sentence, article in evidence(thing["id"], 3):
        print(f"{words}\n    {sentence} [{article}]")

    graph = neighbourhood(thing["id"], 2)
    central = sorted(graph, key=lambda n: (-graph.degree(n), n))[:3]
    print(f"{len(graph)} things within two steps, {graph.number_of_edges()} relations; most of them at {', '.join(central)}")

    rows = table("who", entity=thing["id"])
    print(f"{len(rows)} rows of who:")
    for row in rows[:3]:
        print(f"    {row['relation']} | {row['other']} | {row['status']} | {row['articles']}")


if __name__ == "__main__":
    try:
        main()
    except RuntimeError as e:
        sys.exit(str(e))
