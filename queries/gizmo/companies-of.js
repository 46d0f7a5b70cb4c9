// Which companies belong to a country?
// param entity entity required "the country"
// column company entity
// column because text
// column place entity
// column articles number
const because = new Map();
function add(company, why, place) {
  if (!because.has(company)) because.set(company, {why, place});
}
// inside returns a place with all that lies in it, by the articles and the lexicon.
function inside(place) {
  const all = new Set([place]);
  let next = [place];
  while (next.length) {
    const within = g.V.apply(g, next).in(["<tg:locatedIn>", "<tg:country>", "<tg:within>"]).toArray();
    const places = within.length ? g.V.apply(g, within).has("<rdf:type>", "<tg:City>").toArray()
      .concat(g.V.apply(g, within).has("<rdf:type>", "<tg:Region>").toArray()) : [];
    next = [...new Set(places)].filter(p => !all.has(p)).sort();
    next.forEach(p => all.add(p));
  }
  return [...all];
}
const places = inside($.entity);
g.V.apply(g, places).tag("place").in("<tg:basedIn>").has("<rdf:type>", "<tg:Company>")
  .forEach(d => add(d.id, "articles", d.place));
g.V($.entity).in("<tg:country>").has("<rdf:type>", "<tg:Company>").forEach(d => add(d.id, "lexicon", $.entity));

[...because.entries()]
  .map(([company, b]) => ({
    company, because: b.why, place: b.place,
    articles: new Set(g.V(company).in("<tg:mentions>").toArray()).size,
  }))
  .sort((a, b) => b.articles - a.articles || (a.company < b.company ? -1 : 1))
  .forEach(r => g.emit(r));
