// Who runs X? And for a person: what does X run, and where does X work?
// param entity entity required "the company, authority, country or person"
// column person entity
// column relation predicate
// column organization entity
// column role text
// column status text
// column articles number
const rows = new Map();
function collect(near, person, organization, relation) {
  g.V($.entity).in(near).has("<tg:predicate>", relation).save(person, "person").save(organization, "organization")
    .save("<tg:status>", "status").saveOpt("<tg:particular/role>", "role").save("<tg:article>", "article").forEach(d => {
      const key = [relation, d.organization, d.person, d.role, d.status].join(" ");
      if (!rows.has(key)) rows.set(key, Object.assign({key, relation, seen: new Set()}, d));
      rows.get(key).seen.add(d.article);
    });
}
for (const near of ["<tg:subject>", "<tg:object>"]) {
  collect(near, "<tg:object>", "<tg:subject>", "<tg:headedBy>");
  collect(near, "<tg:object>", "<tg:subject>", "<tg:foundedBy>");
  collect(near, "<tg:subject>", "<tg:object>", "<tg:worksFor>");
}
[...rows.values()].sort((a, b) => b.seen.size - a.seen.size || (a.key < b.key ? -1 : 1))
  .forEach(r => g.emit(Object.assign(r, {articles: r.seen.size})));
