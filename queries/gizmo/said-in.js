// What is said of X in the articles of one language?
// param entity entity required "the company, country, law or person"
// param lang lang required "language of the articles: zh, en or de"
// column subject entity
// column relation predicate
// column object entity
// column status text
// column quote text
// column article article
// column published published
const seen = new Map();
["<tg:subject>", "<tg:object>"].forEach(end =>
  g.V($.entity).in(end).tag("claim").save("<tg:subject>", "subject").save("<tg:predicate>", "relation")
    .save("<tg:object>", "object").save("<tg:status>", "status").save("<tg:quote>", "quote")
    .out("<tg:article>").has("<schema:inLanguage>", $.lang)
    .forEach(d => seen.set(d.claim, Object.assign({article: d.id, published: d.id}, d))));
const key = d => [d.article, d.subject, d.relation, d.object, d.claim].join(" ");
[...seen.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1)).forEach(d => g.emit(d));
