// Elements, read by Cytoscape.js; a selector finds what stands flat in `data`.
import assert from 'node:assert/strict';
import { labelOf, needs, run } from './exported.mjs';

const { default: cytoscape } = await needs('cytoscape');

await run(({ nodes, edges, read }) => {
  const cy = cytoscape({ headless: true, ...JSON.parse(read('cytoscape', '--label-language', 'zh')) });
  assert.equal(cy.nodes().length, nodes.length);
  assert.equal(cy.edges().length, edges.length);
  for (const node of nodes) {
    const found = cy.getElementById(node.id);
    assert.equal(found.data('label'), labelOf(node, 'zh'));
    assert.deepEqual(found.data('attributes'), node.attributes);
    assert.ok(found.hasClass(node.type));
  }
  for (const edge of edges) {
    const found = cy.getElementById(edge.id);
    assert.equal(found.source().id(), edge.source);
    assert.equal(found.target().id(), edge.target);
    assert.deepEqual(found.data('evidence'), edge.evidence);
  }
  const sure = edges.filter((edge) => edge.status === 'asserted' && edge.confidence >= 0.8);
  assert.equal(cy.edges('.asserted[confidence >= 0.8]').length, sure.length);
  assert.equal(cy.data('documents').length > 0, true);
  return nodes.length + edges.length;
});
