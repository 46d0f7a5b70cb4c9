// What does X own, down the chain?
// param entity entity required "the company, organization or person"
// param hops int =6 "the longest chain to follow"
// column step number
// column of entity
// column owned entity
// column because predicate
// column articles number
const known = new Set([$.entity]);

// next returns what a thing owns: by claims, by what it bought and by the lexicon.
function next(thing) {
  const found = [];
  const add = because => d => found.push({owned: d.id, because});
  g.V(thing).in("<tg:ownedBy>").forEach(add("<tg:ownedBy>"));
  g.V(thing).out("<tg:acquired>").forEach(add("<tg:acquired>"));
  g.V(thing).in("<tg:within>").forEach(add("<tg:within>"));
  return found.sort((a, b) => (a.owned + a.because < b.owned + b.because ? -1 : 1));
}
function articles(thing, owner, because) {
  const [subject, object] = because === "<tg:acquired>" ? [owner, thing] : [thing, owner];
  return new Set(g.V(subject).in("<tg:subject>").has("<tg:object>", object).has("<tg:predicate>", because)
    .has("<tg:status>", "stated").out("<tg:article>").toArray()).size;
}
let things = [$.entity];
for (let step = 1; step <= $.hops && things.length; step++) {
  const later = [];
  for (const of of things) {
    for (const {owned, because} of next(of)) {
      if (known.has(owned)) continue;
      known.add(owned);
      later.push(owned);
      g.emit({step, of, owned, because, articles: articles(owned, of, because)});
    }
  }
  things = later;
}
