import assert from "node:assert/strict";
import test from "node:test";
import { newModel } from "./model";
import { edgesCSV, graphml, nodesCSV, xml } from "./save";

test("what XML cannot hold is left out, the rest is written so that it stands", () => {
  assert.equal(xml("a\u0000b\u000b\ufffe\ud800c"), "abc");
  assert.equal(xml('<q a="1">\t&\r\n</q> 英伟达 𠮷 👩‍🚀'), "&#60;q a=&#34;1&#34;&#62;&#9;&#38;&#13;&#10;&#60;/q&#62; 英伟达 𠮷 👩‍🚀");
});

test("things and links stand as they are shown", () => {
  const model = newModel();
  for (const [id, label] of [["a", "=A1"], ["b", "B, & Co."]] as const) model.addNode(id, { x: 1.234, y: -2, size: 5, label, placed: true, node: { id, class: "Company", label, articles: 2, degree: 1 } });
  model.addDirectedEdgeWithKey("a p b", "a", "b", { label: "owns", size: 1, type: "straight", curvature: 0, edge: { id: "a p b", source: "a", target: "b", predicate: "p", label: "owns", weight: 3, confidence: 0.9, status: "planned" } });
  const text = graphml(model);
  assert.match(text, /<node id="b">\n<data key="node_label">B, &#38; Co\.<\/data>/);
  assert.match(text, /<data key="node_x">1\.23<\/data>/);
  assert.match(text, /<edge id="a p b" source="a" target="b">\n<data key="edge_label">owns \(planned\)<\/data>\n<data key="edge_interaction">p<\/data>\n<data key="edge_weight">3<\/data>/);
  assert.deepEqual(nodesCSV(model).split("\r\n").slice(0, 2), ["\ufeffid,label,name,class,label_en,label_de,label_zh,country,articles,degree,x,y,size", "a,'=A1,'=A1,Company,,,,,2,1,1.23,-2,5"]);
  assert.equal(edgesCSV(model).split("\r\n")[1], "a p b,a,b,owns (planned),p,3,planned,0.9,,,,,,,");
});
