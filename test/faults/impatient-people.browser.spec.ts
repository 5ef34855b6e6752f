import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmButton, effects, importIdOf, receiptHeading, uploadButton } from '../browser/support/clerk-steps.js';
import { openHouse, type House } from '../browser/support/house.js';
import { anApiKey } from '../rosters/uploads/api-key.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { brokenInvariants } from './invariants.js';
import { Machine } from './machine.js';
import { cleanRoster } from './messy-roster.js';
import { brokenService } from './service.js';
import { TIMEOUT } from './sizes.js';

const PEOPLE = 12;

describe('Fault 17: back, reload, double submit and two tabs in a browser', { timeout: TIMEOUT }, () => {
  let house: House;
  let workspace: TestWorkspace;
  let base: string;
  let context: BrowserContext;

  beforeAll(async () => {
    house = await openHouse();
    workspace = await aWorkspace(house.test.db, { slug: 'kab-sabar' });
    base = `${house.test.origin}/w/kab-sabar`;
    context = await house.member({ workspace, role: 'admin', locale: 'id' });
    context.setDefaultTimeout(TIMEOUT / 2);
    await house.work();
  });
  afterAll(() => house?.close());

  const roster = (seed: number) => {
    return { name: `daftar-${seed}.csv`, mimeType: 'text/csv', buffer: Buffer.from(cleanRoster(PEOPLE, seed)) };
  };
  const chosen = async (seed: number): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${base}/imports/new`);
    await page.setInputFiles('#file', roster(seed));
    return page;
  };
  const imports = () => house.test.db.admin<{ id: string }>('select id from app.imports order by id');
  const once = { confirmed: 1, created: PEOPLE };

  it('an upload that is submitted twice, then back and submitted again, is one import', async () => {
    const page = await chosen(171);
    await uploadButton(page).dblclick();
    await confirmButton(page).waitFor();
    const first = importIdOf(page);
    await page.goBack();
    await page.goto(`${base}/imports/new`);
    await page.setInputFiles('#file', roster(171));
    await uploadButton(page).click();
    await page.waitForURL(new RegExp(first));
    expect(await imports()).toEqual([{ id: first }]);
    await page.close();
  });

  it('a confirmation that is pressed twice, reloaded, and pressed again on the page before it, is one', async () => {
    const page = await chosen(172);
    await uploadButton(page).click();
    await confirmButton(page).waitFor();
    const stale = await page.content();
    await confirmButton(page).dblclick();
    await receiptHeading(page).waitFor();
    await page.reload();
    await receiptHeading(page).waitFor();
    expect(stale).toContain('confirmation');
    await page.goBack();
    if ((await confirmButton(page).count()) > 0) await confirmButton(page).click();
    else await page.goForward();
    await receiptHeading(page).waitFor();
    expect(await effects(house.test.db, importIdOf(page))).toEqual(once);
    await page.close();
  });

  it('two tabs that confirm the same file make one application, and both show it', async () => {
    const page = await chosen(173);
    await uploadButton(page).click();
    await confirmButton(page).waitFor();
    const other = await context.newPage();
    await other.goto(page.url());
    await confirmButton(other).waitFor();
    await Promise.all([confirmButton(page).click(), confirmButton(other).click()]);
    await Promise.all([receiptHeading(page).waitFor(), receiptHeading(other).waitFor()]);
    expect(await effects(house.test.db, importIdOf(page))).toEqual(once);
    await Promise.all([page.close(), other.close()]);
  });

  it('a tab that discards and a tab that confirms: one of them wins, and the other is told', async () => {
    const page = await chosen(174);
    await uploadButton(page).click();
    await confirmButton(page).waitFor();
    const id = importIdOf(page);
    const form = (path: string) => ({ path: `${base}/imports/${id}/${path}`, token: '' });
    const token = (await page.locator('input[name="_csrf"]').first().getAttribute('value')) ?? '';
    const post = ({ path }: { path: string }) =>
      context.request.post(path, { form: { _csrf: token }, maxRedirects: 0 }).then((answer) => answer.status());
    const statuses = await Promise.all([post(form('confirmation')), post(form('discard'))]);
    expect(statuses.every((status) => status === 303 || status === 409)).toBe(true);
    await expect.poll(() => stateOf(id), { timeout: TIMEOUT }).toMatch(/^(applied|discarded)$/);
    const isApplied = (await stateOf(id)) === 'applied';
    const { confirmed, created } = await effects(house.test.db, id);
    expect(created).toBe(isApplied ? PEOPLE : 0);
    // Discarding also ends a file that was confirmed a moment before, as long as nobody has been written.
    expect(confirmed).toBeGreaterThanOrEqual(isApplied ? 1 : 0);
    expect(confirmed).toBeLessThanOrEqual(1);
    await page.goto(`${base}/imports/${id}`);
    expect(await receiptHeading(page).count()).toBe(isApplied ? 1 : 0);
    await page.close();
  });

  it('a worker form that is saved twice makes one worker, and shows it', async () => {
    const page = await context.newPage();
    await page.goto(`${base}/workers/new`);
    await page.fill('#nik', '3205011705900001');
    await page.fill('#name', 'Budi Contoh');
    await page.fill('#birth_date', '1990-05-17');
    await page.selectOption('#sex', 'L');
    await page.getByRole('button', { name: /^(Simpan|Tambah)/ }).dblclick();
    await page.waitForURL(/\/workers\/[0-9a-f-]{36}/);
    const shown = page.url();
    await page.goBack();
    const made = `select id from app.workers where name = 'Budi Contoh'`;
    const found = await house.test.db.admin<{ id: string }>(made);
    expect(found).toHaveLength(1);
    expect(shown).toContain(found[0]?.id);
    await page.close();
  });

  it('I1 to I8', async () => {
    const { origin, db, data } = house.test;
    // The person of the form is looked up by a job, which also writes the key.
    const pending = () => db.admin(`select from app.workers where match_state = 'pending'`);
    await expect.poll(pending, { timeout: TIMEOUT }).toEqual([]);
    const machine = new Machine(() => origin, await anApiKey(db, workspace, 'admin'));
    const service = () => brokenService({ origin, machine, processes: [] });
    expect(await brokenInvariants({ db, data, service })).toEqual([]);
  });

  async function stateOf(id: string): Promise<string> {
    const [row] = await house.test.db.admin<{ state: string }>('select state from app.imports where id = $1', [id]);
    return row?.state ?? '';
  }
});
