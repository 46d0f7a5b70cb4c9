// How is X tied to Y: what is the shortest chain of relations?
// param entity entity required "where the chain begins"
// param to entity required "where it ends"
// param hops int =4 "the longest chain to look for, 1 to 8"
// column step number
// column from entity
// column direction text
// column relation predicate
// column to entity
// column articles number
const symmetric = new Set(g.V("<owl:SymmetricProperty>").in("<rdf:type>").toArray());
const relations = g.V("<rdf:Property>").in("<rdf:type>").toArray();
const cameBy = new Map([[$.entity, null]]);
let frontier = [$.entity];

// reach notes how each node was first reached; of several ways the first in
// order of the names is taken, so that the answer is always the same.
function reach() {
  const found = [];
  const note = direction => d => found.push({from: d.from, relation: d.relation, to: d.id, direction});
  const start = () => g.V.apply(g, frontier).tag("from");
  start().out(relations, "relation").forEach(note("→"));
  start().in(relations, "relation").forEach(note("←"));
  const key = s => [s.from, s.to, s.relation, s.direction].join(" ");
  found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  frontier = [];
  for (const step of found) {
    if (!cameBy.has(step.to)) {
      cameBy.set(step.to, step);
      frontier.push(step.to);
    }
  }
}
const hops = Math.min(Math.max($.hops, 1), 8);
for (let i = 0; i < hops && frontier.length && !cameBy.has($.to); i++) reach();

function articles(s) {
  const [subject, object] = s.direction === "→" ? [s.from, s.to] : [s.to, s.from];
  const all = g.V(subject).in("<tg:subject>").has("<tg:object>", object).has("<tg:predicate>", s.relation)
    .has("<tg:status>", "stated").out("<tg:article>").toArray();
  return new Set(all).size;
}
const chain = [];
for (let s = cameBy.get($.to); s; s = cameBy.get(s.from)) chain.unshift(s);
chain.forEach((s, i) => g.emit(Object.assign({}, s, {
  step: i + 1, articles: articles(s), direction: symmetric.has(s.relation) ? "↔" : s.direction,
})));
