// What is denied, planned, questioned or only reported, of X or of anybody?
// param entity entity optional "the company, country, law or person; everybody where left out"
// column subject entity
// column relation predicate
// column object entity
// column status text
// column quote text
// column article article
// column published published
const seen = new Map();
for (const status of ["denied", "planned", "questioned", "reported"]) {
  g.V(str(status)).in("<tg:status>").save("<tg:subject>", "subject").save("<tg:predicate>", "relation")
    .save("<tg:object>", "object").save("<tg:quote>", "quote").save("<tg:article>", "article").forEach(d => {
      if (!$.entity || d.subject === $.entity || d.object === $.entity) {
        seen.set(d.id, Object.assign({status, published: d.article}, d));
      }
    });
}
const key = d => [d.status, d.subject, d.relation, d.object, d.article, d.id].join(" ");
[...seen.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1)).forEach(d => g.emit(d));
