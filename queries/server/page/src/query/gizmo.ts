/** Gizmo's methods, for completion. Cayley's own spelling with a small letter. */
import type { Language } from "../api";

export interface Method {
  name: string;
  /** What stands between its brackets. */
  args: string;
  says: Record<Language, string>;
}

const m = (name: string, args: string, en: string, de: string, zh: string): Method => ({ name, args, says: { en, de, zh } });

/** On g. */
export const starts: Method[] = [
  m("V", "node…", "begins a path at these nodes, or at all", "beginnt einen Pfad bei diesen Knoten, oder bei allen", "从这些节点（或全部节点）开始一条路径"),
  m("M", "", "begins a morphism: a path without a start, to follow later", "beginnt einen Morphismus: einen Pfad ohne Anfang, dem man später folgt", "开始一个态射：没有起点、供以后沿用的路径"),
  m("emit", "value", "adds a row to the answer", "fügt der Antwort eine Zeile hinzu", "向结果添加一行"),
];

/** On a path. */
export const steps: Method[] = [
  m("out", "predicate, tag", "goes along edges to their objects", "geht Kanten entlang zu ihren Objekten", "沿边走到客体"),
  m("in", "predicate, tag", "goes against edges to their subjects", "geht Kanten entgegen zu ihren Subjekten", "逆着边走到主体"),
  m("both", "predicate, tag", "goes along edges in both directions", "geht Kanten in beide Richtungen entlang", "沿边双向行走"),
  m("has", "predicate, node", "keeps nodes that have this edge", "behält Knoten, die diese Kante haben", "保留具有此边的节点"),
  m("hasR", "predicate, node", "keeps nodes to which this edge leads", "behält Knoten, auf die diese Kante führt", "保留此边所指向的节点"),
  m("is", "node…", "keeps these nodes only", "behält nur diese Knoten", "仅保留这些节点"),
  m("filter", "gt(3), lt(5), like(\"a%\")", "keeps values that compare so, or texts that match", "behält Werte, die so vergleichen, oder passende Texte", "保留满足比较的值或匹配的文本"),
  m("save", "predicate, name", "puts the object of an edge into the row", "nimmt das Objekt einer Kante in die Zeile auf", "把边的客体存入该行"),
  m("saveOpt", "predicate, name", "the same, but keeps nodes without the edge", "ebenso, behält aber Knoten ohne die Kante", "同上，但保留没有此边的节点"),
  m("saveR", "predicate, name", "puts the subject of an edge into the row", "nimmt das Subjekt einer Kante in die Zeile auf", "把边的主体存入该行"),
  m("saveOptR", "predicate, name", "the same, but keeps nodes without the edge", "ebenso, behält aber Knoten ohne die Kante", "同上，但保留没有此边的节点"),
  m("saveInPredicates", "name", "puts the predicates that lead here into the row", "nimmt die Prädikate, die hierher führen, in die Zeile auf", "把指向此处的谓词存入该行"),
  m("saveOutPredicates", "name", "puts the predicates that lead away into the row", "nimmt die Prädikate, die von hier wegführen, in die Zeile auf", "把由此出发的谓词存入该行"),
  m("tag", "name", "remembers the node of this place in the row", "merkt sich den Knoten dieser Stelle in der Zeile", "在该行中记住此处的节点"),
  m("as", "name", "the same as tag", "dasselbe wie tag", "与 tag 相同"),
  m("back", "tag", "goes back to where the tag was set", "geht dorthin zurück, wo die Marke gesetzt wurde", "回到设置标记的位置"),
  m("and", "path", "keeps nodes that the other path has too", "behält Knoten, die auch der andere Pfad hat", "保留另一路径也有的节点"),
  m("intersect", "path", "the same as and", "dasselbe wie and", "与 and 相同"),
  m("or", "path", "adds the nodes of the other path", "nimmt die Knoten des anderen Pfads hinzu", "并入另一路径的节点"),
  m("union", "path", "the same as or", "dasselbe wie or", "与 or 相同"),
  m("except", "path", "leaves out the nodes of the other path", "lässt die Knoten des anderen Pfads weg", "排除另一路径的节点"),
  m("difference", "path", "the same as except", "dasselbe wie except", "与 except 相同"),
  m("follow", "morphism", "goes along a morphism", "geht einen Morphismus entlang", "沿态射行走"),
  m("followR", "morphism", "goes along a morphism backwards", "geht einen Morphismus rückwärts", "逆着态射行走"),
  m("followRecursive", "morphism, depth, tags", "goes along a morphism again and again", "geht einen Morphismus immer wieder entlang", "反复沿态射行走"),
  m("labelContext", "label", "from here on only quads with this label, the article that says so", "ab hier nur Quads mit diesem Label, dem Artikel, der es sagt", "此后只取带有此标签（即出处文章）的四元组"),
  m("labels", "", "the labels of the quads that end here", "die Labels der Quads, die hier enden", "以此为端点的四元组的标签"),
  m("inPredicates", "", "the predicates that lead here", "die Prädikate, die hierher führen", "指向此处的谓词"),
  m("outPredicates", "", "the predicates that lead away", "die Prädikate, die von hier wegführen", "由此出发的谓词"),
  m("unique", "", "each node once", "jeden Knoten einmal", "每个节点只取一次"),
  m("order", "", "sorts the nodes", "sortiert die Knoten", "给节点排序"),
  m("limit", "n", "at most so many", "höchstens so viele", "至多取这么多"),
  m("skip", "n", "leaves out the first", "lässt die ersten weg", "跳过前若干个"),
  m("all", "", "answers with a row for each node", "antwortet mit einer Zeile je Knoten", "每个节点返回一行"),
  m("getLimit", "n", "answers with at most so many rows", "antwortet mit höchstens so vielen Zeilen", "至多返回这么多行"),
  m("forEach", "row => {}", "calls a function for each row", "ruft für jede Zeile eine Funktion auf", "对每一行调用函数"),
  m("map", "row => value", "calls a function for each row and answers with what it returns", "ruft für jede Zeile eine Funktion auf und antwortet mit deren Ergebnis", "对每一行调用函数并返回其结果"),
  m("toArray", "", "the nodes as a list", "die Knoten als Liste", "把节点作为列表"),
  m("toValue", "", "the first node", "der erste Knoten", "第一个节点"),
  m("tagArray", "", "the rows as a list", "die Zeilen als Liste", "把各行作为列表"),
  m("tagValue", "", "the first row", "die erste Zeile", "第一行"),
  m("count", "", "how many there are", "wie viele es sind", "数量"),
];

/** The vocabulary beside the ontology's predicates (docs/design.md, Quads). */
export const vocabulary: [iri: string, says: Record<Language, string>][] = [
  ["rdf:type", { en: "class", de: "Klasse", zh: "类别" }],
  ["rdfs:label", { en: "label", de: "Bezeichnung", zh: "标签" }],
  ["rdfs:subClassOf", { en: "class above", de: "Oberklasse", zh: "上级类别" }],
  ["owl:sameAs", { en: "id elsewhere", de: "Kennung anderswo", zh: "外部标识" }],
  ["tg:name", { en: "any name", de: "jeder Name", zh: "任一名称" }],
  ["tg:country", { en: "country", de: "Land", zh: "国家" }],
  ["tg:within", { en: "part of or inside", de: "Teil von oder in", zh: "隶属或位于" }],
  ["tg:mentions", { en: "article → thing", de: "Artikel → Ding", zh: "文章 → 对象" }],
  ["tg:subject", { en: "claim → subject", de: "Aussage → Subjekt", zh: "陈述 → 主体" }],
  ["tg:predicate", { en: "claim → predicate", de: "Aussage → Prädikat", zh: "陈述 → 谓词" }],
  ["tg:object", { en: "claim → object", de: "Aussage → Objekt", zh: "陈述 → 客体" }],
  ["tg:article", { en: "claim → article", de: "Aussage → Artikel", zh: "陈述 → 文章" }],
  ["tg:quote", { en: "claim → sentence", de: "Aussage → Satz", zh: "陈述 → 原句" }],
  ["tg:status", { en: "claim → status", de: "Aussage → Status", zh: "陈述 → 状态" }],
  ["tg:time", { en: "claim → time", de: "Aussage → Zeit", zh: "陈述 → 时间" }],
  ["tg:confidence", { en: "claim → confidence", de: "Aussage → Sicherheit", zh: "陈述 → 把握" }],
  ["schema:headline", { en: "article → title", de: "Artikel → Titel", zh: "文章 → 标题" }],
  ["schema:inLanguage", { en: "article → language", de: "Artikel → Sprache", zh: "文章 → 语言" }],
  ["schema:datePublished", { en: "article → day", de: "Artikel → Tag", zh: "文章 → 日期" }],
];
