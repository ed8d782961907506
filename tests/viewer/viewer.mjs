// The viewer in a real browser, served by the real server: viewer.mjs WHOBUILDS [FOLDER]. Leaves pictures of what it saw in
// FOLDER. Exit code 77: npm's packages, the browser or the viewer itself are not there; with CI=true that fails.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
// The views, each with what is there when it has come.
const VIEWS = {
  graph: '.cloud li', ask: '.examples button', matrix: '.matrix td button', timeline: '.timeline li', changes: '.changes li',
  articles: '.articles li', 'review&review=doubtful': '.card',
};

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
function serve(database, { token, port = '0' } = {}) {
  const allowed = token ? ['--allow-write'] : [];
  const server = spawn(WHOBUILDS, ['serve', '--db', database, '--port', port, ...allowed], {
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

  // A fresh page; what the browser complains of is kept, but for answers that are `expected`.
  async page(hash, { expected = /^$/, ...options } = {}) {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en', ...options });
    context.setDefaultTimeout(WAIT_MS);
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.faults.push(`${hash}: ${error.message}`));
    page.on('console', (message) => {
      // What a view answers with words, the browser notes all the same.
      if (message.type() === 'error' && !expected.test(message.text())) this.faults.push(`${hash}: ${message.text()}`);
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

// Waits until the picture has come to rest: it is drawn, as large as its place, and nothing moves any more.
async function atRest(page) {
  await page.waitForFunction(() => {
    const canvas = document.querySelector('.canvas');
    const cy = canvas?._cyreg?.cy;
    if (!cy || cy.nodes().empty() || document.querySelector('.progress.moving')) return false;
    if (cy.width() !== canvas.clientWidth || cy.height() !== canvas.clientHeight) return false;
    if (cy.animated() || cy.nodes().some((node) => node.animated())) return false;
    const now = JSON.stringify([cy.pan(), cy.zoom(), cy.nodes().first().position()]);
    const before = globalThis.placesBefore;
    globalThis.placesBefore = now;
    return now === before;
  }, undefined, { polling: 100 });
}

const placeOf = (page, id) =>
  page.evaluate((one) => document.querySelector('.canvas')._cyreg.cy.getElementById(one).renderedPosition(), id);

// Of the address: the node that is shown, and those that are expanded.
const addressed = (page) =>
  page.evaluate(() => {
    const query = new URLSearchParams(location.hash.slice(1));
    return { node: query.get('node'), ids: query.getAll('id') };
  });

async function searchInThreeScripts(session) {
  for (const [typed, id] of [['Huaw', 'company:huawei'], ['ファーウェ', 'company:huawei'], ['华为', 'company:huawei']]) {
    const page = await session.page('');
    await page.getByRole('combobox').first().fill(typed);
    await page.getByRole('option').filter({ hasText: /Huawei/ }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.canvas').waitFor();
    check((await addressed(page)).ids.join() === id, `${typed} leads to ${id}: ${page.url()}`);
    await page.getByRole('heading', { name: 'Huawei', exact: true }).waitFor();
    check((await canvasSays(page)).nodes > 5, 'the neighbourhood has nodes');
    await page.context().close();
  }
}

async function expandAndBack(session) {
  const page = await session.page('#id=chip%3Aascend-910c');
  await atRest(page);
  const first = await canvasSays(page);
  await page.locator('.canvas').focus();
  // To the center, and from there to a neighbour, which is not expanded yet.
  let at = { node: null, ids: [] };
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
    await page.keyboard.press(key);
    await page.waitForFunction(() => location.hash.includes('node='));
    at = await addressed(page);
    if (!at.ids.includes(at.node)) break;
  }
  check(!at.ids.includes(at.node), 'the arrow keys lead to a neighbour');
  await page.locator('.panel h2').waitFor();
  await page.keyboard.press('Enter');
  const expanded = await canvasAfter(page, first);
  check(expanded.nodes > first.nodes, `expanding adds nodes: ${first.nodes} -> ${expanded.nodes}`);
  check((await addressed(page)).ids.length === 2, 'the address holds both centers');
  await atRest(page);
  await session.picture(page, 'expanded');
  await page.goBack();
  const back = await canvasAfter(page, expanded);
  check(back.nodes === first.nodes, 'the back button takes it back');
  await page.context().close();
}

// Keys that come faster than anything can be drawn: each begins where the one before has led.
async function fastKeys(session) {
  const page = await session.page('#id=company%3Ahuawei');
  await atRest(page);
  const seen = await page.evaluate(() => {
    const canvas = document.querySelector('.canvas');
    const steps = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowRight']) {
      canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      steps.push({ marked: canvas._cyreg.cy.$('.chosen').id(), shown: new URLSearchParams(location.hash.slice(1)).get('node') });
    }
    return steps;
  });
  check(seen.every(({ marked, shown }) => marked === shown), `what is marked is what is shown: ${JSON.stringify(seen)}`);
  check(new Set(seen.map(({ marked }) => marked)).size > 2, 'the keys lead on');
  const last = seen.at(-1).marked;
  await page.locator('.panel h2').waitFor();
  await atRest(page);
  check((await page.evaluate(() => document.querySelector('.canvas')._cyreg.cy.$('.chosen').id())) === last, 'the last stays');
  await page.context().close();
}

// An answer that comes late does not take the place of a newer one.
async function lateAnswers(session) {
  const page = await session.page('#id=company%3Ahuawei');
  const all = await canvasSays(page);
  let late;
  await page.route(/neighbourhood.*relation=develops/, async (route) => {
    const answer = await route.fetch();
    await late;
    await route.fulfill({ response: answer }).catch(() => {}); // the page may have given it up
  });
  let release;
  late = new Promise((go) => (release = go));
  const asked = page.waitForRequest(/neighbourhood.*relation=develops/);
  await page.getByRole('checkbox', { name: /^develops/ }).check();
  await asked;
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.waitForFunction(() => !location.hash.includes('relation='));
  release();
  await atRest(page);
  const now = await canvasSays(page);
  check(now.nodes === all.nodes && now.edges === all.edges, 'the newer answer is shown');
  await page.context().close();
}

async function clickSelectsThenExpands(session) {
  const page = await session.page('#id=company%3Atsmc');
  await atRest(page);
  const before = await canvasSays(page);
  // Where nodes lie is the server's matter: the leftmost one that is not expanded yet, far from the buttons.
  const id = await page.evaluate(() => {
    const nodes = document.querySelector('.canvas')._cyreg.cy.nodes('[!center]').toArray();
    return nodes.sort((a, b) => a.renderedPosition().x - b.renderedPosition().x)[0]?.id();
  });
  check(id, 'a node lies on the canvas');
  await page.locator('.canvas').click({ position: await placeOf(page, id) });
  await page.locator('.panel').waitFor();
  check((await addressed(page)).node === id, 'the first click selects');
  // The panel has made the canvas narrower; the node is in sight.
  await atRest(page);
  check((await canvasSays(page)).nodes === before.nodes, 'and does no more');
  await page.locator('.canvas').click({ position: await placeOf(page, id) });
  await page.waitForFunction((one) => new URLSearchParams(location.hash.slice(1)).getAll('id').includes(one), id);
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
  const relations = page.locator('table.edges .relation');
  await relations.nth(developed.edges - 1).waitFor();
  const texts = await relations.allTextContents();
  check(texts.length === developed.edges && texts.every((text) => text.startsWith('develops')), 'the list agrees');
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
  await atRest(page);
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
  const page = await session.page('#view=ask', { expected: /status of 404/ });
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
  for (const [index, [view, content]] of Object.entries(VIEWS).entries()) {
    const [locale] = Object.keys(LANGUAGES).slice(index % 3);
    const colorScheme = themes[index % 2];
    const page = await session.page(`#view=${view}`, { locale, colorScheme });
    await page.locator(content).first().waitFor();
    check((await page.evaluate(() => document.documentElement.lang.slice(0, 2))) === locale, `${view} in ${locale}`);
    await session.accessible(page, `${view}, ${locale}, ${colorScheme}`);
    await session.picture(page, `${view.replace(/&.*/, '')}-${locale}-${colorScheme}`);
    await page.context().close();
  }
}

// Names are those of the language wherever they stand.
async function namesFollowTheLanguage(session) {
  const rows = [
    ['#id=company%3Ahuawei&node=company%3Ahuawei', '.panel h2'],
    ['#id=company%3Ahuawei&as=list', 'table.edges .name'],
    ['#view=timeline', '.timeline .name'],
    ['#view=changes&since=2000-01-01', '.changes .name'],
    ['#view=ask&question=who+builds+Ascend+910C%3F', '.card .name'],
    ['#view=matrix', '.matrix .name'],
  ];
  for (const [hash, place] of rows) {
    const page = await session.page(hash, { locale: 'ja' });
    await page.locator(place).filter({ hasText: /^ファーウェイ$/ }).first().waitFor();
    await page.locator('.preferences select').first().selectOption('zh');
    await page.locator(place).filter({ hasText: /^华为$/ }).first().waitFor();
    check((await page.locator(place).filter({ hasText: /^(Huawei|ファーウェイ)$/ }).count()) === 0, `${hash} in Chinese`);
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
  const page = await session.page('#view=review&review=doubtful');
  await page.locator('.card').first().waitFor();
  await page.locator('.note').waitFor();
  check((await page.locator('.note').textContent()).includes('read-only'), 'a read-only server says so');
  check((await page.getByRole('button', { name: 'Confirm' }).count()) === 0, 'nothing can be decided there');
  await page.context().close();
}

// Where the server may be written to: a fact is confirmed, shows as decided, and the decision is taken back.
async function decide(session) {
  const page = await session.page('#view=review', { expected: /status of 401/ });
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

// What one article calls so is split off, with the keyboard alone; what is not complete is not sent.
async function split(session) {
  const page = await session.page('#view=review');
  await page.getByLabel('Token').fill(TOKEN);
  await page.getByRole('button', { name: 'Split off' }).first().focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: 'Split off' });
  const where = form.getByLabel('Where, and in what words');
  await where.locator('option').nth(1).waitFor({ state: 'attached' });
  check(await where.evaluate((field) => field === document.activeElement), 'the form has the focus');
  await session.accessible(page, 'splitting');
  await session.picture(page, 'splitting');
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  check(true, 'Escape closes the form');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Split off' }).first().click();
  await where.locator('option').nth(1).waitFor({ state: 'attached' });
  await form.getByLabel('What it is there (id, known or new)').fill('organization:somebody-else');
  await page.keyboard.press('Enter');
  check(await where.evaluate((field) => !field.checkValidity()), 'without the words nothing is sent');
  await where.selectOption({ index: 1 });
  await form.getByLabel('What it is there (id, known or new)').focus();
  await page.keyboard.press('Enter');
  const made = page.locator('.changes li').filter({ hasText: 'organization:somebody-else' });
  await made.waitFor();
  check((await made.textContent()).startsWith('split'), 'the decision is kept');
  await made.getByRole('button', { name: 'Undo' }).click();
  await made.waitFor({ state: 'detached' });
  check(true, 'and taken back');
  await page.context().close();
}

async function unknownId(session) {
  const page = await session.page('#id=company%3Anobody-at-all', { expected: /status of 404/ });
  await page.getByRole('alert').waitFor();
  check((await page.getByRole('alert').textContent()).includes('The articles name nothing like that'), 'it is said');
  await session.accessible(page, 'an unknown id');
  await session.picture(page, 'unknown');
  await page.context().close();
}

// A name that is as long as a paragraph makes no view wider than the page.
async function longName(session) {
  const name = 'A-name-without-an-end-'.repeat(20);
  for (const hash of ['#id=company%3Ahuawei&node=company%3Ahuawei', '#id=company%3Ahuawei&as=list', '#view=timeline', '#view=matrix']) {
    const page = await session.page('');
    await page.route(/\/api\/v1\/(neighbourhood|entity|facts|timeline|matrix)/, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replaceAll('"Huawei"', `"${name}"`) });
    });
    await page.evaluate((to) => (location.hash = to), hash);
    await page.getByText(name).or(page.locator('.canvas')).first().waitFor();
    if (hash.includes('node=')) await atRest(page);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(beyond <= 0, `${hash}: ${beyond} pixels too wide`);
    await session.picture(page, `long-${hash.replace(/\W+/g, '-').slice(1, 24)}`);
    await page.context().close();
  }
}

// Where there is nothing yet, each view says so without a fault; what is added shows by itself.
async function emptyThenAdded(session) {
  const page = await session.page('');
  await page.getByRole('heading', { name: 'There are no articles yet.' }).waitFor();
  await session.accessible(page, 'an empty store');
  await session.picture(page, 'empty');
  for (const view of Object.keys(VIEWS).slice(1)) {
    const other = await session.page(`#view=${view}`);
    await other.locator('main h1').waitFor();
    await other.waitForFunction(() => !document.querySelector('.waiting, .progress.moving'));
    check((await other.getByRole('alert').count()) === 0, `${view} of an empty store`);
    await session.picture(other, `empty-${view}`);
    await other.context().close();
  }
  session.add('ja-ascend-910c.md');
  await page.locator('.cloud li').first().waitFor();
  const few = await page.locator('.cloud li').count();
  check(few > 0, 'what was added shows');
  check((await page.locator('main').textContent()).includes('1 article, '), 'one article is not several');
  await session.picture(page, 'one-article');
  session.add('');
  await page.waitForFunction((before) => document.querySelectorAll('.cloud li').length > before, few);
  check(true, 'so does what is added later');
  await page.context().close();
}

// The server goes away and comes back: the page says so, keeps what it has, and goes on.
async function gone(session) {
  const page = await session.page('#id=company%3Ahuawei', { expected: /ERR_|status of/ });
  await atRest(page);
  await session.stop();
  await page.getByRole('alert').filter({ hasText: 'The server does not answer' }).waitFor();
  check((await canvasSays(page)).nodes > 5, 'what was there stays');
  await session.accessible(page, 'no server');
  await session.picture(page, 'gone');
  await session.restart();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await page.getByRole('checkbox', { name: /^develops/ }).check();
  await page.waitForFunction(() => location.hash.includes('relation='));
  await atRest(page);
  check((await canvasSays(page)).nodes > 0, 'it goes on');
  await page.context().close();
}

const TESTS = {
  searchInThreeScripts, expandAndBack, fastKeys, lateAnswers, clickSelectsThenExpands, filters, evidence, ask, views,
  languagesAndThemes, namesFollowTheLanguage, exports, keyboardOnly, review, unknownId, longName,
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

// A session with a store that holds a name which the catalogue does not know, and that may be written to.
async function sessionWithNewName(browser, axe, folder, servers) {
  const article = join(folder, 'new-name.md');
  writeFileSync(article, '# Chips\n\nZorbtronics, a chip startup, developed the Zorbium 5 chip.\n');
  const database = join(folder, 'new-name.db');
  whobuilds('add', article, '--db', database, '--quiet');
  const { server, address } = serve(database, { token: TOKEN });
  servers.push(server);
  return new Session(browser, await address, axe);
}

// A session with a store that articles are added to.
async function emptySession(browser, axe, folder, servers) {
  const database = join(folder, 'empty.db');
  whobuilds('add', join(SOURCE, 'examples/articles/ja-ascend-910c.md'), '--db', database, '--quiet');
  whobuilds('remove', join(SOURCE, 'examples/articles/ja-ascend-910c.md'), '--db', database, '--quiet');
  const { server, address } = serve(database);
  servers.push(server);
  const session = new Session(browser, await address, axe);
  session.add = (name) => whobuilds('add', join(SOURCE, 'examples/articles', name), '--db', database, '--quiet');
  return session;
}

// A session whose server can be stopped, and started again at the same address.
async function stoppableSession(browser, axe, database, servers) {
  let started = serve(database);
  servers.push(started.server);
  const session = new Session(browser, await started.address, axe);
  session.stop = () =>
    new Promise((ended) => {
      started.server.on('exit', ended);
      started.server.kill('SIGKILL');
    });
  session.restart = async () => {
    started = serve(database, { port: new URL(session.address).port });
    servers.push(started.server);
    await started.address;
  };
  return session;
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
    const writable = serve(database, { token: TOKEN });
    servers.push(writable.server);
    failures += await runAll({ decide }, new Session(browser, await writable.address, axe));
    failures += await runAll({ split }, await sessionWithNewName(browser, axe, folder, servers));
    failures += await runAll({ emptyThenAdded }, await emptySession(browser, axe, folder, servers));
    failures += await runAll({ gone }, await stoppableSession(browser, axe, database, servers));
  } finally {
    await browser?.close();
    for (const server of servers) server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${checked} checks, ${failures} failures`);
  process.exit(failures === 0 && checked >= 90 ? 0 : 1);
}

await main();
