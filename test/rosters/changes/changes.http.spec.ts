import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MakePaper, PaperMakers, type Import, type PaperMaker } from '../../../src/imports/index.js';
import { CompareImport } from '../../../src/rosters/index.js';
import { ImportDesk } from '../../imports/import-desk.js';
import { withReference } from '../../reference/loaded-reference.js';
import { actsOf } from '../../support/audit-trail.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import type { Browser } from '../../support/browser-session.js';
import { aMember, aWorkspace } from '../../support/builders.js';
import { anApiKey } from '../uploads/api-key.js';
import { monthCsv, recounted, twoMonths } from './two-months.js';

// Each upload starts two caged processes.
describe('pages of what a file changed', { timeout: 120_000 }, () => {
  const months = twoMonths();
  const expected = recounted(months);
  let test: TestApplication;
  let desk: ImportDesk;
  let officer: Browser;
  let viewer: Browser;
  let key: string;
  let july: Import;
  let august: Import;
  const home = '/w/kab-bulan/imports';

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    const workspace = await aWorkspace(test.db, { slug: 'kab-bulan' });
    desk = new ImportDesk(test, workspace);
    officer = await test.signIn((await aMember(test.db, { workspace, role: 'officer' })).email);
    viewer = await test.signIn((await aMember(test.db, { workspace, role: 'viewer' })).email);
    key = await anApiKey(test.db, workspace, 'officer');
    july = await desk.apply(monthCsv(months.july));
    august = await desk.confirm((await desk.upload(monthCsv(months.august), { mode: 'snapshot' })).id);
    expect(august.state).toBe('applied');
  });
  afterAll(() => test?.close());

  const page = (path: string, session = officer) => session.get(`${home}/${path}`);
  const of = <T>(type: abstract new (...given: never[]) => T): T => test.app.get<T>(type as never, { strict: false });
  const api = async (path: string) => {
    const answer = await test.api(key, 'GET', `/api/v1/roster-imports/${path}`);
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, never> };
  };
  const opened = async (bytes: ArrayBuffer) => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes);
    return book;
  };
  const withNothingAtOnce = async (work: () => Promise<void>) => {
    const real = of(PaperMakers).of('changes');
    of(PaperMakers).register(Object.assign(Object.create(real) as PaperMaker, { atOnce: 0 }));
    await work().finally(() => of(PaperMakers).register(real));
  };

  it('show that it is being worked out, refresh themselves, and can be asked again', async () => {
    const waiting = await page(`${august.id}/changes`);
    expect(waiting.body).toContain('Perbandingan sedang dihitung');
    expect(waiting.body).toContain('hx-trigger="every 2s"');
    expect((await page(`${august.id}/changes`, viewer)).body).not.toContain('Hitung sekarang');
    expect((await officer.post(`${home}/${august.id}/changes`, {})).status).toBe(303);
    expect((await page(`${august.id}/changes/people`)).headers.get('location')).toBe(`${home}/${august.id}/changes`);
    expect((await api(`${august.id}/changes`)).body).toMatchObject({ state: 'waiting', changes: null });
    expect((await api(`${august.id}/changes/people`)).status).toBe(409);
    for (const file of [july, august]) await of(CompareImport).run(desk.workspace.id, file.id);
  });

  it('say of the first file that there is none before it', async () => {
    expect((await page(`${july.id}/changes`)).body).toContain('Ini berkas pertama');
    expect((await api(`${july.id}/changes`)).body).toMatchObject({ state: 'first', changes: null });
    expect((await page(`${july.id}/changes.xlsx`)).status).toBe(409);
  });

  it('are reached from the file, its receipt and the list', async () => {
    const href = `href="${home}/${august.id}/changes"`;
    for (const path of [august.id, `${august.id}/receipt`, '']) expect((await page(path)).body).toContain(href);
  });

  it('tell the numbers of the two files, each with its people', async () => {
    const { body } = await page(`${august.id}/changes`);
    expect(body).toContain(`${expected.joined} orang masuk, ${expected.left} orang keluar`);
    expect(body).toContain(`Jumlah pekerja dari ${months.july.length} menjadi ${months.august.length}`);
    const rupiah = new Intl.NumberFormat('id-ID').format(expected.rose.by);
    expect(body).toContain(`Upah ${expected.rose.people} orang naik, bersama-sama Rp\u00a0${rupiah}`);
    const links = [...body.matchAll(/href="([^"]*changes\/people[^"]*)">(\d+)</g)];
    expect(links.length).toBeGreaterThan(10);
    for (const [, href = '', people] of links) {
      const list = await officer.get(href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
      expect(list.body.match(/<th scope="row">/g)).toHaveLength(Number(people));
    }
  });

  it('show people by name and masked NIK, page by page', async () => {
    const { body } = await page(`${august.id}/changes/people?kind=wage&became=up`);
    for (const { NIK } of months.august) expect(body).not.toContain(NIK);
    const seen: string[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const { body: answer } = await api(`${august.id}/changes/people?kind=joined&limit=4&after=${after}`);
      const { people, next } = answer as unknown as { people: { id: string }[]; next: number | null };
      seen.push(...people.map(({ id }) => id));
      after = next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([expected.joined, expected.joined]);
    expect((await page(`${august.id}/changes/people?kind=sector&was=Z`)).body).toContain('Tidak ada orang di sini');
  });

  it('answer machines with the same numbers', async () => {
    const { body } = await api(`${august.id}/changes`);
    expect(body).toMatchObject({
      state: 'compared',
      previous: { id: july.id },
      changes: {
        joined: { people: expected.joined },
        left: { people: expected.left },
        wage_set: { people: expected.given },
        wages: { rose: expected.rose, fell: expected.fell, before: expected.wagesBefore, after: expected.wagesAfter },
        roster: { before: months.july.length, after: months.august.length },
      },
    });
  });

  it('print', async () => {
    const { body, status } = await page(`${august.id}/changes/print`);
    expect([status, body.includes('Orang yang masuk'), body.includes('Upah berubah')]).toEqual([200, true, true]);
  });

  it('give a workbook with the same people, for those who may export, and write it into the audit', async () => {
    expect((await page(`${august.id}/changes.xlsx`, viewer)).status).toBe(403);
    const answer = await test.api(key, 'GET', `/api/v1/roster-imports/${august.id}/changes.xlsx`);
    const book = await opened(await answer.arrayBuffer());
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Ringkasan',
      'Masuk',
      'Keluar',
      'Upah',
      'Sektor',
      'Wilayah',
    ]);
    const rows = (name: string) => (book.getWorksheet(name)?.rowCount ?? 0) - 1;
    expect([rows('Masuk'), rows('Keluar')]).toEqual([expected.joined, expected.left]);
    expect(rows('Upah')).toBe(expected.rose.people + expected.fell.people + expected.given);
    expect(rows('Sektor')).toBe(Object.values(expected.sectors).reduce((sum, n) => sum + n, 0));
    let by = 0;
    book.getWorksheet('Upah')?.eachRow((row, n) => (by += n > 1 ? Number(row.getCell(11).value ?? 0) : 0));
    expect(by).toBe(expected.rose.by + expected.fell.by);
    book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined())));
    expect(await actsOf(test.db, desk.workspace.id)).toContain('rosters.changes-downloaded');
  });

  it('have a large workbook made by the worker: the page waits, a machine is told when to ask again', async () => {
    await withNothingAtOnce(async () => {
      const first = await page(`${august.id}/changes.xlsx`);
      expect([first.status, first.headers.get('location')]).toEqual([303, `${home}/${august.id}/papers/changes`]);
      const waiting = await page(`${august.id}/papers/changes`);
      expect(waiting.body).toContain('Berkas Excel sedang disiapkan');
      expect(waiting.body).toContain('hx-trigger="every 2s"');
      const later = await api(`${august.id}/changes.xlsx`);
      expect([later.status, later.headers.get('retry-after'), later.body.state]).toEqual([202, '5', 'preparing']);
      const [paper] = await test.db.admin<{ id: string }>(`select id from app.prepared_papers where kind = 'changes'`);
      await of(MakePaper).run(desk.workspace.id, paper?.id ?? '', new AbortController().signal);
      const ready = await page(`${august.id}/papers/changes`);
      expect(ready.body).toContain(`href="${home}/${august.id}/changes.xlsx"`);
      expect(ready.body).not.toContain('hx-trigger');
      const before = (await actsOf(test.db, desk.workspace.id)).length;
      const answer = await test.api(key, 'GET', `/api/v1/roster-imports/${august.id}/changes.xlsx`);
      const bytes = await answer.arrayBuffer();
      expect(answer.headers.get('content-length')).toBe(String(bytes.byteLength));
      expect((await opened(bytes)).worksheets).toHaveLength(6);
      expect((await actsOf(test.db, desk.workspace.id)).slice(before)).toEqual(['rosters.changes-downloaded']);
    });
  });

  it('are reversed with their file', async () => {
    await desk.reverse(august.id);
    expect((await page(`${august.id}/changes`)).body).toContain('Unggahan ini sudah dibatalkan');
    expect((await api(`${august.id}/changes`)).body).toMatchObject({ state: 'reversed', changes: null });
    expect((await page(`${august.id}/changes.xlsx`)).status).toBe(409);
  });
});
