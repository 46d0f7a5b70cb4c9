/** The named questions in German and Chinese; English is what the server says. questions.test.ts holds them to queries/gizmo. */
import type { Question } from "../api";
import { language } from "../i18n";

type Translated = { de: string; zh: string };

export const questions: Record<string, Translated> = {
  "articles": { de: "Welche Artikel nennen X, die neuesten zuerst?", zh: "哪些文章提到了 X（最新的在前）？" },
  "companies-of": { de: "Welche Unternehmen gehören zu einem Land?", zh: "某个国家有哪些公司？" },
  "denied-or-planned": { de: "Was wird bestritten, geplant, bezweifelt oder nur berichtet, von X oder von allen?", zh: "关于 X（或全部对象），哪些说法被否认、尚在计划、存疑或仅为传闻？" },
  "evidence": { de: "Welche Sätze sagen was über X?", zh: "哪些句子说了 X 的什么？" },
  "heads": { de: "Wer leitet X? Und bei einer Person: Was leitet X, und wo arbeitet X?", zh: "谁在领导 X？若 X 是人：X 领导什么、在哪里任职？" },
  "laws": { de: "Welche Gesetze betreffen X, und wer hat sie gemacht?", zh: "哪些法律涉及 X，由谁制定？" },
  "members": { de: "Wer gehört X an, und wem gehört X an?", zh: "X 有哪些成员，X 又是谁的成员？" },
  "most-named": { de: "Was von einer Klasse wird in den meisten Artikeln genannt?", zh: "某一类别中，哪些对象出现在最多的文章里？" },
  "new-since": { de: "Was sagen Artikel seit einem Datum?", zh: "某日以来的文章说了什么？" },
  "owned": { de: "Was gehört X, über alle Stufen?", zh: "X 拥有什么（逐级向下）？" },
  "owners": { de: "Wem gehört X, und wem der Eigentümer?", zh: "X 归谁所有，所有者又归谁所有？" },
  "path": { de: "Wie hängt X mit Y zusammen: Was ist die kürzeste Kette von Beziehungen?", zh: "X 与 Y 如何关联：最短的关系链是什么？" },
  "products": { de: "Was stellt X her, und wer stellt X her?", zh: "X 生产什么，谁在生产 X？" },
  "rivals-partners": { de: "Wer sind Konkurrenten, Partner, Lieferanten und Kunden von X?", zh: "X 的竞争对手、合作伙伴、供应商和客户是谁？" },
  "said-in": { de: "Was wird über X in den Artikeln einer Sprache gesagt?", zh: "某种语言的文章怎样说 X？" },
  "sanctions-fines-suits": { de: "Wer sanktioniert, bestraft, verklagt oder reguliert X, und wen X?", zh: "谁制裁、处罚、起诉或监管 X？X 又对谁这样做？" },
  "together": { de: "Wer und was wird zusammen mit X genannt, nach Zahl der Artikel?", zh: "哪些人和事物与 X 一同被提到（按文章数排序）？" },
  "who": { de: "Wer ist mit X verbunden, und wie?", zh: "谁与 X 有关，是什么关系？" },
};

/** What parameters are for, by the server's English words. */
export const says: Record<string, Translated> = {
  "leave out what is said of a later time: 2021, 2021-05 or 2021-05-31": { de: "Aussagen über eine spätere Zeit weglassen: 2021, 2021-05 oder 2021-05-31", zh: "略去涉及更晚时间的说法：2021、2021-05 或 2021-05-31" },
  "the class, such as Company, Country, Law or Person": { de: "die Klasse, etwa Unternehmen, Land, Gesetz oder Person", zh: "类别，例如公司、国家、法律或人物" },
  "only things of this class, such as Company": { de: "nur Dinge dieser Klasse, etwa Unternehmen", zh: "仅限此类别，例如公司" },
  "the first day that counts, such as 2024-03-18, 2024-03 or 2024": { de: "der erste Tag, der zählt, etwa 2024-03-18, 2024-03 oder 2024", zh: "起始日期，例如 2024-03-18、2024-03 或 2024" },
  "only what is said of this thing": { de: "nur was über dieses Ding gesagt wird", zh: "仅限有关此对象的说法" },
  "the company, country, law or person; everybody where left out": { de: "Unternehmen, Land, Gesetz oder Person; ohne Angabe alle", zh: "公司、国家、法律或人物；留空则为全部" },
  "the alliance, association, authority, company or country": { de: "Bündnis, Verband, Behörde, Unternehmen oder Land", zh: "联盟、协会、机构、公司或国家" },
  "the company or product": { de: "Unternehmen oder Produkt", zh: "公司或产品" },
  "the company or the product": { de: "Unternehmen oder Produkt", zh: "公司或产品" },
  "the company": { de: "das Unternehmen", zh: "公司" },
  "the company, authority or country": { de: "Unternehmen, Behörde oder Land", zh: "公司、机构或国家" },
  "the company, authority, country or person": { de: "Unternehmen, Behörde, Land oder Person", zh: "公司、机构、国家或人物" },
  "the company, country, law or person": { de: "Unternehmen, Land, Gesetz oder Person", zh: "公司、国家、法律或人物" },
  "the company, organization or person": { de: "Unternehmen, Organisation oder Person", zh: "公司、组织或人物" },
  "the company, product or country": { de: "Unternehmen, Produkt oder Land", zh: "公司、产品或国家" },
  "the country": { de: "das Land", zh: "国家" },
  "where the chain begins": { de: "wo die Kette beginnt", zh: "关系链的起点" },
  "where it ends": { de: "wo sie endet", zh: "关系链的终点" },
  "the longest chain to look for, 1 to 8": { de: "die längste Kette, nach der gesucht wird, 1 bis 8", zh: "查找的最长链，1 至 8" },
  "the longest chain to follow": { de: "die längste Kette, der gefolgt wird", zh: "追踪的最长链" },
  "only articles of this language: zh, en or de": { de: "nur Artikel in dieser Sprache", zh: "仅限此语言的文章" },
  "language of the articles: zh, en or de": { de: "Sprache der Artikel", zh: "文章的语言" },
  "only this relation, such as ownedBy": { de: "nur diese Beziehung, etwa „gehört zu“", zh: "仅限此关系，例如“隶属于”" },
};

/** What columns and parameters are called. */
export const columns: Record<string, Translated & { en: string }> = {
  amount: { en: "Amount", de: "Betrag", zh: "金额" },
  article: { en: "Article", de: "Artikel", zh: "文章" },
  articles: { en: "Articles", de: "Artikel", zh: "文章数" },
  as_of: { en: "As of", de: "Stand", zh: "截至" },
  because: { en: "Because", de: "Weil", zh: "依据" },
  claims: { en: "Claims", de: "Aussagen", zh: "陈述数" },
  class: { en: "Class", de: "Klasse", zh: "类别" },
  company: { en: "Company", de: "Unternehmen", zh: "公司" },
  confidence: { en: "Confidence", de: "Sicherheit", zh: "把握" },
  date: { en: "Since", de: "Seit", zh: "起始日期" },
  direction: { en: "Direction", de: "Richtung", zh: "方向" },
  entity: { en: "X", de: "X", zh: "X" },
  from: { en: "From", de: "Von", zh: "起点" },
  hops: { en: "Steps", de: "Stufen", zh: "步数" },
  jurisdiction: { en: "Jurisdiction", de: "Geltungsbereich", zh: "管辖" },
  lang: { en: "Language", de: "Sprache", zh: "语言" },
  language: { en: "Language", de: "Sprache", zh: "语言" },
  law: { en: "Law", de: "Gesetz", zh: "法律" },
  member: { en: "Member", de: "Mitglied", zh: "成员" },
  object: { en: "Object", de: "Objekt", zh: "客体" },
  of: { en: "Of", de: "Von", zh: "属于" },
  organization: { en: "Organization", de: "Organisation", zh: "组织" },
  other: { en: "Other", de: "Gegenüber", zh: "对方" },
  owned: { en: "Owned", de: "Besitz", zh: "所拥有" },
  owner: { en: "Owner", de: "Eigentümer", zh: "所有者" },
  person: { en: "Person", de: "Person", zh: "人物" },
  place: { en: "Place", de: "Ort", zh: "地点" },
  predicate: { en: "Relation", de: "Beziehung", zh: "关系" },
  product: { en: "Product", de: "Produkt", zh: "产品" },
  proposed_by: { en: "Proposed by", de: "Vorgeschlagen von", zh: "提案方" },
  published: { en: "Published", de: "Erschienen", zh: "发布日期" },
  quote: { en: "Sentence", de: "Satz", zh: "原句" },
  relation: { en: "Relation", de: "Beziehung", zh: "关系" },
  role: { en: "Role", de: "Funktion", zh: "职务" },
  sentences: { en: "Sentences", de: "Sätze", zh: "句数" },
  status: { en: "Status", de: "Status", zh: "状态" },
  step: { en: "Step", de: "Stufe", zh: "步" },
  subject: { en: "Subject", de: "Subjekt", zh: "主体" },
  time: { en: "Time", de: "Zeit", zh: "时间" },
  times: { en: "Times", de: "Anzahl", zh: "次数" },
  to: { en: "To", de: "Nach", zh: "终点" },
};

const translated = (known: Translated | undefined, english: string): string => {
  const l = language();
  return l === "en" ? english : known?.[l] ?? english;
};

export const questionWords = (q: Question): string => translated(questions[q.name], q.question);
export const paramSays = (english: string): string => translated(says[english], english);
export const columnWord = (name: string): string => columns[name]?.[language()] ?? name;
