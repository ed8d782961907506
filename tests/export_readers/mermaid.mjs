// Flowcharts, parsed by Mermaid; it needs a document to clean labels with.
import assert from 'node:assert/strict';
import { labelOf, needs, run } from './exported.mjs';

const { JSDOM } = await needs('jsdom');
const { window } = new JSDOM('');
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await needs('mermaid');
mermaid.initialize({ maxEdges: 100000, maxTextSize: 10000000 });

// A label as the reader will see it: entity codes as the characters that they stand for.
const shown = (label) => label.replace(/ﬂ°°(\d+)¶ß|#(\d+);/g, (_, a, b) => String.fromCodePoint(Number(a ?? b)));
const oneLine = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');

await run(async ({ nodes, edges, read }) => {
  const text = read('mermaid', '--label-language', 'ja');
  assert.equal((await mermaid.parse(text)).diagramType, 'flowchart-v2');
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const vertices = [...db.getVertices().values()];
  assert.equal(vertices.length, nodes.length);
  vertices.forEach((vertex, i) => assert.equal(shown(vertex.text).trim(), oneLine(labelOf(nodes[i], 'ja')).trim()));
  const lines = db.getEdges();
  assert.equal(lines.length, edges.length);
  lines.forEach((line, i) => {
    assert.equal(nodes[Number(line.start.slice(1))].id, edges[i].source);
    assert.equal(nodes[Number(line.end.slice(1))].id, edges[i].target);
    assert.equal(line.stroke, ['planned', 'rumored'].includes(edges[i].status) ? 'dotted' : 'normal');
  });
  return nodes.length + edges.length;
});
