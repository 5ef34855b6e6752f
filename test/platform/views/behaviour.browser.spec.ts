import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Engine } from '../../../src/platform/views/engine.js';
import { viewsFolder } from '../../../src/platform/views/templates.js';
import { openBrowser } from './gallery/chromium.js';
import { nastify } from './gallery/nasty.js';
import { pageContext, samples } from './gallery/samples.js';
import { type Answer, serve } from './gallery/server.js';

const engine = new Engine([viewsFolder, join(import.meta.dirname, 'gallery')]);
const model = { ...pageContext('id', 'dashboard'), ...samples };
const draw = (name: string, context: object = model) => engine.render(name, context);
const refusedUpload = draw('components');

let browser: Browser;
let site: { origin: string; close: () => void };
let page: Page;
let headers: Record<string, unknown>;
let polled = 0;

const answer: Answer = (url, request, response) => {
  if (request.method === 'POST') {
    headers = request.headers;
    request.resume().on('end', () => {
      if (url.searchParams.has('refuse')) response.writeHead(422, { 'content-type': 'text/html' }).end(refusedUpload);
      else response.writeHead(303, { location: '/check' }).end();
    });
    return true;
  }
  if (url.pathname === '/work') {
    polled += 1;
    if (polled === 2) response.writeHead(500).end(draw('shared/error', { ...model, status: 500 }));
    else
      response.end(
        polled < 4
          ? `<div id="work" hx-get="/work" hx-trigger="every 50ms" hx-swap="outerHTML">${polled}</div>`
          : '<div id="work">done</div>',
      );
    return true;
  }
  const parts: Record<string, string> = {
    '/part': '<b id="part">part</b>',
    '/part-script': '<b id="part">x</b><script src="/assets/x.js"></script>',
    '/signed-out': draw('sign-in'),
    '/reference/areas': JSON.stringify({
      items: [
        { code: '3201', name: 'Kabupaten Contoh', within: 'Jawa Contoh' },
        { code: '3202', name: 'Kota Contoh' },
      ],
    }),
  };
  const part = parts[url.pathname];
  if (part !== undefined) response.end(part);
  return part !== undefined;
};

beforeAll(async () => {
  const names = ['dashboard', 'workers', 'upload', 'columns', 'check', 'components', 'sign-in'];
  const pages = new Map(names.map((name) => [`/${name}`, draw(name)]));
  for (const name of names)
    pages.set(
      `/nasty/${name}`,
      draw(name, {
        ...pageContext('id', ''),
        ...nastify({ ...samples, actor: model.actor, workspace: model.workspace, workspaces: model.workspaces }),
      }),
    );
  pages.set(
    '/refusing',
    draw('upload').replace('action="/w/kab-contoh/imports"', 'action="/w/kab-contoh/imports?refuse"'),
  );
  site = await serve(pages, answer);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
});
afterEach(() => page.context().close());

const go = (path: string) => page.goto(site.origin + path, { waitUntil: 'load' });
const sheet = { name: 'daftar.csv', mimeType: 'text/csv', buffer: Buffer.alloc(2_500_000, 'a') };

describe('what people typed stays text', () => {
  test.each(['dashboard', 'workers', 'columns', 'check', 'components'])('in %s', async (name) => {
    const signs: string[] = [];
    page.on('dialog', (dialog) => void (signs.push(dialog.message()), dialog.dismiss()));
    page.on('request', (request) => void (request.url().startsWith(site.origin) || signs.push(request.url())));
    await go(`/nasty/${name}`);
    for (const control of await page.locator('summary, input:visible').all()) await control.dispatchEvent('click');
    await page.waitForTimeout(100);
    expect(await page.locator('body').innerHTML()).toContain('window.pwned=1');
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(await page.locator('script:not([src]), iframe, [onerror], [onload], [onfocus]').count()).toBe(0);
    expect(signs).toEqual([]);
  });
});

describe('htmx', () => {
  const use = (html: string) =>
    page.evaluate(
      `document.getElementById('main').innerHTML = ${JSON.stringify(html)}; htmx.process(document.getElementById('main'))`,
    );

  test('swaps a part, and evaluates nothing', async () => {
    await go('/check');
    await use('<p hx-get="/part" hx-trigger="load"></p><button id="b" hx-on:click="window.pwned = 1">x</button>');
    await page.waitForSelector('#part');
    await page.click('#b');
    expect(await page.evaluate('window.pwned')).toBeUndefined();
  });

  test('refreshes a region until it is over, and through a stumble of the server', async () => {
    await go('/check');
    await use('<div id="work" hx-get="/work" hx-trigger="every 50ms" hx-swap="outerHTML">0</div>');
    await page.waitForSelector('#work:has-text("done")');
    const asked = polled;
    await page.waitForTimeout(300);
    // How often it asked before the end depends on the machine; after the end it never asks again.
    expect(asked).toBeGreaterThanOrEqual(4);
    expect(polled).toBe(asked);
    expect(page.url()).toMatch(/check$/);
  });

  test('refuses a part with a script', async () => {
    await go('/check');
    const fault = page.waitForEvent('pageerror');
    await use('<p hx-get="/part-script" hx-trigger="load"></p>');
    expect((await fault).message).toContain('held a script');
    expect(await page.locator('#part').count()).toBe(0);
  });

  test('sends the token with what changes something', async () => {
    await go('/check');
    await use('<button id="b" hx-post="/x" hx-swap="none">x</button>');
    const answered = page.waitForResponse((response) => response.url().endsWith('/x'));
    await page.click('#b');
    await answered;
    expect(headers['x-csrf-token']).toBe('sample-token');
  });

  test('leaves no page in the browser for the next person', async () => {
    await go('/workers');
    await use('<p hx-get="/part" hx-trigger="load" hx-push-url="/check"></p>');
    await page.waitForSelector('#part');
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).toBe('[{},{}]');
  });
});

describe('an upload', () => {
  test('shows the file, sends it with the token and goes where the server says', async () => {
    await go('/upload');
    await page.setInputFiles('#file', sheet);
    expect(await page.textContent('[data-file-name]')).toBe('daftar.csv (2,5 MB)');
    await Promise.all([
      page.waitForURL('**/check'),
      page.click('button[type="submit"]:has-text("Unggah dan periksa")'),
    ]);
    expect(headers['x-csrf-token']).toBe('sample-token');
    expect(String(headers['content-type'])).toMatch(/^multipart\/form-data/);
  });

  test('that is refused shows the page with its errors, the focus on them', async () => {
    await go('/refusing');
    await page.setInputFiles('#file', sheet);
    await page.click('button[type="submit"]:has-text("Unggah dan periksa")');
    await page.waitForSelector('[data-error-summary]:focus');
    expect(await page.title()).toMatch(/^Komponen/);
  });
});

describe('by keyboard', () => {
  test('an area is found and chosen', async () => {
    await go('/components');
    await page.fill('#region', 'contoh');
    await page.waitForSelector('[role="option"]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.inputValue('#region')).toBe('Kota Contoh');
    expect(await page.inputValue('input[name="region"]')).toBe('3202');
    expect(page.url()).toMatch(/components$/);
  });

  test('a menu opens, and Escape closes it and gives the focus back', async () => {
    await go('/dashboard');
    await page.focus('.switcher > summary');
    await page.keyboard.press('Enter');
    expect(await page.isVisible('.switcher .menu__panel')).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await page.isVisible('.switcher .menu__panel')).toBe(false);
    expect(await page.evaluate('document.activeElement.matches(".switcher > summary")')).toBe(true);
  });
});

describe('without script', () => {
  test('the menu of a phone opens, and the file input is a file input', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } });
    const bare = await context.newPage();
    await bare.goto(`${site.origin}/upload`);
    expect(await bare.isVisible('.phone-menu a')).toBe(false);
    await bare.click('.phone-menu > summary');
    expect(await bare.isVisible('.phone-menu a >> text=Pekerja')).toBe(true);
    expect(await bare.evaluate('getComputedStyle(document.getElementById("file")).opacity')).toBe('1');
    await bare.goto(`${site.origin}/sign-in`);
    expect(await bare.isVisible('[data-reveal]')).toBe(false);
    await context.close();
  });
});
