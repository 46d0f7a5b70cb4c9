// Drives Cayley's two JavaScript clients against a server whose address is the
// first argument, and fails where they get other answers than from Cayley.
'use strict';
const assert = require('node:assert');

const address = process.argv[2];
const nvidia = '<tg:entity/nvidia>';
const has = (result, id) => result.some((r) => r.id === id);

// node-cayley 1.1.1: Gizmo and shapes over v1, all quads over v2.
async function nodeCayley() {
  const client = require('node-cayley')(address.replace('http://', ''), { promisify: true, logLevel: 1 });
  const labels = (await client.g.V(nvidia).Out('<rdfs:label>').All()).result;
  assert(has(labels, 'NVIDIA') && has(labels, '英伟达'), JSON.stringify(labels));
  assert.strictEqual((await client.g.V().GetLimit(5)).result.length, 5);
  const tagged = (await client.g.V(nvidia).Tag('who').Out('<rdf:type>').All()).result;
  assert.strictEqual(tagged[0].who, nvidia, JSON.stringify(tagged));
  const value = (await client.g.V(nvidia).Out('<rdf:type>').TagArray((rows) => { g.Emit(rows.length); })).result;
  assert.strictEqual(value[0], 1, JSON.stringify(value));
  const quads = await client.read();
  assert(quads.length > 1000 && quads.some((q) => q.subject === nvidia && q.predicate === '<rdf:type>' && q.object === '<tg:Company>'), JSON.stringify(quads.slice(0, 3)));
  const refused = await client.write([{ primaryKey: '</x>', '</y>': 'z' }]);
  assert.match(refused.error, /read-only/);
  assert.match((await client.delete([{ primaryKey: '</x>', '</y>': 'z' }])).error, /read-only/);
}

// cayley 0.2.1 calls Gizmo by the name that it had before, gremlin.
async function cayley() {
  const client = require('cayley')(address);
  const ask = (query, method, ...args) => new Promise((resolve, reject) => {
    query[method](...args, (err, result) => (err ? reject(err) : resolve(result)));
  });
  assert(has(await ask(client.graph.V(nvidia).Out('<rdfs:label>'), 'All'), '英伟达'));
  assert.strictEqual((await ask(client.graph.V(), 'GetLimit', 3)).length, 3);
  assert((await ask(client.graph.type('shape').V(nvidia).Out('<rdf:type>'), 'All')).nodes.length > 0);
  const refused = await new Promise((resolve) => client.write([{ subject: 'a', predicate: 'b', object: 'c' }], (err, body) => resolve(body)));
  assert.match(refused.error, /read-only/);
}

nodeCayley().then(cayley).then(() => console.log('both clients are answered'), (err) => {
  console.error(err);
  process.exit(1);
});
