// Who runs X? And for a person: what does X run, and where does X work?
// param entity entity required "the company, authority, country or person"
// param as_of date optional "leave out what is said of a later time: 2021, 2021-05 or 2021-05-31"
// column person entity
// column relation predicate
// column organization entity
// column role text
// column status text
// column articles number
// A claim is of the time its sentence names, else of the day of publication.
function isLater(d) {
  if (!$.as_of) return false;
  const said = d.time || g.V(d.article).out("<schema:datePublished>").toArray()[0];
  if (!said) return false;
  const when = said.split("/")[0]; // of a period its beginning
  const n = Math.min(when.length, $.as_of.length);
  return when.slice(0, n) > $.as_of.slice(0, n);
}
const rows = new Map();
function collect(near, person, organization, relation) {
  g.V($.entity).in(near).has("<tg:predicate>", relation).save(person, "person").save(organization, "organization")
    .save("<tg:status>", "status").saveOpt("<tg:particular/role>", "role").saveOpt("<tg:time>", "time")
    .save("<tg:article>", "article").forEach(d => {
      if (isLater(d)) return;
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
