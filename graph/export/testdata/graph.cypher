CREATE CONSTRAINT trigraph_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
{id: 'nvidia', properties: {name: 'nvidia', mentions: 0, articles: 0, degree: 1}}
] AS row MERGE (n:Entity {id: row.id}) SET n:Entity SET n += row.properties;
UNWIND [
{id: 'arm', properties: {name: 'Arm  <"&\'>', label_en: 'Arm  <"&\'>', mentions: 3, articles: 2, degree: 3, first_seen: '2020-09-13', last_seen: '2021-01-02'}},
{id: 'softbank', properties: {name: 'SoftBank', label_en: 'SoftBank', label_zh: '软银', country: 'jp', mentions: 1, articles: 1, degree: 2, first_seen: '2020-09-13', last_seen: '2020-09-13', names: ['SoftBank', '软银']}}
] AS row MERGE (n:Entity {id: row.id}) SET n:Entity:`Company`:`Organization` SET n += row.properties;
UNWIND [
{id: 'person/张 伟', properties: {name: '张伟', label_zh: '张伟', mentions: 1, articles: 1, degree: 0, first_seen: '2021-01-02', last_seen: '2021-01-02'}}
] AS row MERGE (n:Entity {id: row.id}) SET n:Entity:`Person` SET n += row.properties;
UNWIND [
{id: 'nvidia|acquired|arm|planned', source: 'nvidia', target: 'arm', properties: {label: 'acquired (planned)', weight: 1.0, status: 'planned', confidence: 0.7, quote: 'a <quote> & "more"\u000Aof it', articles: 1, published_first: '2020-09-13', published_last: '2020-09-13', article_ids: ['a1'], article_languages: ['en']}}
] AS row MATCH (a:Entity {id: row.source}), (b:Entity {id: row.target}) MERGE (a)-[r:`acquired_planned` {id: row.id}]->(b) SET r += row.properties;
UNWIND [
{id: 'arm|ownedBy|softbank', source: 'arm', target: 'softbank', properties: {label: 'owned by', weight: 2.0, status: 'stated', confidence: 0.9, quote: 'a <quote> & "more"\u000Aof it', articles: 2, published_first: '2020-09-13', published_last: '2021-01-02', article_ids: ['a1', 'a2'], article_languages: ['en', 'zh'], particulars: ['amount: 32 billion USD'], times: ['2016']}}
] AS row MATCH (a:Entity {id: row.source}), (b:Entity {id: row.target}) MERGE (a)-[r:`ownedBy` {id: row.id}]->(b) SET r += row.properties;
UNWIND [
{id: 'arm|partnersWith|softbank', source: 'arm', target: 'softbank', properties: {label: 'partners with', weight: 1.0, status: 'stated', confidence: 1, quote: 'a <quote> & "more"\u000Aof it', articles: 1, published_first: '2021-01-02', published_last: '2021-01-02', article_ids: ['a2'], article_languages: ['zh']}}
] AS row MATCH (a:Entity {id: row.source}), (b:Entity {id: row.target}) MERGE (a)-[r:`partnersWith` {id: row.id}]->(b) SET r += row.properties;
