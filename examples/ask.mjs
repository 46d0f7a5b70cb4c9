// Asks a graph that trigraph serve answers for: a thing by its Chinese name, what
// is said of it and where, its neighbourhood as a graph, a table.
//
//     node examples/ask.mjs [NAME]
//
// TRIGRAPH_URL is the server (http://127.0.0.1:8463 where it is not set), and
// TRIGRAPH_TOKEN the secret that it asks for, if any. Needs Node 18 or a newer one
// and nothing else.

const server = (process.env.TRIGRAPH_URL ?? 'http://127.0.0.1:8463').replace(/\/$/, '');

/** The answer to a request, its error in words thrown. */
async function get(path, parameters = {}) {
  const token = process.env.TRIGRAPH_TOKEN;
  const answer = await fetch(`${server}${path}?${new URLSearchParams(parameters)}`, {
    headers: token ? { Authorization: `Bearer ${token}` } : {},
    signal: AbortSignal.timeout(60_000),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.json()).error}`);
  return answer;
}

const ask = async (path, parameters) => (await get(path, parameters)).json();

/** The thing that fits a name best. */
async function find(name) {
  const [found] = await ask('/api/entities', { name, limit: 1 });
  if (!found) throw new Error(`nothing is called ${name}`);
  return found;
}

/** What is said of a thing: the relation in words, a sentence, its article. */
async function* evidence(entity, limit) {
  for (const f of (await ask('/api/claims', { entity, limit })).findings) {
    const w = f.witnesses[0];
    const path = w.article.split('/').map(encodeURIComponent).join('/');
    // start and end count code points; JavaScript's strings count UTF-16 units.
    const points = Array.from((await ask(`/api/articles/${path}`)).text);
    if (points.slice(w.start, w.end).join('') !== w.quote) throw new Error(`${w.article}: the sentence stands elsewhere`);
    yield [`${f.subject_label} – ${f.predicate_label} – ${f.object_label} (${f.status})`, w.quote, w.article];
  }
}

/** The things around a thing, with the number of relations of each. */
async function neighbourhood(entity, depth) {
  const { nodes, edges } = await ask('/api/graph', { entity, depth, limit: 1000 });
  const degree = new Map(nodes.map((n) => [n.id, 0]));
  for (const e of edges) for (const end of [e.source, e.target]) degree.set(end, degree.get(end) + 1);
  return { nodes, edges, degree };
}

/** The rows of a named question, one object a line (NDJSON). */
async function table(question, parameters) {
  const text = await (await get(`/api/queries/${question}`, { format: 'ndjson', ...parameters })).text();
  return text.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

const thing = await find(process.argv[2] ?? '英伟达');
const names = Object.entries(thing.labels).sort().map(([language, label]) => `${label} (${language})`);
console.log(`${thing.name} is ${thing.id}, a ${thing.class}: ${names.join(', ')}`);

for await (const [words, sentence, article] of evidence(thing.id, 3)) console.log(`${words}\n    ${sentence} [${article}]`);

const { nodes, edges, degree } = await neighbourhood(thing.id, 2);
const central = [...degree.keys()].sort((a, b) => degree.get(b) - degree.get(a) || (a < b ? -1 : 1)).slice(0, 3);
console.log(`${nodes.length} things within two steps, ${edges.length} relations; most of them at ${central.join(', ')}`);

const rows = await table('who', { entity: thing.id });
console.log(`${rows.length} rows of who:`);
for (const row of rows.slice(0, 3)) console.log(`    ${row.relation} | ${row.other} | ${row.status} | ${row.articles}`);
