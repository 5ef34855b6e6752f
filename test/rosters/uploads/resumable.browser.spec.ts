import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../platform/views/gallery/chromium.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aMember, aWorkspace, TEST_PASSWORD } from '../../support/builders.js';

const MEGABYTE = 1_048_576;
const IMPORT = /imports\/[0-9a-f-]{36}/;

// Pieces have 8 MB: three of them.
describe('an upload over a bad link', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sinergi-pieces-'));
  let test: TestApplication;
  let browser: Browser;
  let email: string;

  beforeAll(async () => {
    test = await startTestApplication();
    const workspace = await aWorkspace(test.db, { slug: 'kab-uji', name: 'Kabupaten Uji' });
    email = (await aMember(test.db, { workspace, role: 'officer' })).email;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await test?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const aFile = (name: string) => {
    const bytes = Buffer.alloc(20 * MEGABYTE, `${name},contoh\n`);
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return { path, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
  const onNewPage = async () => {
    const page = await (await browser.newContext({ viewport: { width: 360, height: 780 } })).newPage();
    await page.goto(`${test.origin}/sign-in?next=/w/kab-uji/imports/new`);
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', TEST_PASSWORD);
    await page.press('[name=password]', 'Enter');
    await page.waitForURL('**/imports/new');
    return page;
  };
  /** Offsets of the pieces that were sent; From the one with the number `from` on, `act` decides. */
  const watchPieces = async (page: Page, from: number, act: (route: Route) => Promise<void>) => {
    const offsets: number[] = [];
    await page.route('**/imports/uploads/*', (route) => {
      const request = route.request();
      if (request.method() !== 'PATCH') return route.continue();
      offsets.push(Number(request.headers()['upload-offset']));
      return offsets.length >= from ? act(route) : route.continue();
    });
    return offsets;
  };
  const wrongs = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  };
  const storedHash = async (page: Page) => {
    const id = IMPORT.exec(page.url())?.[0].split('/').at(-1);
    const [row] = await test.db.admin<{ hash: string }>(
      `select encode(file_sha256, 'hex') as hash from app.imports where id = $1`,
      [id],
    );
    return row?.hash;
  };

  it('goes on by itself when the connection comes back', async () => {
    const page = await onNewPage();
    const file = aFile('putus.csv');
    const offsets = await watchPieces(page, 2, async (route) => {
      if (offsets.length > 2) return route.continue();
      await page.context().setOffline(true);
      await route.abort('internetdisconnected');
    });
    await page.setInputFiles('[name=file]', file.path);
    await page.click('form[enctype] button[type=submit]');
    await page.waitForSelector('text=Sambungan terputus');
    expect(await page.textContent('[data-upload-bytes]')).toContain('21 MB');
    expect(await wrongs(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.waitForURL(IMPORT);
    expect(await storedHash(page)).toBe(file.sha256);
    expect(offsets.filter((offset) => offset === 0)).toEqual([0]);
    await page.context().close();
  });

  it('goes on after the page was closed, with the same file, and keeps the answer to what it holds', async () => {
    const page = await onNewPage();
    const file = aFile('tutup.csv');
    await watchPieces(page, 3, (route) => route.abort());
    await page.check('[value=snapshot]');
    await page.setInputFiles('[name=file]', file.path);
    const third = page.waitForEvent('requestfailed');
    await page.click('form[enctype] button[type=submit]');
    await third;
    await page.goto(`${test.origin}/w/kab-uji/imports/new`);
    await page.unrouteAll();
    await page.waitForSelector('text=Unggahan yang belum selesai');
    expect(await wrongs(page)).toEqual([]);
    const offsets = await watchPieces(page, 1, (route) => route.continue());
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('text=Pilih berkas ini lagi')]);
    await chooser.setFiles(file.path);
    await page.waitForSelector('text=dilanjutkan dari 16,8 MB');
    expect(await page.isChecked('[value=snapshot]')).toBe(true);
    await page.click('form[enctype] button[type=submit]');
    await page.waitForURL(IMPORT);
    expect(offsets).toEqual([16 * MEGABYTE]);
    expect(await storedHash(page)).toBe(file.sha256);
    await page.context().close();
  });

  it('can be paused, continued and cancelled', async () => {
    const page = await onNewPage();
    const file = aFile('jeda.csv');
    let hold: Route | undefined;
    await watchPieces(page, 2, async (route) => void (hold = route));
    await page.setInputFiles('[name=file]', file.path);
    await page.click('form[enctype] button[type=submit]');
    await expect.poll(() => hold, { timeout: 30_000 }).toBeTruthy();
    await page.click('[data-upload-act=pause]');
    await page.waitForSelector('text=Dijeda');
    expect(await page.isVisible('[data-upload-act=resume]')).toBe(true);
    await page.unrouteAll();
    await watchPieces(page, 1, async (route) => void (hold = route));
    await page.click('[data-upload-act=resume]');
    await page.waitForSelector('text=Bila sambungan putus');
    await page.click('[data-upload-act=cancel]');
    await page.waitForSelector('[data-upload-progress]', { state: 'hidden' });
    await expect
      .poll(async () => (await test.db.admin('select 1 from app.unfinished_uploads where import_id is null')).length)
      .toBe(0);
    await page.context().close();
  });

  it('says that the session has ended, and keeps what was sent', async () => {
    const page = await onNewPage();
    const file = aFile('sesi.csv');
    await watchPieces(page, 2, async (route) => {
      await test.db.admin('delete from identity.sessions');
      await route.continue();
    });
    await page.setInputFiles('[name=file]', file.path);
    await page.click('form[enctype] button[type=submit]');
    await page.waitForSelector('text=Sesi Anda berakhir');
    const [row] = await test.db.admin<{ received: string }>(
      'select received from app.unfinished_uploads where import_id is null',
    );
    expect(Number(row?.received)).toBe(8 * MEGABYTE);
    await page.context().close();
  });

  it('says beside the form why a file is not taken', async () => {
    const page = await onNewPage();
    await page.setInputFiles('[name=file]', { name: 'kosong.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) });
    await page.click('form[enctype] button[type=submit]');
    await page.waitForSelector('text=Berkas ini kosong');
    await page.context().close();
  });
});
