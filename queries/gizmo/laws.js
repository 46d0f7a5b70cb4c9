// What laws touch X, and who made them?
// param entity entity required "the company, product or country"
// column law entity
// column articles number
// column sentences number
// column claims number
// column jurisdiction entity
// column proposed_by entity
const rows = new Map();
function row(law) {
  if (!rows.has(law)) rows.set(law, {law, articles: new Set(), sentences: 0, claims: 0});
  return rows.get(law);
}
const isLaw = node => g.V(node).has("<rdf:type>", "<tg:Law>").toArray().length > 0;

// spans returns the places where an article names an entity, in code points.
function spans(article, entity) {
  return g.V(entity).in("<tg:entity>").has("<tg:article>", article).out("<tg:span>").toArray()
    .map(s => s.split("-").map(Number));
}

// together counts the places of b that stand in one sentence with one of a.
function together(text, a, b) {
  const ends = /[。！？!?\n]|\.\s/;
  return b.filter(q => a.some(p => {
    const [from, to] = p[0] < q[0] ? [p[1], q[0]] : [q[1], p[0]];
    return to - from < 400 && !ends.test(text.slice(from, to).join(""));
  })).length;
}

g.V($.entity).in("<tg:mentions>").unique().toArray().forEach(article => {
  const laws = g.V(article).out("<tg:mentions>").has("<rdf:type>", "<tg:Law>").unique().toArray()
    .filter(law => law !== $.entity);
  if (laws.length === 0) return;
  const text = Array.from(g.V(article).out("<schema:text>").toValue() || "");
  const mine = spans(article, $.entity);
  for (const law of laws) {
    row(law).articles.add(article);
    row(law).sentences += together(text, mine, spans(article, law));
  }
});
[["<tg:subject>", "<tg:object>"], ["<tg:object>", "<tg:subject>"]].forEach(([near, far]) =>
  g.V($.entity).in(near).save("<tg:article>", "article").out(far).forEach(d => {
    if (isLaw(d.id)) {
      row(d.id).claims++;
      row(d.id).articles.add(d.article);
    }
  }));

// stated returns the objects of claims on a law, else what the lexicon says.
function stated(law, predicate) {
  return [...new Set(g.V(law).out(predicate).toArray())].sort();
}
[...rows.values()]
  .sort((a, b) => b.claims - a.claims || b.sentences - a.sentences || b.articles.size - a.articles.size || (a.law < b.law ? -1 : 1))
  .forEach(r => {
    const of = stated(r.law, "<tg:jurisdiction>");
    g.emit(Object.assign(r, {
      articles: r.articles.size,
      jurisdiction: of.length ? of : stated(r.law, "<tg:country>"),
      proposed_by: stated(r.law, "<tg:proposedBy>"),
    }));
  });
