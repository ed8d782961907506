// What the reader tests in JavaScript share; as exported.py, which says how they work.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = resolve(fileURLToPath(import.meta.url), '../../..');
const SKIPPED = 77;

// The module, if `npm ci` has installed it here.
export async function needs(name, load = (found) => import(found)) {
  if (existsSync(new URL(`node_modules/${name}`, import.meta.url))) return load(name);
  console.log(`skipped: no npm package ${name} (npm ci in tests/export_readers)`);
  process.exit(process.env.CI === 'true' ? 1 : SKIPPED);
}

function whobuilds(...args) {
  const { status, stderr } = spawnSync(process.argv[2], args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`whobuilds ${args.join(' ')}: ${stderr}`);
}

// Runs check(graph) for each graph: {nodes, edges, read(format, ...options)}; it returns how many things it compared.
export async function run(check) {
  const folder = mkdtempSync(join(tmpdir(), 'whobuilds-'));
  try {
    const golden = join(SOURCE, 'tests/unit/export/golden'), articles = join(folder, 'articles.json');
    whobuilds('extract', join(SOURCE, 'examples/articles'), '--quiet', '-o', articles);
    const compared = [];
    for (const path of [join(golden, 'small_world.json'), join(golden, 'hostile.json'), articles]) {
      const data = JSON.parse(readFileSync(path, 'utf8'));
      const read = (format, ...options) => {
        const out = join(folder, `${basename(path)}.${format}`);
        whobuilds('export', '--graph', path, '--format', format, '-o', out, ...options);
        return readFileSync(out, 'utf8');
      };
      compared.push(await check({ nodes: data.nodes, edges: data.edges, read }));
    }
    if (compared.length !== 3 || !compared.every((count) => count > 0)) throw new Error(`compared: ${compared}`);
    console.log('compared:', ...compared);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const labelOf = (node, language) => node.names[language] || node.label || node.id;

export const SYMMETRIC = ['competes_with', 'partners_with'];

// What XML can hold of a text.
export const xmlText = (text) => text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
