import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { TEST_PASSWORD } from '../../support/builders.js';
import type { TestDatabase } from '../../support/database.js';

/** What a clerk presses and reads, by the Indonesian words on it. */
export const confirmButton = (page: Page): Locator => page.getByRole('button', { name: /^Konfirmasi/ });
export const receiptHeading = (page: Page): Locator => page.getByRole('heading', { name: 'Tanda terima' });
export const uploadButton = (page: Page): Locator => page.getByRole('button', { name: 'Unggah dan periksa' });

export async function signIn(page: Page, origin: string, email: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.fill('#email', email);
  await page.fill('#password', TEST_PASSWORD);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.waitForURL(/\/w\//);
}

/** Drags a file from the desktop onto the zone, as the browser itself sees it. */
export async function dropFile(page: Page, path: string): Promise<void> {
  const zone = page.locator('[data-dropzone]');
  await zone.scrollIntoViewIfNeeded();
  const box = await zone.boundingBox();
  if (!box) throw new Error('No place to drop a file');
  const browser = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, ...at, data });
  await browser.detach();
}

/** Uploads by the form's own file input and goes on to the page of the file. */
export async function uploadFile(page: Page, base: string, path: string): Promise<void> {
  await page.goto(`${base}/imports/new`);
  await page.setInputFiles('#file', path);
  await uploadButton(page).click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
}

/** Reloads as somebody without script has to, until the page shows it. */
export async function reloadUntil(page: Page, wanted: Locator): Promise<void> {
  await expect
    .poll(
      async () => {
        if ((await wanted.count()) > 0) return true;
        await page.reload();
        return (await wanted.count()) > 0;
      },
      { timeout: 20_000, interval: 400 },
    )
    .toBe(true);
}

/** People on the roster, as the dashboard says: of "3 dari 260 pekerja" the second number. */
export async function workersOnDashboard(page: Page, base: string): Promise<number> {
  await page.goto(`${base}/coverage`);
  const sentence = (await page.locator('.coverage-headline__count').textContent()) ?? '';
  const numbers = sentence.match(/[\d.]+/g) ?? [];
  return Number(numbers.at(-1)?.replaceAll('.', ''));
}

/** Outcomes as the page shows them: created, updated, unchanged, duplicate, held, rejected. */
export async function outcomes(page: Page): Promise<number[]> {
  const texts = await page.locator('.outcomes dd').allTextContents();
  return texts.map((text) => Number(text.replaceAll('.', '')));
}

/** Bytes of what a link saves. */
export async function saved(page: Page, link: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** How often the file was really confirmed, and how many people it made. */
export async function effects(db: TestDatabase, importId: string): Promise<{ confirmed: number; created: number }> {
  const [row] = await db.admin<{ confirmed: number; created: number }>(
    `select (select count(*)::int from audit.events where action = 'imports.confirmed' and subject_id = $1) as confirmed,
       (select count(*)::int from app.workers where created_import = $1::uuid) as created`,
    [importId],
  );
  if (!row) throw new Error('no row');
  return row;
}

export function importIdOf(page: Page): string {
  return /\/imports\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}
