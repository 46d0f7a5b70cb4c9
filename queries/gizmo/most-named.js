// Which things of a class are named in most articles?
// param class class =Company "the class, such as Company, Country, Law or Person"
// param lang lang optional "only articles of this language: zh, en or de"
// column entity entity
// column class class
// column articles number
const wanted = new Set(g.V.apply(g, $.class).in("<rdf:type>").toArray());
const articles = $.lang ? g.V(str($.lang)).in("<schema:inLanguage>") : g.V("<tg:Article>").in("<rdf:type>");
const count = new Map();
articles.out("<tg:mentions>").forEach(d => {
  if (wanted.has(d.id)) count.set(d.id, (count.get(d.id) || 0) + 1);
});
[...count.entries()].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  .forEach(([id, n]) => g.emit({entity: id, class: id, articles: n}));
