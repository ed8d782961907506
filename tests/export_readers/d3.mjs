// Nodes and links, laid out by d3-force.
import assert from 'node:assert/strict';
import { labelOf, needs, run } from './exported.mjs';

const { forceLink, forceManyBody, forceSimulation } = await needs('d3-force');

await run(({ nodes, edges, read }) => {
  const data = JSON.parse(read('d3', '--label-language', 'ja'));
  forceSimulation(data.nodes)
    .force('link', forceLink(data.links).id((node) => node.id))
    .force('charge', forceManyBody())
    .stop()
    .tick(3);
  assert.equal(data.nodes.length, nodes.length);
  assert.equal(data.links.length, edges.length);
  data.nodes.forEach((found, i) => {
    assert.equal(found.label, labelOf(nodes[i], 'ja'));
    assert.equal(found.group, nodes[i].type);
    assert.ok(Number.isFinite(found.x) && Number.isFinite(found.y));
  });
  data.links.forEach((found, i) => {
    assert.equal(found.source.id, edges[i].source);
    assert.equal(found.target.id, edges[i].target);
    assert.equal(found.value, edges[i].confidence);
    assert.deepEqual(found.evidence, edges[i].evidence);
  });
  return nodes.length + edges.length;
});
