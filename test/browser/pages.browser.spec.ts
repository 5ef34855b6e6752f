import { afterAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../src/platform/i18n/index.js';
import { listRoutes } from '../../src/platform/web/index.js';
import { openHouse } from './support/house.js';
import { facts, NARROW, PHONE, unfold, violations, watchedPage, WIDE, type Watched } from './support/look.js';
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
/** One tab for everybody who looks, kept open: signing in and starting tabs are no part of this. */
const tabs = new Map<string, Promise<Watched>>();

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

describe('what is no page', () => {
  const others = routes.filter((name) => entries[name] === 'file' || entries[name] === 'machine');
  it.each(others)('%s gives none', async (name) => {
    const isAgency = name.includes('registry');
    const place = isAgency ? 'agency' : 'local_government';
    const { page } = await tabOf({ in: place, role: 'admin', path: '' }, 'id');
    const cookies = await page.context().cookies();
    const path = name
      .slice('GET '.length)
      .replace(':workspace', town.workspaces[place].slug)
      .replace(':id', town[isAgency ? 'extracts' : 'rosters'][name.includes('corrections') ? 'ready' : 'applied']);
    const answer = await fetch(house.test.origin + path, {
      headers: { cookie: cookies.map(({ name: key, value }) => `${key}=${value}`).join('; ') },
    });
    expect(answer.headers.get('content-type')).not.toContain('text/html');
    await answer.body?.cancel();
  });
});

describe.each(visits)('$name', (visit) => {
  it('is whole in both languages and at every width, for everybody', async () => {
    await Promise.all([look(visit, 'id'), look(visit, 'en')]);
  });
});

describe('a form sent empty', () => {
  const admin: Visit = { in: 'local_government', role: 'admin', path: '' };
  it.each<Visit>([
    ...['/workers/new', '/members', '/api-keys', '/coverage/figures/new'].map((path) => ({ ...admin, path })),
    { path: '/sign-in' },
  ])('$path says what is missing, to everybody', async (visit) => {
    const { page } = await tabOf(visit, 'id');
    await page.setViewportSize(PHONE);
    await page.goto(house.test.origin + (visit.in ? `/w/${town.workspaces[visit.in].slug}` : '') + visit.path);
    const form = page
      .locator('main form:not(.language)')
      .filter({ has: page.locator('.govuk-form-group') })
      .first();
    await form.evaluate((it) => void ((it as unknown as { noValidate: boolean }).noValidate = true));
    await form.locator('button[type=submit]').last().click();
    await page.waitForSelector('[data-error-summary]:focus');
    expect(await facts(page)).toMatchObject({ headings: 1, overflow: 0 });
    expect(await violations(page)).toEqual([]);
  });
});

it('the menus of a phone open within the screen', async () => {
  const { page } = await tabOf({ in: 'local_government', role: 'admin', path: '' }, 'id');
  await page.setViewportSize(NARROW);
  await page.goto(`${house.test.origin}/w/${town.workspaces.local_government.slug}`);
  for (const menu of await page.locator('.topbar details > summary').all()) {
    await menu.click();
    const box = await page.locator('.topbar details[open] .menu__panel').boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= NARROW.width, await menu.innerText()).toBe(true);
    expect(await facts(page)).toMatchObject({ overflow: 0 });
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

async function look(visit: Visit, locale: Locale): Promise<void> {
  const { page, complaints } = await tabOf(visit, locale);
  complaints.length = 0;
  await page.setViewportSize(WIDE);
  const answer = await page.goto(house.test.origin + visit.path, { waitUntil: 'load' });
  expect(answer?.status()).toBe(visit.status ?? 200);
  for (const size of [WIDE, PHONE, NARROW]) {
    await page.setViewportSize(size);
    // What is folded away has to be whole as well: the narrow screens see it open.
    if (size === PHONE) await unfold(page);
    const expected = { headings: 1, language: locale, overflow: 0, kept: '[{},{}]' };
    expect(await facts(page), `${locale}, ${size.width} px`).toEqual(expected);
    if (locale === 'id' && size !== NARROW) expect(await violations(page), `${size.width} px`).toEqual([]);
  }
  expect(complaints.filter((one) => !isItsOwnStatus(one, visit))).toEqual([]);
  // A page left open goes on asking how far its file is, beside everything else that is looked at.
  await page.goto('about:blank');
}

function tabOf(visit: Visit, locale: Locale): Promise<Watched> {
  const key = `${visit.in} ${visit.role} ${locale}`;
  const made = tabs.get(key) ?? openTab(visit, locale);
  tabs.set(key, made);
  return made;
}

async function openTab({ in: place, role = 'admin' }: Visit, locale: Locale): Promise<Watched> {
  const workspace = place && town.workspaces[place];
  const context = workspace ? await house.member({ workspace, role, locale }) : await house.guest(locale);
  return watchedPage(context, house.test.origin);
}

/** The browser complains about a page that answers 403, 404 or 410, which is what it should answer. */
function isItsOwnStatus(complaint: string, { status = 200 }: Visit): boolean {
  return status >= 400 && complaint.includes(`responded with a status of ${status}`);
}
