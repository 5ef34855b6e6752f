import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportDesk } from '../../imports/import-desk.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import type { Browser } from '../../support/browser-session.js';
import { aMember, aWorkspace, type TestWorkspace } from '../../support/builders.js';
import { anApiKey } from '../uploads/api-key.js';
import { wrongFile } from './repair-file.js';

interface Answer {
  code: string;
  state: string;
  rows: number;
  frees: number;
  wrong: { cause: string; rows: number; values: { text: string; rows: number }[]; patterns: { pattern: string }[] }[];
  given: { id: string; text?: string; to?: string; cells: number; source: string; takenBackBy: string | null }[];
  repairs: { id: string; text?: string; to?: string | null; files: number }[];
}

// Each upload and each repair starts a caged process.
describe('repairs by page and API', { timeout: 180_000 }, () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let desk: ImportDesk;
  let officer: Browser;
  const keys: Record<string, string> = {};
  const home = '/w/kab-uji/imports';
  const api = '/api/v1/roster-imports';

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    workspace = await aWorkspace(test.db, { slug: 'kab-uji' });
    desk = new ImportDesk(test, workspace);
    officer = await test.signIn((await aMember(test.db, { workspace, role: 'officer' })).email);
    for (const role of ['officer', 'viewer', 'approver'] as const)
      keys[role] = await anApiKey(test.db, workspace, role);
    keys.stranger = await anApiKey(test.db, await aWorkspace(test.db), 'admin');
  });
  afterAll(() => test?.close());

  const file = (seed: number) =>
    desk.upload(
      wrongFile(12, seed, (i) => ({
        ...(i < 4 ? { Sektor: `kulakan ${'<b>'}` } : {}),
        ...(i >= 4 && i < 7 ? { 'No HP': `21555123${i}` } : {}),
        ...(i === 7 ? { 'Kab/Kota': 'Wilayah Tiga' } : {}),
      })),
    );
  const call = async (role: string, method: string, path: string, json?: unknown) => {
    const answer = await test.api(keys[role] ?? null, method, path, json === undefined ? {} : { json });
    return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Answer };
  };

  it('lead from a cause over the preview to the plan made anew, and back', async () => {
    const { id } = await file(1);
    const rehearsal = await officer.get(`${home}/${id}`);
    expect(rehearsal.body).toContain(`${home}/${id}/repairs?cause&#x3D;sector.unknown`);
    const choose = await officer.get(`${home}/${id}/repairs?cause=sector.unknown`);
    for (const words of ['Perbaiki: Sektor tidak dikenal', 'kulakan &lt;b&gt;', 'Biarkan', 'Kosongkan'])
      expect(choose.body).toContain(words);
    const said = { cause: 'sector.unknown', 'from.0': 'kulakan <b>', 'to.0': 'G' };

    const none = await officer.post(`${home}/${id}/repairs/preview`, { ...said, 'to.0': '' });
    expect([none.status, none.body.includes('Pilih sedikitnya satu')]).toEqual([422, true]);
    const region = { cause: 'region.unknown', 'from.0': 'Wilayah Tiga', 'to.0': 'Atlantis' };
    const unknown = await officer.post(`${home}/${id}/repairs/preview`, region);
    expect([unknown.status, unknown.body.includes('Arti ini tidak dikenal')]).toEqual([422, true]);
    expect(unknown.body).toContain('value="Atlantis"');

    const preview = await officer.post(`${home}/${id}/repairs/preview`, said);
    for (const words of [
      '4 sel dibaca',
      '4 baris tidak punya sebab lain',
      'Ingat untuk berkas berikutnya',
      'G – Perdagangan',
    ])
      expect(preview.body).toContain(words);
    expect((await desk.get(id)).state).toBe('ready');
    const sent = await officer.post(`${home}/${id}/repairs`, { ...said, remember: 'yes' });
    expect([sent.status, sent.location]).toEqual([303, `${home}/${id}`]);
    expect((await desk.get(id)).state).toBe('checking');
    await desk.advance(id);
    const after = await officer.get(`${home}/${id}`);
    for (const words of ['Perbaikan yang dipakai', '4 sel', 'Tarik kembali', '8 pekerja baru'])
      expect(after.body).toContain(words);

    const list = await officer.get('/w/kab-uji/remembered-repairs');
    for (const words of ['kulakan &lt;b&gt;', 'Belum pernah']) expect(list.body).toContain(words);
    const removal = /action="([^"]*repairs\/[0-9a-f-]{36}\/removal)"/.exec(after.body)?.[1] ?? '';
    expect((await officer.post(removal, {})).location).toBe(`${home}/${id}`);
    expect((await desk.advance(id)).counts()).toMatchObject({ created: 4, held: 8 });
    expect((await officer.get(`${home}/${id}`)).body).toContain('Ditarik kembali untuk berkas ini');
    const forget = /action="([^"]*remembered-repairs\/[0-9a-f-]{36}\/removal)"/.exec(list.body)?.[1] ?? '';
    const gone = await officer.follow(await officer.post(forget, {}));
    for (const words of ['Ingatan itu sudah dihapus', 'Belum ada yang diingat']) expect(gone.body).toContain(words);
    expect((await officer.post(forget, {})).status).toBe(404);
  });

  it('take all causes of a file together, with one check', async () => {
    const { id } = await file(4);
    expect((await officer.get(`${home}/${id}`)).body).toContain(`href="${home}/${id}/repairs"`);
    const choose = await officer.get(`${home}/${id}/repairs`);
    for (const words of ['Sektor tidak dikenal', 'Nomor telepon tidak terbaca', 'kulakan', 'Wilayah Tiga'])
      expect(choose.body).toContain(words);
    const row = (words: string) => new RegExp(`name="from\\.(\\d+)" value="${words}`).exec(choose.body)?.[1] ?? '';
    const said = (to: string) => ({
      ...{ cause: '', pattern: 'phone.unreadable/phone.lost_zero' },
      ...{ [`cause.${row('kulakan')}`]: 'sector.unknown', [`from.${row('kulakan')}`]: 'kulakan <b>' },
      ...{ [`cause.${row('Wilayah')}`]: 'region.unknown', [`from.${row('Wilayah')}`]: 'Wilayah Tiga' },
      ...{ [`to.${row('kulakan')}`]: 'G', [`to.${row('Wilayah')}`]: to },
    });
    const unknown = await officer.post(`${home}/${id}/repairs/preview`, said('Atlantis'));
    expect([unknown.status, unknown.body.includes('Arti ini tidak dikenal')]).toEqual([422, true]);
    const preview = await officer.post(`${home}/${id}/repairs/preview`, said('-'));
    expect([preview.status, preview.body.includes('8 sel dibaca')]).toEqual([200, true]);
    await officer.post(`${home}/${id}/repairs`, said('-'));
    expect((await desk.advance(id)).counts()).toMatchObject({ created: 12, held: 0 });
    expect((await officer.get(`${home}/${id}/repairs`)).location).toBe(`${home}/${id}`);
  });

  it('do by API what the pages do', async () => {
    const { id } = await file(2);
    const offered = await call('officer', 'GET', `${api}/${id}/repairs`);
    expect(offered.body).toMatchObject({ state: 'ready', given: [] });
    expect(offered.body.wrong.map(({ cause, rows }) => [cause, rows]).sort()).toEqual([
      ['phone.unreadable', 3],
      ['region.unknown', 1],
      ['sector.unknown', 4],
    ]);
    const repairs = [
      { cause: 'sector.unknown', text: 'KULAKAN', to: 'Perdagangan' },
      { cause: 'region.unknown', text: 'wilayah tiga', to: null },
      { cause: 'phone.unreadable', pattern: 'phone.lost_zero' },
    ];
    const preview = await call('officer', 'POST', `${api}/${id}/repairs/preview`, { repairs: repairs.slice(1) });
    expect([preview.status, preview.body.rows, preview.body.frees]).toEqual([200, 4, 4]);
    const wrongWords = await call('officer', 'POST', `${api}/${id}/repairs`, { repairs });
    expect([wrongWords.status, wrongWords.body.code]).toEqual([422, 'repairs.not-offered']);
    const right = [{ ...repairs[0], text: 'kulakan <b>' }, ...repairs.slice(1)];
    const given = await call('officer', 'POST', `${api}/${id}/repairs`, { repairs: right, remember: true });
    expect([given.status, given.body.state]).toEqual([202, 'checking']);
    const busy = await call('officer', 'POST', `${api}/${id}/repairs`, { repairs: right });
    expect([busy.status, busy.body.code]).toEqual([409, 'imports.not-possible-now']);
    expect((await desk.advance(id)).counts()).toMatchObject({ created: 12, held: 0 });
    const used = (await call('officer', 'GET', `${api}/${id}/repairs`)).body.given;
    expect(used.map(({ cells, source }) => [cells, source]).sort()).toEqual([
      [1, 'person'],
      [3, 'person'],
      [4, 'person'],
    ]);
    const taken = await call('officer', 'DELETE', `${api}/${id}/repairs/${used[0]?.id}`);
    expect([taken.status, taken.body.state]).toEqual([202, 'checking']);
    await desk.advance(id);

    const remembered = await call('officer', 'GET', '/api/v1/remembered-repairs');
    expect(remembered.body.repairs).toHaveLength(3);
    for (const { id: memory } of remembered.body.repairs)
      expect((await call('officer', 'DELETE', `/api/v1/remembered-repairs/${memory}`)).status).toBe(204);
    expect((await call('officer', 'GET', '/api/v1/remembered-repairs')).body.repairs).toEqual([]);
  });

  it.each([
    ['a pattern that is none', { cause: 'phone.unreadable', pattern: 'nik.any' }],
    ['a NIK', { cause: 'nik.length', text: '123', to: '1234567890123456' }],
    ['words that no cell has', { cause: 'sector.unknown', text: 'tidak ada', to: 'G' }],
    ['a cause of no form', { cause: 'DROP TABLE', text: 'x', to: 'G' }],
  ])('refuse %s', async (_what, repair) => {
    const [{ id }] = [await latest()];
    expect((await call('officer', 'POST', `${api}/${id}/repairs/preview`, { repairs: [repair] })).status).toBe(422);
  });

  it('are for those who may upload, in their own workspace', async () => {
    const { id } = await latest();
    const asked = { repairs: [{ cause: 'phone.unreadable', pattern: 'phone.leave_out' }] };
    for (const role of ['viewer', 'approver']) {
      expect((await call(role, 'GET', `${api}/${id}/repairs`)).status).toBe(403);
      expect((await call(role, 'POST', `${api}/${id}/repairs`, asked)).status).toBe(403);
      expect((await call(role, 'GET', '/api/v1/remembered-repairs')).status).toBe(403);
    }
    expect((await call('stranger', 'GET', `${api}/${id}/repairs`)).status).toBe(404);
    expect((await call('stranger', 'POST', `${api}/${id}/repairs`, asked)).status).toBe(404);
    expect((await call('stranger', 'GET', '/api/v1/remembered-repairs')).body.repairs).toEqual([]);
  });

  /** The newest file of the workspace; a new one when none is ready. */
  const latest = async (): Promise<{ id: string }> => {
    const [row] = await test.db.admin<{ id: string }>(
      `select id from app.imports where workspace_id = $1 and state = 'ready' order by id desc limit 1`,
      [workspace.id],
    );
    return row ?? file(3);
  };
});
