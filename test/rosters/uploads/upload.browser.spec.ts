import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportDesk } from '../../imports/import-desk.js';
import { csv, lineOf, people } from '../../imports/roster-files.js';
import { openBrowser } from '../../platform/views/gallery/chromium.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aMember, aWorkspace, TEST_PASSWORD } from '../../support/builders.js';

// Each upload starts two caged processes.
describe('a clerk with a browser', { timeout: 120_000 }, () => {
  let test: TestApplication;
  let browser: Browser;
  let desk: ImportDesk;
  let email: string;

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    const workspace = await aWorkspace(test.db, { slug: 'kab-uji', name: 'Kabupaten Uji' });
    email = (await aMember(test.db, { workspace, role: 'admin' })).email;
    desk = new ImportDesk(test, workspace);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await test?.close();
  });

  async function signedIn(javaScriptEnabled: boolean): Promise<Page> {
    const page = await (
      await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 780 } })
    ).newPage();
    await page.goto(`${test.origin}/sign-in?next=/w/kab-uji/imports/new`);
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', TEST_PASSWORD);
    await page.press('[name=password]', 'Enter');
    await page.waitForURL('**/imports/new');
    return page;
  }
  const wrongs = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  };
  const send = async (page: Page, text: string) => {
    await page.setInputFiles('[name=file]', { name: 'daftar.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.click('form[enctype] button[type=submit]');
    await page.waitForURL(/imports\/[0-9a-f-]{36}/);
    return page.url().split('/').at(-1) ?? '';
  };

  it('uploads, watches, confirms and keeps the receipt', async () => {
    const page = await signedIn(true);
    expect(await wrongs(page)).toEqual([]);
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    const [cut, ...good] = people(6, 1).map(lineOf);
    const id = await send(page, csv([...good, { ...cut, NIK: cut?.NIK.slice(2) ?? '' }]));
    await page.waitForSelector('text=Berkas sudah diterima');
    expect(await wrongs(page)).toEqual([]);
    await desk.advance(id);
    await page.waitForSelector('text=5 pekerja baru ditambahkan');
    await page.click('details.cause summary');
    expect(await wrongs(page)).toEqual([]);
    await page.click('text=Konfirmasi: tambah 5');
    await page.waitForSelector('text=Menerapkan ke daftar pekerja');
    await desk.advance(id);
    await page.waitForSelector('text=Semua baris sudah mendapat hasilnya');
    expect(await wrongs(page)).toEqual([]);
    await page.click('text=Lihat baris');
    await page.waitForSelector('h1:has-text("Baris berkas")');
    expect(await wrongs(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('does all of it without script', async () => {
    const page = await signedIn(false);
    page.setDefaultTimeout(5000);
    const text = csv(people(4, 2).map(lineOf))
      .replace('Jenis Kelamin', 'Kolom X')
      .replace(/,([LP]),/g, ',laki-laki,');
    const id = await send(page, text);
    await desk.advance(id);
    await page.click('text=Muat ulang');
    await page.waitForSelector('text=Apa arti setiap kolom?');
    await page.selectOption('[name="column.3"]', 'sex');
    await page.click('text=Periksa dengan kolom ini');
    await desk.advance(id);
    await page.click('text=Muat ulang');
    await page.click('text=Buang berkas');
    await page.click('text=Ya, buang');
    await page.waitForSelector('text=Berkas ini sudah dibuang');
  });
});
