// Opens each export in the folder DIR with a program that people use for it and
// compares what it sees with DIR/expected.json. Prints what differs; fails then.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { defaultModel, Model } from "@alephdata/followthemoney";
import { DuckDBInstance } from "@duckdb/node-api";
import cytoscape from "cytoscape";
import { MultiDirectedGraph } from "graphology";
import jsonld from "jsonld";

const require = createRequire(import.meta.url);
const gexf = require("graphology-gexf");
const cypher = require("@neo4j-cypher/language-support");

const dir = process.argv[2];
const text = (name) => readFileSync(`${dir}/${name}`, "utf8");
const want = JSON.parse(text("expected.json"));
let faults = 0;

function same(what, got, expected) {
  const [a, b] = [JSON.stringify(got), JSON.stringify(expected)];
  if (a !== b) {
    faults++;
    console.error(`${what}: ${a}, want ${b}`);
  }
}

// nodes and edges compares what any reader of a whole graph sees.
function whole(what, nodes, edges) {
  same(`${what}: nodes`, nodes.length, want.nodes);
  same(`${what}: edges`, edges.length, want.edges);
  const classes = {};
  for (const n of nodes) if (n.class) classes[n.class] = (classes[n.class] ?? 0) + 1;
  same(`${what}: classes`, sorted(classes), sorted(want.classes));
  const labels = Object.fromEntries(nodes.map((n) => [n.id, n.label_zh]));
  for (const [id, label] of Object.entries(want.chinese)) same(`${what}: Chinese label of ${id}`, labels[id], label);
  same(`${what}: weights`, edges.reduce((sum, e) => sum + Number(e.weight), 0), want.weight);
  const ids = new Set(nodes.map((n) => n.id));
  same(`${what}: ends that are no nodes`, edges.filter((e) => !ids.has(e.source) || !ids.has(e.target)).length, 0);
}

const sorted = (o) => Object.fromEntries(Object.entries(o).sort());

function checkCytoscape() {
  const cy = cytoscape({ headless: true, ...JSON.parse(text("graph.cyjs")) });
  whole("Cytoscape.js", cy.nodes().map((n) => n.data()), cy.edges().map((e) => e.data()));
}

function checkGEXF(name) {
  const g = gexf.parse(MultiDirectedGraph, text(name));
  whole(`graphology, ${name}`, g.mapNodes((id, a) => ({ id, ...a })),
    g.mapEdges((id, a, source, target) => ({ id, source, target, ...a })));
}

async function checkTables() {
  const db = await (await DuckDBInstance.create()).connect();
  const rows = async (query) => (await db.runAndReadAll(query)).getRowObjectsJson();
  const csv = (name) => `read_csv('${dir}/${name}', header=true, all_varchar=true)`;
  const id = (e) => ({ ...e, id: e.Id, source: e.Source, target: e.Target });
  whole("DuckDB, CSV", (await rows(`from ${csv("nodes.csv")}`)).map(id), (await rows(`from ${csv("edges.csv")}`)).map(id));
  whole("DuckDB, Parquet", await rows(`from '${dir}/nodes.parquet'`), await rows(`from '${dir}/edges.parquet'`));
  const types = await rows(`select column_type from (describe from '${dir}/edges.parquet') where column_name in ('weight', 'articles') order by column_name`);
  same("Parquet: types", types.map((t) => t.column_type), ["BIGINT", "DOUBLE"]);
}

async function checkJSONLD() {
  const lines = (text) => text.trim().split("\n").sort();
  const got = lines(await jsonld.toRDF(JSON.parse(text("graph.jsonld")), { format: "application/n-quads" }));
  same("jsonld.js: quads", got.length, want.quads);
  const given = await jsonld.toRDF(await jsonld.fromRDF(text("graph.nq"), { useNativeTypes: false }), { format: "application/n-quads" });
  const expected = new Set(lines(given));
  for (const line of got) if (!expected.delete(line)) same("JSON-LD, not in N-Quads", line, "");
  for (const line of expected) same("N-Quads, not in JSON-LD", line, "");
}

function checkFTM() {
  const model = new Model(defaultModel);
  const lines = text("graph.ftm.json").trim().split("\n").map((l) => JSON.parse(l));
  const entities = new Map(lines.map((l) => [l.id, model.getEntity(l)]));
  same("FollowTheMoney: ids", entities.size, lines.length);
  for (const line of lines) {
    const entity = entities.get(line.id);
    if (!/^[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?$/.test(line.id)) same("FollowTheMoney: id", line.id, "valid");
    for (const [name, values] of Object.entries(line.properties)) {
      const property = entity.schema.getProperty(name); // it throws for what the schema does not have
      if (!Array.isArray(values) || values.length === 0) same(`FollowTheMoney: ${line.id}: ${name}`, values, "a list");
      if (property.type.name === "country") for (const v of values) if (!property.type.values.has(v)) same("FollowTheMoney: country", v, "a code");
      if (property.type.name !== "entity") continue;
      for (const v of values) {
        const end = entities.get(v);
        if (!end || !end.schema.isA(property.range)) same(`FollowTheMoney: ${line.id}: ${name}`, end?.schema.name, property.range);
      }
    }
  }
  const links = lines.filter((l) => model.getSchema(l.schema).edge);
  same("FollowTheMoney: things", lines.length - links.length, want.ftmThings);
  same("FollowTheMoney: links", links.length, want.ftmLinks);
}

function checkCypher() {
  const statements = text("graph.cypher");
  const { diagnostics } = cypher.lintCypherQuery(statements, {});
  const errors = diagnostics.filter((d) => d.severity === 1);
  same("Cypher: faults", errors.map((d) => `${d.range.start.line}: ${d.message}`), []);
  same("Cypher: rows", (statements.match(/^\{id: /gm) ?? []).length, want.cypherRows);
}

const checks = [checkCytoscape, () => checkGEXF("graph.gexf"), () => checkGEXF("intervals.gexf"), checkTables, checkJSONLD, checkFTM, checkCypher];
for (const check of checks) await check();
process.exit(faults ? 1 : 0);
