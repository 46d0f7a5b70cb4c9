// Who belongs to X, and to what does X belong?
// param entity entity required "the alliance, association, authority, company or country"
// column member entity
// column relation predicate
// column organization entity
// column status text
// column articles number
const relations = ["<tg:memberOf>", "<tg:partOf>"];
const rows = new Map();
for (const near of ["<tg:subject>", "<tg:object>"]) {
  g.V($.entity).in(near).save("<tg:subject>", "member").save("<tg:predicate>", "relation")
    .save("<tg:object>", "organization").save("<tg:status>", "status").save("<tg:article>", "article").forEach(d => {
      if (!relations.includes(d.relation)) return;
      const key = [d.relation, d.organization, d.member, d.status].join(" ");
      if (!rows.has(key)) rows.set(key, Object.assign({key, seen: new Set()}, d));
      rows.get(key).seen.add(d.article);
    });
}
[...rows.values()].sort((a, b) => b.seen.size - a.seen.size || (a.key < b.key ? -1 : 1))
  .forEach(r => g.emit(Object.assign(r, {articles: r.seen.size})));
