import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Engine } from '../../../src/platform/views/engine.js';
import { viewsFolder } from '../../../src/platform/views/templates.js';
import { openBrowser } from './gallery/chromium.js';
import { pageContext, samples } from './gallery/samples.js';
import { serve } from './gallery/server.js';

const engine = new Engine([viewsFolder, join(import.meta.dirname, 'gallery')]);
const names = ['dashboard', 'workers', 'upload', 'columns', 'check', 'components', 'sign-in', 'mail', 'shared/error'];
const languages = ['id', 'en'] as const;
const widths = [1280, 360, 320] as const;
/** With GALLERY=<folder>, pictures of every page are left there to look at. */
const pictures = process.env.GALLERY;

let browser: Browser;
let context: BrowserContext;
let site: { origin: string; close: () => void };

beforeAll(async () => {
  const pages = new Map<string, string>();
  for (const name of names) {
    for (const locale of languages) {
      const model = {
        ...pageContext(locale, name === 'workers' ? 'workers' : 'dashboard'),
        ...samples,
        status: 404,
        requestId: 'req-sample',
      };
      pages.set(`/${name}/${locale}`, engine.render(name, model));
    }
  }
  site = await serve(pages);
  browser = await openBrowser();
  context = await browser.newContext();
  if (pictures) mkdirSync(pictures, { recursive: true });
});

afterAll(async () => {
  await browser?.close();
  site?.close();
});

describe.each(names)('%s', (name) => {
  test.each(languages)('has no axe violation, no policy violation and no sideways scrolling in %s', async (locale) => {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      const expected = name === 'mail' && message.text().includes('style');
      if (['error', 'warning'].includes(message.type()) && !expected) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 1280 ? 860 : 720 });
      await page.goto(`${site.origin}/${name}/${locale}`, { waitUntil: 'load' });
      if (pictures && locale === 'id')
        await page.screenshot({ path: join(pictures, `${name.replace('/', '-')}-${width}.png`), fullPage: true });
      expect(await overflow(page), `page is wider than ${width} px`).toBe(0);
    }
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`),
    ).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
