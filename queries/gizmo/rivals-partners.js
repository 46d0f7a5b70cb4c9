// Who are the rivals, partners, suppliers and customers of X?
// param entity entity required "the company"
// column relation predicate
// column direction text
// column other entity
// column status text
// column articles number
const relations = ["<tg:competesWith>", "<tg:partnersWith>", "<tg:supplies>"];
const rows = new Map();
for (const [near, far, arrow] of [["<tg:subject>", "<tg:object>", "→"], ["<tg:object>", "<tg:subject>", "←"]]) {
  g.V($.entity).in(near).save("<tg:predicate>", "relation").save(far, "other").save("<tg:status>", "status")
    .save("<tg:article>", "article").forEach(d => {
      if (!relations.includes(d.relation)) return;
      const direction = d.relation === "<tg:supplies>" ? arrow : "↔";
      const key = [d.relation, direction, d.other, d.status].join(" ");
      if (!rows.has(key)) rows.set(key, Object.assign({key, direction, seen: new Set()}, d));
      rows.get(key).seen.add(d.article);
    });
}
[...rows.values()].sort((a, b) => b.seen.size - a.seen.size || (a.key < b.key ? -1 : 1))
  .forEach(r => g.emit(Object.assign(r, {articles: r.seen.size})));
