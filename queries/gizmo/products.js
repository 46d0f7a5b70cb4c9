// What does X make, and who makes X?
// param entity entity required "the company or the product"
// column organization entity
// column product entity
// column status text
// column articles number
const rows = new Map();
for (const near of ["<tg:subject>", "<tg:object>"]) {
  g.V($.entity).in(near).has("<tg:predicate>", "<tg:develops>").save("<tg:subject>", "organization")
    .save("<tg:object>", "product").save("<tg:status>", "status").save("<tg:article>", "article").forEach(d => {
      const key = [d.organization, d.product, d.status].join(" ");
      if (!rows.has(key)) rows.set(key, Object.assign({key, seen: new Set()}, d));
      rows.get(key).seen.add(d.article);
    });
}
[...rows.values()].sort((a, b) => b.seen.size - a.seen.size || (a.key < b.key ? -1 : 1))
  .forEach(r => g.emit(Object.assign(r, {articles: r.seen.size})));
