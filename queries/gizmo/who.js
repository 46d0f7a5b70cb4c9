// Who is tied to X, and how?
// param entity entity required "the company, country, law or person"
// param predicate predicate optional "only this relation, such as ownedBy"
// column direction text
// column relation predicate
// column other entity
// column class class
// column status text
// column articles number
const symmetric = new Set(g.V("<owl:SymmetricProperty>").in("<rdf:type>").toArray());
const rows = new Map();

function collect(near, far, arrow) {
  g.V($.entity).in(near).save("<tg:predicate>", "relation").save(far, "other")
    .save("<tg:status>", "status").save("<tg:article>", "article").forEach(d => {
      if ($.predicate && d.relation !== $.predicate) return;
      const direction = symmetric.has(d.relation) ? "↔" : arrow;
      const key = [direction, d.relation, d.other, d.status].join(" ");
      if (!rows.has(key)) {
        rows.set(key, {direction, relation: d.relation, other: d.other, status: d.status, articles: new Set()});
      }
      rows.get(key).articles.add(d.article);
    });
}
collect("<tg:subject>", "<tg:object>", "→");
collect("<tg:object>", "<tg:subject>", "←");

[...rows.entries()]
  .sort(([k, a], [l, b]) => b.articles.size - a.articles.size || (k < l ? -1 : 1))
  .forEach(([_, r]) => g.emit(Object.assign(r, {class: r.other, articles: r.articles.size})));
