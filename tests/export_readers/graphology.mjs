// Graphology's own form; GEXF 1.3 and 1.2 and GraphML by its readers of these.
import assert from 'node:assert/strict';
import { labelOf, needs, run, SYMMETRIC, xmlText } from './exported.mjs';

const { MultiGraph } = await needs('graphology');
const { parse: parseGexf } = await needs('graphology-gexf');
const { parse: parseGraphml } = await needs('graphology-graphml');
// Both read XML with the browser's parser.
const { DOMParser, Document, Element } = await needs('@xmldom/xmldom');
Object.assign(globalThis, { DOMParser, Document, Element });

function checkSerialised(data, nodes, edges) {
  const graph = MultiGraph.from(data);
  assert.equal(graph.order, nodes.length);
  assert.equal(graph.size, edges.length);
  const places = new Set();
  for (const node of nodes) {
    const found = graph.getNodeAttributes(node.id);
    assert.equal(found.label, labelOf(node, 'zh'));
    assert.equal(found.entity_type, node.type);
    assert.ok(!('type' in found));  // Sigma would look for a program of this name
    assert.ok(Number.isFinite(found.x) && Number.isFinite(found.y) && found.size > 0);
    assert.match(found.color, /^#[0-9a-f]{6}$/);
    places.add(`${found.x} ${found.y}`);
  }
  assert.equal(places.size, nodes.length);
  for (const edge of edges) {
    assert.deepEqual(graph.extremities(edge.id), [edge.source, edge.target]);
    assert.equal(graph.isUndirected(edge.id), SYMMETRIC.includes(edge.relation));
    assert.deepEqual(graph.getEdgeAttribute(edge.id, 'evidence'), edge.evidence);
    assert.ok(!('type' in graph.getEdgeAttributes(edge.id)));
  }
}

function checkXml(graph, nodes, edges, language) {
  assert.equal(graph.order, nodes.length);
  assert.equal(graph.size, edges.length);
  for (const node of nodes) {
    const found = graph.getNodeAttributes(xmlText(node.id));
    assert.equal(found.label, xmlText(labelOf(node, language)));
    assert.equal(found.mentions, node.mentions.length);
    assert.equal(found.discovered, node.discovered);
  }
  for (const edge of edges) {
    const found = graph.getEdgeAttributes(edge.id);
    assert.equal(found.relation, edge.relation);
    assert.equal(found.status, edge.status);
    assert.equal(found.weight, edge.confidence);
    assert.equal(found.evidence_count, edge.evidence.length);
  }
}

await run(({ nodes, edges, read }) => {
  checkSerialised(JSON.parse(read('graphology', '--label-language', 'zh')), nodes, edges);
  checkXml(parseGexf(MultiGraph, read('gexf', '--label-language', 'ja')), nodes, edges, 'ja');
  checkXml(parseGexf(MultiGraph, read('gexf-1.2')), nodes, edges, 'en');
  checkXml(parseGraphml(MultiGraph, read('graphml', '--label-language', 'zh')), nodes, edges, 'zh');
  return 4 * (nodes.length + edges.length);
});
