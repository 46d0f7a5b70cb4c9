// Who sanctions, fines, sues or regulates X, and whom does X?
// param entity entity required "the company, authority or country"
// column subject entity
// column relation predicate
// column object entity
// column status text
// column amount text
// column articles number
const relations = ["<tg:sanctions>", "<tg:fines>", "<tg:sues>", "<tg:regulates>"];
const rows = new Map();
for (const near of ["<tg:subject>", "<tg:object>"]) {
  g.V($.entity).in(near).save("<tg:subject>", "subject").save("<tg:predicate>", "relation")
    .save("<tg:object>", "object").save("<tg:status>", "status").saveOpt("<tg:particular/amount>", "amount")
    .save("<tg:article>", "article").forEach(d => {
      if (!relations.includes(d.relation)) return;
      const key = [d.relation, d.subject, d.object, d.status, d.amount].join(" ");
      if (!rows.has(key)) rows.set(key, Object.assign({key, seen: new Set()}, d));
      rows.get(key).seen.add(d.article);
    });
}
[...rows.values()].sort((a, b) => b.seen.size - a.seen.size || (a.key < b.key ? -1 : 1))
  .forEach(r => g.emit(Object.assign(r, {articles: r.seen.size})));
