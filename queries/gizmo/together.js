// Who and what is named together with X, by number of articles?
// param entity entity required "the company, country, law or person"
// param class class optional "only things of this class, such as Company"
// column other entity
// column class class
// column articles number
const count = new Map();
g.V($.entity).in("<tg:mentions>").unique().out("<tg:mentions>").forEach(d => {
  if (d.id !== $.entity) count.set(d.id, (count.get(d.id) || 0) + 1);
});
const wanted = $.class && new Set(g.V.apply(g, $.class).in("<rdf:type>").toArray());
[...count.entries()]
  .filter(([id]) => !wanted || wanted.has(id))
  .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  .forEach(([id, n]) => g.emit({other: id, class: id, articles: n}));
