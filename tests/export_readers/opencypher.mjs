// The script, parsed by the grammar that Neo4j's editors use; names and labels found again in its literals.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { labelOf, needs, run } from './exported.mjs';

// It is published in a form that some releases of Node cannot load, so it is bundled first.
const { buildSync } = await needs('esbuild');
const [bundle] = await needs('@neo4j-cypher/editor-support', (name) => buildSync({
  stdin: { contents: `module.exports = require('${name}')`, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
  bundle: true, platform: 'node', format: 'cjs', write: false, logLevel: 'error',
}).outputFiles);
const module = { exports: {} };
new Function('module', 'require', bundle.text)(module, createRequire(import.meta.url));
const { CypherEditorSupport } = module.exports;

const NODE = /^MERGE \(n:`((?:[^`]|``)*)` \{id: '((?:[^'\\]|\\.)*)'\}\) SET n \+= \{label: '((?:[^'\\]|\\.)*)'/;
const EDGE = /\)-?.* MERGE \(a\)-\[r:`((?:[^`]|``)*)`\]->\(b\) SET r \+= \{id: '(\w+)'/;
const name = (text) => text.replaceAll('``', '`');
const literal = (text) => text.replace(/\\(u....|.)/g, (escape) => (escape === "\\'" ? "'" : JSON.parse(`"${escape}"`)));

await run(({ nodes, edges, read }) => {
  const script = read('opencypher', '--label-language', 'zh');
  const statements = script.split(';\n');
  assert.equal(statements.pop(), '');
  assert.equal(statements.length, nodes.length + edges.length);
  // A statement at a time: its parser remembers every place of a longer text.
  for (const statement of statements) {
    const parsed = new CypherEditorSupport(statement);
    assert.deepEqual(parsed.parseErrors, [], statement);
    assert.equal(parsed.statements.length, 1);
  }
  nodes.forEach((node, i) => {
    const [, type, id, label] = NODE.exec(statements[i]);
    assert.deepEqual([name(type), literal(id), literal(label)], [node.type, node.id, labelOf(node, 'zh')]);
  });
  edges.forEach((edge, i) => {
    const [, relation, id] = EDGE.exec(statements[nodes.length + i]);
    assert.deepEqual([name(relation), id], [edge.relation, edge.id]);
  });
  return statements.length;
});
