import ExcelJS from 'exceljs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePath, expectedLines } from '../examples/read-example.js';
import { csv, lineOf, people } from '../imports/roster-files.js';
import { aMember, aWorkspace, TEST_PASSWORD, type TestWorkspace } from '../support/builders.js';
import {
  confirmButton,
  dropFile,
  effects,
  importIdOf,
  outcomes,
  receiptHeading,
  reloadUntil,
  saved,
  signIn,
  uploadButton,
  uploadFile,
  workersOnDashboard,
} from './support/clerk-steps.js';
import { FileDesk } from './support/file-desk.js';
import { openHouse, type House } from './support/house.js';
import { tabTo } from './support/keyboard.js';
import { watchedPage } from './support/look.js';

let house: House;
let workspace: TestWorkspace;
let base: string;

beforeAll(async () => {
  house = await openHouse();
  workspace = await aWorkspace(house.test.db, { slug: 'kab-uji', name: 'Kabupaten Uji' });
  base = `${house.test.origin}/w/kab-uji`;
  const desk = new FileDesk(house.test, workspace.id);
  await desk.confirm(await desk.upload('awal.csv', csv(people(40, 21).map(lineOf))));
  await house.work();
});
afterAll(() => house?.close());

const clerk = (options = {}) => house.member({ workspace, role: 'admin', locale: 'id' }, options);
/** A roster of people whom no other test has. */
const roster = (seed: number, count = 12) => ({
  name: `daftar-${seed}.csv`,
  mimeType: 'text/csv',
  buffer: Buffer.from(csv(people(count, seed).map(lineOf))),
});

describe('the main job', () => {
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    context = await house.guest('id', { viewport: { width: 1280, height: 860 } });
    ({ page, complaints } = await watchedPage(context, house.test.origin));
  });
  afterAll(() => context?.close());

  it('a clerk signs in and drops a messy workbook; it asks which sheet', async () => {
    const { email } = await aMember(house.test.db, { workspace, role: 'officer', locale: 'id' });
    await signIn(page, house.test.origin, email);
    await page.goto(`${base}/imports/new`);
    await dropFile(page, examplePath('berantakan.xlsx'));
    expect(await page.textContent('[data-file-name]')).toMatch(/^berantakan\.xlsx \(/);
    await uploadButton(page).click();
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
    await page.getByLabel('Lembar').selectOption('Pekerja');
    await page.getByRole('button', { name: 'Buka lagi dengan cara ini' }).click();
  });

  it('sees by itself what will happen, and a colleague sees the same', async () => {
    await confirmButton(page).waitFor();
    expect(await confirmButton(page).textContent()).toContain('tambah 60');
    expect(await outcomes(page)).toEqual([60, 0, 0, 0, 0, 0]);
    const colleague = await (await house.member({ workspace, role: 'viewer', locale: 'id' })).newPage();
    await colleague.goto(page.url());
    expect(await outcomes(colleague)).toEqual([60, 0, 0, 0, 0, 0]);
    expect(await confirmButton(colleague).count()).toBe(0);
  });

  it('confirms, and keeps the receipt as page, JSON and PDF', async () => {
    await confirmButton(page).click();
    await receiptHeading(page).waitFor();
    expect(await outcomes(page)).toEqual([60, 0, 0, 0, 0, 0]);
    const pdf = await saved(page, page.getByRole('link', { name: 'PDF' }));
    expect(pdf.bytes.subarray(0, 4).toString()).toBe('%PDF');
    const json = await saved(page, page.getByRole('link', { name: 'JSON' }));
    expect(JSON.parse(json.bytes.toString())).toMatchObject({ counts: { rows: 60, created: 60, rejected: 0 } });
    await page.goto(`${base}/imports/${importIdOf(page)}/receipt`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.brand, .topbar, .no-print').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByText('berantakan.xlsx').first().isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
    await page.goBack();
  });

  it('finds the people in the list, and the dashboard has moved', async () => {
    const id = importIdOf(page);
    expect(await workersOnDashboard(page, base)).toBe(100);
    await page.goto(`${base}/workers?import=${id}`);
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(20);
    await page.goto(`${base}/imports/${id}`);
  });

  it('an admin takes it back, and the numbers are what they were', async () => {
    const admin = await (await clerk()).newPage();
    await admin.goto(page.url());
    await admin.getByText('Batalkan unggahan ini').click();
    await admin.getByRole('button', { name: 'Ya, batalkan' }).click();
    await admin.getByText('Unggahan ini sudah dibatalkan').waitFor();
    expect(await workersOnDashboard(admin, base)).toBe(40);
    await admin.context().close();
  });

  it('without a complaint of the browser', () => expect(complaints).toEqual([]));
});

describe('a file with faults', () => {
  it('says why rows cost work, and gives them back as a workbook with only these', async () => {
    const context = await clerk();
    const page = await context.newPage();
    await uploadFile(page, base, examplePath('salah.xlsx'));
    await page.locator('.cause').first().waitFor();
    const costs = await page.locator('.cause__count').allTextContents();
    expect(costs.length).toBeGreaterThan(10);
    const { name, bytes } = await saved(page, page.getByRole('link', { name: 'Unduh baris yang perlu diperbaiki' }));
    expect(name).toMatch(/\.xlsx$/);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    const sheet = book.worksheets[0];
    const work = expectedLines('salah-xlsx.expected.csv').filter((line) => /,(held|rejected),/.test(line));
    const keys = (sheet?.getRows(2, sheet.rowCount - 1) ?? []).map((row) => row.getCell(sheet?.columnCount ?? 0).text);
    expect(keys).toEqual(work.map((line) => `${importIdOf(page)}/${line.split(',')[0]}`));
    const notes = (sheet?.getRows(2, sheet.rowCount - 1) ?? []).flatMap((row) => {
      const found: string[] = [];
      row.eachCell((cell) => void (cell.note && found.push(cell.address)));
      return found;
    });
    expect(notes.length).toBeGreaterThan(work.length / 2);
    await context.close();
  });
});

describe('one effect, whatever people do', () => {
  it('a double click on confirm, then back and reload', async () => {
    const page = await (await clerk()).newPage();
    await page.goto(`${base}/imports/new`);
    await page.setInputFiles('#file', roster(31));
    await uploadButton(page).click();
    await confirmButton(page).dblclick();
    await receiptHeading(page).waitFor();
    const id = importIdOf(page);
    await page.goBack();
    await page.goForward();
    await page.reload();
    await receiptHeading(page).waitFor();
    expect(await effects(house.test.db, id)).toEqual({ confirmed: 1, created: 12 });
    await page.context().close();
  });

  it('two tabs that both confirm', async () => {
    const context = await clerk();
    const [one, other] = [await context.newPage(), await context.newPage()];
    await one.goto(`${base}/imports/new`);
    await one.setInputFiles('#file', roster(32));
    await uploadButton(one).click();
    await confirmButton(one).waitFor();
    await other.goto(one.url());
    await confirmButton(other).waitFor();
    await Promise.all([confirmButton(one).click(), confirmButton(other).click()]);
    await Promise.all([receiptHeading(one).waitFor(), receiptHeading(other).waitFor()]);
    expect(await effects(house.test.db, importIdOf(one))).toEqual({ confirmed: 1, created: 12 });
    await context.close();
  });

  it('the same file sent again shows what became of it', async () => {
    const page = await (await clerk()).newPage();
    await page.goto(`${base}/imports/new`);
    await page.setInputFiles('#file', roster(32));
    await uploadButton(page).click();
    await receiptHeading(page).waitFor();
    expect(await page.getByText('Berkas ini sudah pernah diunggah').isVisible()).toBe(true);
    expect(await effects(house.test.db, importIdOf(page))).toEqual({ confirmed: 1, created: 12 });
    await page.context().close();
  });
});

describe('without script', () => {
  it('the same job from signing in to the receipt, and back', async () => {
    const other = await aWorkspace(house.test.db, { slug: 'serikat-uji', kind: 'labour_union' });
    const { email } = await aMember(house.test.db, { workspace: other, role: 'admin', locale: 'id' });
    const context = await house.guest('id', { javaScriptEnabled: false, viewport: { width: 360, height: 720 } });
    const page = await context.newPage();
    const home = `${house.test.origin}/w/serikat-uji`;
    await signIn(page, house.test.origin, email);
    await uploadFile(page, home, examplePath('rapi.csv'));
    await reloadUntil(page, confirmButton(page));
    expect(await outcomes(page)).toEqual([200, 0, 0, 0, 0, 0]);
    await confirmButton(page).click();
    await reloadUntil(page, receiptHeading(page));
    expect((await saved(page, page.getByRole('link', { name: 'PDF' }))).bytes.subarray(0, 4).toString()).toBe('%PDF');
    const address = page.url();
    expect(await workersOnDashboard(page, home)).toBe(200);
    await page.goto(address);
    await page.getByText('Batalkan unggahan ini').click();
    await page.getByRole('button', { name: 'Ya, batalkan' }).click();
    await reloadUntil(page, page.getByText('Unggahan ini sudah dibatalkan'));
    await page.goto(`${home}/workers`);
    expect(await page.locator('tbody tr').count()).toBe(0);
    await context.close();
  });
});

describe('by keyboard alone', () => {
  it('from signing in to the receipt, with the focus in sight all the way', async () => {
    const { email } = await aMember(house.test.db, { workspace, role: 'officer', locale: 'id' });
    const page = await (await house.guest('id', { viewport: { width: 1280, height: 860 } })).newPage();
    await page.goto(`${house.test.origin}/sign-in`);
    await tabTo(page, '#email');
    await page.keyboard.type(email);
    await tabTo(page, '#password');
    await page.keyboard.type(TEST_PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/w\/kab-uji/);
    await tabTo(page, 'a[href$="/imports/new"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/imports\/new/);
    await tabTo(page, '#file');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')]);
    await chooser.setFiles(roster(33));
    await tabTo(page, 'form[data-upload] button[type="submit"]');
    await page.keyboard.press('Enter');
    await confirmButton(page).waitFor();
    await tabTo(page, 'form[action$="/confirmation"] button');
    await page.keyboard.press('Enter');
    await receiptHeading(page).waitFor();
    expect(await effects(house.test.db, importIdOf(page))).toEqual({ confirmed: 1, created: 12 });
    await page.context().close();
  });
});

describe('on paper', () => {
  it('the gap list and the page of a file leave navigation and buttons out', async () => {
    const page = await (await clerk({ viewport: { width: 1280, height: 860 } })).newPage();
    await page.emulateMedia({ media: 'print' });
    for (const path of ['/coverage/gaps', '/coverage/gaps/print', '/imports']) {
      await page.goto(base + path);
      expect(await page.locator('nav, .topbar, .filters, .no-print').filter({ visible: true }).count(), path).toBe(0);
      expect(await page.locator('h1').isVisible()).toBe(true);
    }
    await page.context().close();
  });
});
