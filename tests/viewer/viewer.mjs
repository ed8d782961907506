// The viewer in a real browser, served by the real server: viewer.mjs WHOBUILDS [FOLDER]. Leaves pictures of what it saw in
// FOLDER. Exit code 77: npm's packages, the browser or the viewer itself are not there; with CI=true that fails.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = resolve(fileURLToPath(import.meta.url), '../../..');
const [, , WHOBUILDS, PICTURES] = process.argv;
const BROWSER = '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const WAIT_MS = 60_000;
const TOKEN = 'a-token-for-this-test-alone';
const LANGUAGES = { en: 'Facts', ja: '事実', zh: '事实' };
const VIEWS = ['graph', 'ask', 'matrix', 'timeline', 'changes', 'articles', 'review'];

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(process.env.CI === 'true' ? 1 : 77);
}

function check(holds, what) {
  if (!holds) throw new Error(what);
  ++checked;
}
let checked = 0;

function packages() {
  for (const name of ['playwright-core', 'axe-core']) {
    if (!existsSync(new URL(`node_modules/${name}`, import.meta.url))) skip(`no npm package ${name} (npm ci in tests/viewer)`);
  }
  if (!existsSync(BROWSER)) skip(`no ${BROWSER}`);
  const require = createRequire(import.meta.url);
  return { chromium: require('playwright-core').chromium, axe: readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') };
}

function whobuilds(...args) {
  const { status, stderr } = spawnSync(WHOBUILDS, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`whobuilds ${args.join(' ')}: ${stderr}`);
}

// Starts the server, with a token one that may be written to; resolves to the address that it prints.
function serve(database, token) {
  const allowed = token ? ['--allow-write'] : [];
  const server = spawn(WHOBUILDS, ['serve', '--db', database, '--port', '0', ...allowed], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WHOBUILDS_TOKEN: token ?? '' },
  });
  const address = new Promise((found, failed) => {
    let text = '';
    const read = (chunk) => {
      text += chunk;
      const match = /http:\/\/[\d.]+:\d+/.exec(text);
      if (match) found(`${match[0]}/`);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.on('exit', (code) => failed(new Error(`the server ended with ${code}: ${text}`)));
  });
  return { server, address };
}

class Session {
  constructor(browser, address, axe) {
    Object.assign(this, { browser, address, axe, faults: [] });
  }

  // A fresh page; what the browser complains of is kept.
  async page(hash, options = {}) {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en', ...options });
    context.setDefaultTimeout(WAIT_MS);
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.faults.push(`${hash}: ${error.message}`));
    page.on('console', (message) => {
      // What a view answers with words, the browser notes all the same: bad questions (400), where questions are asked
      // unknown names (404), and decisions without the token (401).
      const answered = { '#view=ask': /status of (400|404)/, '#view=review': /status of (400|401)/ }[hash] ?? /status of 400/;
      if (message.type() === 'error' && !answered.test(message.text())) this.faults.push(`${hash}: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(this.address) && !/^(data|blob):/.test(request.url())) {
        this.faults.push(`${hash}: asks ${request.url()}`);
      }
    });
    await page.goto(this.address + hash);
    await page.locator('main > *').first().waitFor();
    return page;
  }

  async accessible(page, what) {
    await page.evaluate(this.axe);
    const violations = await page.evaluate(async () => {
      const { violations } = await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join(' | ')}`);
    });
    check(violations.length === 0, `${what}: ${violations.join('\n')}`);
  }

  async picture(page, name) {
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  }
}

const canvasSays = async (page) => {
  const text = await page.locator('.canvas').getAttribute('aria-label');
  const [nodes, edges] = text.match(/\d+/g).map(Number);
  return { nodes, edges };
};

// Waits until the graph is another one.
async function canvasAfter(page, before) {
  await page.waitForFunction((old) => {
    const text = document.querySelector('.canvas')?.getAttribute('aria-label');
    return text && text.match(/\d+/g).join(' ') !== old;
  }, `${before.nodes} ${before.edges}`);
  return canvasSays(page);
}

async function searchInThreeScripts(session) {
  for (const [typed, id] of [['Huaw', 'company:huawei'], ['ファーウェ', 'company:huawei'], ['华为', 'company:huawei']]) {
    const page = await session.page('');
    await page.getByRole('combobox').first().fill(typed);
    await page.getByRole('option').filter({ hasText: /Huawei/ }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.canvas').waitFor();
    check(decodeURIComponent(page.url()).includes(`id=${id}`), `${typed} leads to ${id}: ${page.url()}`);
    await page.getByRole('heading', { name: 'Huawei', exact: true }).waitFor();
    check((await canvasSays(page)).nodes > 5, 'the neighbourhood has nodes');
    await page.context().close();
  }
}

async function expandAndBack(session) {
  const page = await session.page('#id=chip%3Aascend-910c');
  const first = await canvasSays(page);
  await page.locator('.canvas').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => location.hash.includes('node='));
  const center = await page.evaluate(() => document.querySelector('.panel h2').textContent);
  check(center.length > 0, 'the panel shows the node');
  // From the center to a neighbour, which is not expanded yet.
  for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
    await page.keyboard.press(key);
    if (await page.evaluate(() => !new URLSearchParams(location.hash.slice(1)).getAll('id').includes(new URLSearchParams(location.hash.slice(1)).get('node')))) break;
  }
  await page.keyboard.press('Enter');
  const expanded = await canvasAfter(page, first);
  check(expanded.nodes > first.nodes, `expanding adds nodes: ${first.nodes} -> ${expanded.nodes}`);
  check(decodeURIComponent(page.url()).match(/[#&]id=/g).length === 2, 'the address holds both centers');
  await session.picture(page, 'expanded');
  await page.goBack();
  const back = await canvasAfter(page, expanded);
  check(back.nodes === first.nodes, 'the back button takes it back');
  await page.context().close();
}

async function clickSelectsThenExpands(session) {
  const page = await session.page('#id=company%3Atsmc');
  await page.locator('.canvas').waitFor();
  const before = await canvasSays(page);
  // Where nodes lie is the server's matter: the leftmost one that is not expanded yet, far from the buttons.
  const found = await page.evaluate(() => {
    const nodes = document.querySelector('.canvas')._cyreg.cy.nodes('[!center]').toArray();
    const places = nodes.map((node) => ({ hit: node.id(), ...node.renderedPosition() }));
    return places.sort((a, b) => a.x - b.x)[0];
  });
  check(found, 'a node lies on the canvas');
  await page.locator('.canvas').click({ position: found });
  await page.locator('.panel').waitFor();
  await page.waitForFunction((id) => new URLSearchParams(location.hash.slice(1)).get('node') === id, found.hit);
  check((await canvasSays(page)).nodes === before.nodes, 'the first click only selects');
  // The panel has made the canvas narrower; the node is brought into sight.
  await page.waitForFunction((id) => {
    const { cy } = document.querySelector('.canvas')._cyreg;
    const { x, y } = cy.getElementById(id).renderedPosition();
    return x >= 0 && y >= 0 && x < document.querySelector('.canvas').clientWidth && y < cy.height();
  }, found.hit);
  const moved = await page.evaluate(
    (id) => document.querySelector('.canvas')._cyreg.cy.getElementById(id).renderedPosition(), found.hit);
  await page.locator('.canvas').click({ position: moved });
  await page.waitForFunction((id) => new URLSearchParams(location.hash.slice(1)).getAll('id').includes(id), found.hit);
  check(true, 'the second click expands');
  await page.context().close();
}

async function filters(session) {
  const page = await session.page('#id=company%3Ahuawei');
  await page.locator('.canvas').waitFor();
  const all = await canvasSays(page);
  await page.getByRole('checkbox', { name: /^develops/ }).check();
  const developed = await canvasAfter(page, all);
  check(developed.edges < all.edges, `filtered: ${developed.edges} of ${all.edges}`);
  check(page.url().includes('relation=develops'), 'the filter is in the address');
  await page.getByRole('button', { name: 'List' }).click();
  const relations = await page.locator('table.edges .relation').allTextContents();
  check(relations.length === developed.edges && relations.every((text) => text.startsWith('develops')), 'the list agrees');
  await page.getByRole('button', { name: 'Picture' }).click();
  await page.getByRole('checkbox', { name: /^stated/ }).check();
  await page.waitForFunction(() => location.hash.includes('status=asserted'));
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.waitForFunction(() => !location.hash.includes('relation='));
  check(!page.url().includes('status='), 'filters are cleared together');
  await page.context().close();
}

async function evidence(session) {
  const page = await session.page('#id=company%3Ahuawei&node=company%3Ahuawei');
  await page.locator('.facts summary').filter({ hasText: 'Ascend 910C' }).first().click();
  await page.locator('.evidence .sentence mark').first().waitFor();
  check((await page.locator('.evidence mark.role-source').count()) > 0, 'the source is marked');
  check((await page.locator('.evidence mark.role-target').count()) > 0, 'the target is marked');
  const link = await page.locator('.evidence .origin a').first().getAttribute('href');
  const article = await page.request.get(new URL(link, session.address).href);
  check(article.ok() && (await article.text()).includes('<article'), `the article is there: ${link}`);
  await session.accessible(page, 'evidence');
  await session.picture(page, 'evidence');
  await page.context().close();
}

async function ask(session) {
  const page = await session.page('#view=ask');
  await page.getByRole('textbox', { name: 'Ask' }).fill('who builds Ascend 910C?');
  await page.keyboard.press('Enter');
  await page.locator('.card').first().waitFor();
  check((await page.locator('.card .name').first().textContent()) === 'Huawei', 'Huawei builds it');
  await page.getByRole('button', { name: 'Evidence' }).first().click();
  await page.locator('.panel .sentence').first().waitFor();
  await session.accessible(page, 'answer');
  await page.getByRole('textbox', { name: 'Ask' }).fill('who builds Foobarium 12?');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  check((await page.getByRole('alert').textContent()).includes('foobarium'), 'an unknown name is said to be unknown');
  await page.context().close();
}

// Every view, in each language, light and dark: there is something, and axe finds nothing.
async function views(session) {
  const themes = ['light', 'dark'];
  for (const [index, view] of VIEWS.entries()) {
    const [locale] = Object.keys(LANGUAGES).slice(index % 3);
    const colorScheme = themes[index % 2];
    const page = await session.page(`#view=${view}`, { locale, colorScheme });
    await page.waitForFunction(() => document.querySelectorAll('main button, main a, main .note').length > 0);
    await page.waitForLoadState('load');
    check((await page.evaluate(() => document.documentElement.lang.slice(0, 2))) === locale, `${view} in ${locale}`);
    await session.accessible(page, `${view}, ${locale}, ${colorScheme}`);
    await session.picture(page, `${view}-${locale}-${colorScheme}`);
    await page.context().close();
  }
}

async function languagesAndThemes(session) {
  const page = await session.page('#id=company%3Ahuawei&node=company%3Ahuawei');
  for (const [language, word] of Object.entries(LANGUAGES)) {
    await page.locator('.preferences select').first().selectOption(language);
    await page.locator('.panel h3', { hasText: word }).waitFor();
    check(true, `the panel speaks ${language}`);
  }
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.locator('.preferences select').nth(1).selectOption('light');
  const light = await paper();
  await page.locator('.preferences select').nth(1).selectOption('dark');
  check((await paper()) !== light, 'dark is not light');
  await page.reload();
  await page.locator('.canvas').waitFor();
  check((await paper()) !== light, 'the choice is kept');
  await session.accessible(page, 'graph, zh, dark');
  await page.context().close();
}

async function exports(session) {
  const page = await session.page('#id=company%3Ahuawei');
  await page.locator('.canvas').waitFor();
  const shown = await canvasSays(page);
  await page.getByText('Export', { exact: true }).click();
  const file = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
    return readFileSync(await download.path());
  };
  const graph = JSON.parse(await file('JSON'));
  check(graph.nodes.length === shown.nodes && graph.edges.length === shown.edges, 'JSON holds what is shown');
  const svg = (await file('SVG')).toString();
  check(svg.split('<line ').length - 1 === shown.edges && svg.split('<text ').length - 1 === shown.nodes, 'so does SVG');
  const png = await file('PNG');
  check(png.subarray(1, 4).toString() === 'PNG' && png.length > 10_000, 'and PNG');
  await page.context().close();
}

// From the address bar to a sentence without a pointer.
async function keyboardOnly(session) {
  const page = await session.page('');
  await page.keyboard.press('Tab');
  check((await page.evaluate(() => document.activeElement.className)) === 'skip', 'the first stop skips to the content');
  for (let i = 0; i < 3; ++i) {
    if (await page.evaluate(() => document.activeElement.id === 'search')) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('Ascend 910C');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.panel .facts summary').first().waitFor();
  let opened = false;
  for (let i = 0; i < 120 && !opened; ++i) {
    await page.keyboard.press('Tab');
    if (!(await page.evaluate(() => document.activeElement.matches('.facts summary')))) continue;
    await page.keyboard.press('Enter');
    opened = true;
  }
  check(opened, 'the facts are reached by Tab');
  await page.locator('.panel .sentence').first().waitFor();
  await page.context().close();
}

async function review(session) {
  const page = await session.page('#view=review');
  await page.locator('.note').waitFor();
  check((await page.locator('.note').textContent()).includes('read-only'), 'a read-only server says so');
  check((await page.getByRole('button', { name: 'Confirm' }).count()) === 0, 'nothing can be decided there');
  await page.context().close();
}

// Where the server may be written to: a fact is confirmed, shows as decided, and the decision is taken back.
async function decide(session) {
  const page = await session.page('#view=review');
  const confirm = page.getByRole('button', { name: 'Confirm' });
  const undo = page.getByRole('button', { name: 'Undo' });
  await page.getByRole('button', { name: 'Facts of low confidence' }).click();
  await confirm.first().waitFor();
  check((await confirm.count()) > 0, 'there is something to decide');
  await confirm.first().click();
  await page.getByRole('alert').waitFor();
  check((await undo.count()) === 0, 'nothing is decided without the token');
  await page.getByLabel('Token').fill(TOKEN);
  await confirm.first().click();
  await undo.first().waitFor();
  check((await undo.count()) === 1, 'one decision is made');
  await session.accessible(page, 'decisions');
  await session.picture(page, 'decided');
  await undo.first().click();
  await undo.first().waitFor({ state: 'detached' });
  check((await undo.count()) === 0, 'it is taken back');
  await page.context().close();
}

const TESTS = {
  searchInThreeScripts, expandAndBack, clickSelectsThenExpands, filters, evidence, ask, views, languagesAndThemes, exports,
  keyboardOnly, review,
};

// Runs the tests; resolves to the number of failures, with what the browser complained of.
async function runAll(tests, session) {
  let failures = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(session);
      console.log(`passed: ${name}`);
    } catch (error) {
      ++failures;
      console.log(`failed: ${name}: ${error.message}`);
    }
  }
  if (session.faults.length > 0) console.log(`the browser complained:\n${session.faults.join('\n')}`);
  return failures + session.faults.length;
}

async function main() {
  const { chromium, axe } = packages();
  const folder = mkdtempSync(join(tmpdir(), 'whobuilds-'));
  if (PICTURES) mkdirSync(PICTURES, { recursive: true });
  const servers = [];
  let browser;
  let failures = 0;
  try {
    const database = join(folder, 'examples.db');
    whobuilds('add', join(SOURCE, 'examples/articles'), '--db', database, '--quiet');
    const started = serve(database);
    servers.push(started.server);
    const address = await started.address;
    const index = await (await fetch(address)).text();
    if (!index.includes('id="app"')) {
      started.server.kill();
      rmSync(folder, { recursive: true });
      skip('the program was built without the viewer (npm ci in src/serve/web)');
    }
    browser = await chromium.launch({ executablePath: BROWSER, args: FLAGS });
    failures += await runAll(TESTS, new Session(browser, address, axe));
    const writable = serve(database, TOKEN);
    servers.push(writable.server);
    failures += await runAll({ decide }, new Session(browser, await writable.address, axe));
  } finally {
    await browser?.close();
    for (const server of servers) server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${checked} checks, ${failures} failures`);
  process.exit(failures === 0 && checked >= 50 ? 0 : 1);
}

await main();
