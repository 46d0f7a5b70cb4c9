// Which sentences say what of X?
// param entity entity required "the company, country, law or person"
// param predicate predicate optional "only this relation, such as ownedBy"
// param as_of date optional "leave out what is said of a later time: 2021, 2021-05 or 2021-05-31"
// column subject entity
// column relation predicate
// column object entity
// column status text
// column time text
// column confidence number
// column quote text
// column article article
// column published published
// A claim is of the time its sentence names, else of the day of publication.
function isLater(d) {
  if (!$.as_of) return false;
  const said = d.time || g.V(d.article).out("<schema:datePublished>").toArray()[0];
  if (!said) return false;
  const when = said.split("/")[0]; // of a period its beginning
  const n = Math.min(when.length, $.as_of.length);
  return when.slice(0, n) > $.as_of.slice(0, n);
}
const seen = new Map();
["<tg:subject>", "<tg:object>"].forEach(end =>
  g.V($.entity).in(end).save("<tg:subject>", "subject").save("<tg:predicate>", "relation")
    .save("<tg:object>", "object").save("<tg:status>", "status").saveOpt("<tg:time>", "time")
    .save("<tg:confidence>", "confidence").save("<tg:quote>", "quote").save("<tg:article>", "article")
    .forEach(d => {
      if ((!$.predicate || d.relation === $.predicate) && !isLater(d)) seen.set(d.id, Object.assign({published: d.article}, d));
    }));
const key = d => [d.relation, d.subject, d.object, d.article, d.id].join(" ");
[...seen.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1)).forEach(d => g.emit(d));
