import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../imports/roster-files.js';
import { aRoster } from '../rosters/workers/roster.builder.js';
import { aMember, aWorkspace, type TestWorkspace } from '../support/builders.js';
import { confirmButton, importIdOf, receiptHeading, uploadButton } from './support/clerk-steps.js';
import { openHouse, type House } from './support/house.js';
import { watchedPage } from './support/look.js';
import { NAUGHTY, naughty, SHOWN } from './support/naughty.js';

// Without a quotation mark: browsers themselves send one as %22.
const FILE_NAME = `'><img src=x onerror=window.pwned=1>{{7*7}}.csv`;
const HEADER = ['NIK', 'Nama Lengkap', 'Tanggal Lahir', 'Jenis Kelamin', 'Kab/Kota', 'Alamat', 'Nama Ibu Kandung'];
const TYPED = 'input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], textarea';

let house: House;
let workspace: TestWorkspace;
let agency: TestWorkspace;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let base: string;
let workerIds: string[];

beforeAll(async () => {
  house = await openHouse();
  const { test } = house;
  agency = await aWorkspace(test.db, { kind: 'agency', slug: 'agensi', name: naughty(2) });
  workspace = await aWorkspace(test.db, { slug: 'kab-nakal', name: naughty(0) });
  base = `${test.origin}/w/kab-nakal`;
  // Past the rules of the import: whatever stands in the database, pages show it as text.
  const hostile = NAUGHTY.map((name, n) => ({
    name,
    kpj: null,
    until: null,
    sealed: { address: naughty(n + 1), motherName: naughty(n + 2) },
  }));
  workerIds = await aRoster(test.db, workspace, hostile);
  const member = await aMember(test.db, { workspace, role: 'admin', name: naughty(4), locale: 'id' });
  const { cookies } = await test.signIn(member.email);
  context = await house.guest('id');
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: test.origin })));
  await watch(context);
  await house.work();
});
afterAll(() => house?.close());

/** Nothing ran, nothing left the site, and nothing of the text became markup. */
async function expectOnlyText(name: string): Promise<void> {
  for (const control of await page.locator('summary').all()) await control.dispatchEvent('click');
  const markup =
    'script:not([src^="/assets/"]), iframe, base, meta[http-equiv], main link, [style], [onerror], [onload], [onfocus], [hx-on\\:load], [srcdoc], img:not([src^="/assets/"])';
  expect(await page.evaluate('window.pwned'), name).toBeUndefined();
  expect(await page.locator(markup).evaluateAll((found) => found.map(String)), name).toEqual([]);
  expect(
    await page.locator('a[href^="javascript:"], a[href^="//"], a[href*="evil.example/"], form[action*="evil"]').count(),
    name,
  ).toBe(0);
  const quiet = complaints.filter((one) => !/status of (403|404|409|410|413|414|422|429)/.test(one));
  expect(quiet, name).toEqual([]);
  complaints.length = 0;
}

async function open(path: string): Promise<void> {
  const answer = await page.goto(path.startsWith('http') ? path : base + path);
  expect(answer?.status(), path).toBe(200);
}

describe('text that wants to be more', () => {
  it('in a file, its name and its headers goes through the whole import as text', async () => {
    const buffer = Buffer.from(hostileFile());
    await open('/imports/new');
    await page.setInputFiles('#file', { name: FILE_NAME, mimeType: 'text/csv', buffer });
    await expectOnlyText('the chosen file');
    await uploadButton(page).click();
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
    await confirmButton(page).waitFor();
    await expectOnlyText('the page of the file');
    const address = page.url();
    for (const below of ['/columns', '/rows', '/rows?outcome=rejected', '/receipt']) {
      await open(address + below);
      expect(await page.textContent('main'), below).toContain(SHOWN);
      await expectOnlyText(below);
    }
    await open('/imports');
    expect(await page.textContent('main')).toContain(FILE_NAME);
    await expectOnlyText('the list of files');
    await open(address);
    await confirmButton(page).click();
    await receiptHeading(page).waitFor();
    await expectOnlyText('the receipt');
    await open(`/workers?import=${importIdOf(page)}`);
    await page.locator('tbody a').first().click();
    await page.locator('form[action$="/unmasking"] button').click();
    await page.waitForLoadState('load');
    expect(await page.textContent('main')).toContain(SHOWN);
    await expectOnlyText('a person of the file, unmasked');
  });

  it('as names and addresses of people already on the roster', async () => {
    for (const id of workerIds) {
      await open(`/workers/${id}`);
      await expectOnlyText(`worker ${workerIds.indexOf(id)}`);
    }
    await open(`/workers/${workerIds[0]}/edit`);
    expect(await page.inputValue('#name')).toBe(naughty(0));
    await expectOnlyText('the form of a worker');
    await open('/workers');
    let listed = '';
    for (let isLast = false; !isLast;) {
      listed += (await page.textContent('main')) ?? '';
      await expectOnlyText('the list of workers');
      const next = page.locator('a[rel=next]');
      isLast = (await next.count()) === 0;
      if (!isLast) await page.goto(new URL((await next.getAttribute('href')) ?? '', page.url()).href);
    }
    for (const name of NAUGHTY.slice(0, 5)) expect(listed).toContain(name);
  });

  it.each(['', '/coverage/gaps', '/coverage/gaps/people', '/coverage/gaps/print', '/members', '/settings', '/audit'])(
    'on %s',
    async (path) => {
      await open(path);
      expect(await page.content()).toContain('&lt;');
      await expectOnlyText(path);
    },
  );

  it.each(['workers?q=', 'workers?sector=', 'coverage/gaps?region=', 'audit?action=', 'coverage/gaps/people?after='])(
    'in the address %s',
    async (path) => {
      for (const text of NAUGHTY.slice(0, path.startsWith('workers?q') ? -1 : 12)) {
        await page.goto(`${base}/${path}${encodeURIComponent(text)}`);
        await expectOnlyText(text);
      }
    },
  );
});

describe('typed into every field of', () => {
  const own = ['/workers/new', '/workers', '/members', '/api-keys', '/coverage/figures/new', '/settings'];
  it.each([...own, '/profile'])('%s', async (path) => {
    const address = own.includes(path) ? base + path : house.test.origin + path;
    await page.goto(address);
    const forms = await page.locator('main form:has(button)').count();
    for (let form = 0; form < forms; form++) await fillAndSend(address, form, form * 5 + 1);
  });

  it('the form of a new workspace', async () => {
    await by(await house.member({ workspace: agency, role: 'admin', locale: 'en' }), async () => {
      await fillAndSend(`${house.test.origin}/w/agensi/workspaces/new`, 0, 3);
      await page.goto(`${house.test.origin}/w/agensi/workspaces`);
      expect(await page.textContent('main')).toContain(naughty(0));
      await expectOnlyText('the list of workspaces');
    });
  });

  it('what guests fill in', async () => {
    await by(await house.guest('id'), async () => {
      for (const path of ['/sign-in', '/password-reset']) await fillAndSend(house.test.origin + path, 0, 2);
    });
  });
});

describe('the look-out of this file', () => {
  it.each([
    '<img src="/nothing" onerror="window.pwned=1">',
    '<a href="javascript:window.pwned=1">x</a>',
    '<base href="/x/">',
  ])('finds %s', async (markup) => {
    await open('/settings');
    await page.evaluate(`document.querySelector('main').innerHTML = ${JSON.stringify(markup)}`);
    await expect(expectOnlyText('markup')).rejects.toThrow();
    complaints.length = 0;
  });
});

/** Somebody else looks for a while. */
async function by(other: BrowserContext, work: () => Promise<void>): Promise<void> {
  const [ours, said] = [page, complaints];
  await watch(other);
  await work().finally(() => {
    [page, complaints] = [ours, said];
  });
  await other.close();
}

async function watch(one: BrowserContext): Promise<void> {
  ({ page, complaints } = await watchedPage(one, house.test.origin));
  const said = complaints;
  page.on('response', (answer) => void (answer.status() >= 500 && said.push(`${answer.status()} ${answer.url()}`)));
}

/** Half of the names are fine, so that some rows come through with whatever stands in their other cells. */
function hostileFile(): string {
  const rows = people(NAUGHTY.length, 71).map(({ nik, name, birthDate, sex, region }, n) => {
    const half = n % 2 === 0 ? [name, birthDate, sex, region] : [naughty(n), birthDate, sex, naughty(n + 3)];
    return [nik, ...half, naughty(n + 1), naughty(n + 2), naughty(n + 4)];
  });
  const cells = [[...HEADER, naughty(3)], ...rows];
  return cells.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
}

/** Three rounds, so that each field meets three of the strings. */
async function fillAndSend(address: string, form: number, from: number): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await page.goto(address);
    const target = page.locator('main form:has(button)').nth(form);
    const fields = await target.locator(TYPED).filter({ visible: true }).all();
    if (fields.length === 0) return;
    for (const [n, field] of fields.entries()) await field.fill(naughty(from + round * 7 + n));
    await target.evaluate((form) => void ((form as unknown as { noValidate: boolean }).noValidate = true));
    await Promise.all([page.waitForLoadState('load'), target.locator('button:not([type=button])').first().click()]);
    await page.waitForLoadState('load');
    await expectOnlyText(`${address}, form ${form}, round ${round}`);
  }
}
