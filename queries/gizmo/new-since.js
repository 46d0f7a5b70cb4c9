// What do articles since a date say?
// param date date required "the first day that counts, such as 2024-03-18, 2024-03 or 2024"
// param entity entity optional "only what is said of this thing"
// column published text
// column subject entity
// column relation predicate
// column object entity
// column status text
// column quote text
// column article article
const rows = [];
g.V("<tg:Article>").in("<rdf:type>").tag("article").save("<schema:datePublished>", "published")
  .in("<tg:article>").has("<rdf:type>", "<tg:Claim>").tag("claim").save("<tg:subject>", "subject")
  .save("<tg:predicate>", "relation").save("<tg:object>", "object").save("<tg:status>", "status")
  .save("<tg:quote>", "quote").forEach(d => {
    if (d.published < $.date) return;
    if (!$.entity || d.subject === $.entity || d.object === $.entity) rows.push(d);
  });
const key = d => [d.article, d.subject, d.relation, d.object, d.claim].join(" ");
rows.sort((a, b) => (a.published === b.published ? (key(a) < key(b) ? -1 : 1) : a.published < b.published ? 1 : -1))
  .forEach(d => g.emit(d));
