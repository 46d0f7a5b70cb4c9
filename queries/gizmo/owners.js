// Who owns X, and who owns the owner?
// param entity entity required "the company or product"
// param hops int =6 "the longest chain to follow"
// column step number
// column of entity
// column owner entity
// column because predicate
// column articles number
const known = new Set([$.entity]);

// next returns who owns a thing: by claims, by what it bought and by the lexicon.
function next(thing) {
  const found = [];
  const add = because => d => found.push({owner: d.id, because});
  g.V(thing).out("<tg:ownedBy>").forEach(add("<tg:ownedBy>"));
  g.V(thing).in("<tg:acquired>").forEach(add("<tg:acquired>"));
  g.V(thing).out("<tg:within>").forEach(add("<tg:within>"));
  return found.sort((a, b) => (a.owner + a.because < b.owner + b.because ? -1 : 1));
}
function articles(owner, thing, because) {
  const [subject, object] = because === "<tg:acquired>" ? [owner, thing] : [thing, owner];
  return new Set(g.V(subject).in("<tg:subject>").has("<tg:object>", object).has("<tg:predicate>", because)
    .has("<tg:status>", "stated").out("<tg:article>").toArray()).size;
}
let things = [$.entity];
for (let step = 1; step <= $.hops && things.length; step++) {
  const later = [];
  for (const of of things) {
    for (const {owner, because} of next(of)) {
      if (known.has(owner)) continue;
      known.add(owner);
      later.push(owner);
      g.emit({step, of, owner, because, articles: articles(owner, of, because)});
    }
  }
  things = later;
}
