// Which articles name X, newest first?
// param entity entity required "the company, country, law or person"
// param lang lang optional "only articles of this language: zh, en or de"
// column published text
// column language text
// column article article
// column times number
const rows = [];
g.V($.entity).in("<tg:entity>").save("<tg:count>", "times").out("<tg:article>")
  .save("<schema:inLanguage>", "language").saveOpt("<schema:datePublished>", "published").forEach(d => {
    if (!$.lang || d.language === $.lang) rows.push(Object.assign({article: d.id}, d));
  });
const date = d => d.published || "";
rows.sort((a, b) => (date(a) === date(b) ? (a.article < b.article ? -1 : 1) : date(a) < date(b) ? 1 : -1))
  .forEach(d => g.emit(d));
