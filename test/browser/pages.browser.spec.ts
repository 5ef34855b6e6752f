import type { BrowserContext } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../src/platform/i18n/index.js';
import { listRoutes } from '../../src/platform/web/index.js';
import { openHouse } from './support/house.js';
import { facts, NARROW, PHONE, violations, watchedPage, WIDE } from './support/look.js';
import { settleTown } from './support/town.js';
import { visitsOf, type Visit } from './support/visits.js';

// The routes of the running application decide which pages there are.
const house = await openHouse();
const town = await settleTown(house.test);
const entries = visitsOf(town);
const routes = listRoutes(house.test.app)
  .filter(({ method }) => method === 'GET')
  .map(({ path }) => `GET ${path}`);
const visits = Object.values(entries)
  .flatMap((entry) => (Array.isArray(entry) ? entry : []))
  .map((visit) => ({ ...visit, name: `${visit.path} as ${visit.role ?? 'guest'}` }));
/** One context of the browser for everybody who looks: signing in is no part of this. */
const contexts = new Map<string, Promise<BrowserContext>>();

afterAll(() => house.close());

describe('the table of pages', () => {
  it('has a line for every GET route', () => {
    const missing = routes.filter((name) => !entries[name]);
    expect(missing.map((name) => `Add '${name}' to test/browser/support/visits.ts: who looks at it, where.`)).toEqual(
      [],
    );
  });

  it('has no line for a route that is gone', () => {
    expect(Object.keys(entries).filter((name) => !routes.includes(name))).toEqual([]);
  });
});

describe.each(visits)('$name', (visit) => {
  it('is whole in both languages and at every width, for everybody', async () => {
    await Promise.all([look(visit, 'id'), look(visit, 'en')]);
  });
});

async function look(visit: Visit, locale: Locale): Promise<void> {
  const { page, complaints } = await watchedPage(await contextOf(visit, locale), house.test.origin);
  try {
    await page.setViewportSize(WIDE);
    const answer = await page.goto(house.test.origin + visit.path, { waitUntil: 'load' });
    expect(answer?.status()).toBe(visit.status ?? 200);
    for (const size of [WIDE, PHONE, NARROW]) {
      await page.setViewportSize(size);
      const expected = { headings: 1, language: locale, overflow: 0, kept: '[{},{}]' };
      expect(await facts(page), `${locale}, ${size.width} px`).toEqual(expected);
      if (locale === 'id' && size !== NARROW) expect(await violations(page), `${size.width} px`).toEqual([]);
    }
    expect(complaints.filter((one) => !isItsOwnStatus(one, visit))).toEqual([]);
  } finally {
    await page.close();
  }
}

function contextOf(visit: Visit, locale: Locale): Promise<BrowserContext> {
  const key = `${visit.in} ${visit.role} ${locale}`;
  const workspace = visit.in && town.workspaces[visit.in];
  const made =
    contexts.get(key) ??
    (workspace ? house.member({ workspace, role: visit.role ?? 'admin', locale }) : house.guest(locale));
  contexts.set(key, made);
  return made;
}

/** The browser complains about a page that answers 403, 404 or 410, which is what it should answer. */
function isItsOwnStatus(complaint: string, { status = 200 }: Visit): boolean {
  return status >= 400 && complaint.includes(`responded with a status of ${status}`);
}
