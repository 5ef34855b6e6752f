import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import } from '../../../src/imports/index.js';
import { ImportDesk } from '../../imports/import-desk.js';
import { csv, lineOf, people, type RosterLine } from '../../imports/roster-files.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import type { Browser } from '../../support/browser-session.js';
import { aMember, aWorkspace, type TestWorkspace } from '../../support/builders.js';
import { anApiKey } from '../uploads/api-key.js';
import { workbookOf } from './held-files.js';

// Each upload starts two caged processes.
describe('the page of held rows', { timeout: 240_000 }, () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let desk: ImportDesk;
  let officer: Browser;
  let viewer: Browser;
  const home = '/w/kab-tahan/imports';
  const [ana, budi, citra, ...more] = people(40, 53).map(lineOf) as [
    RosterLine,
    RosterLine,
    RosterLine,
    ...RosterLine[],
  ];
  const otherSex = (line: RosterLine) => ({ ...line, 'Jenis Kelamin': line['Jenis Kelamin'] === 'L' ? 'P' : 'L' });
  const renamed = (line: RosterLine) => ({ ...line, 'Nama Lengkap': 'Zulkarnaen Wibisono', 'No HP': '081299990000' });

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    workspace = await aWorkspace(test.db, { slug: 'kab-tahan', name: 'Kabupaten Tahan' });
    desk = new ImportDesk(test, workspace);
    officer = await test.signIn((await aMember(test.db, { workspace, role: 'officer' })).email);
    viewer = await test.signIn((await aMember(test.db, { workspace, role: 'viewer' })).email);
    await desk.apply(csv([ana, budi, citra]));
  });
  afterAll(() => test?.close());

  const held = (file: Import) => `${home}/${file.id}/held`;
  const outcomes = async (file: Import) => (await desk.rows(file)).map(({ outcome }) => outcome);

  it('shows both sides with differences marked and personal fields masked, and leads there from the plan', async () => {
    const cut = { ...budi };
    const file = await desk.upload(await workbookOf([renamed(ana), cut, otherSex(more[0] as RosterLine)], [cut]), {
      fileName: 'tahan.xlsx',
    });
    const plan = await officer.get(`${home}/${file.id}`);
    expect(plan.body).toContain(`href="${held(file)}"`);
    expect(plan.body).toContain('Bandingkan dan putuskan 3 baris yang ditahan');
    expect(plan.body).toContain('/held?cause&#x3D;worker.other_person');
    const { body } = await officer.get(held(file));
    for (const words of [
      ...['Menunggu (3)', '<mark class="break-all">Zulkarnaen Wibisono</mark>', ana['Nama Lengkap']],
      ...[
        'Mungkin orang ini:',
        'Orang yang sama: pakai NIK yang tersimpan',
        'Isi berkas benar, terima',
        'Lewati baris ini',
      ],
      ...[`${ana.NIK.slice(0, 4)}••••••••${ana.NIK.slice(12)}`, '+62812••••000'],
    ])
      expect(body).toContain(words);
    for (const line of [ana, budi]) expect(body).not.toContain(line.NIK.slice(4, 12));
    expect(body).not.toContain('99990000');
    const watching = await viewer.get(held(file));
    expect(watching.body).toContain('Zulkarnaen Wibisono');
    expect(watching.body).not.toContain('/held/decisions');
    expect((await viewer.post(`${held(file)}/decisions`, { 'row-1': 'file' })).status).toBe(403);
  });

  it('takes decisions without script, and takes them back', async () => {
    const file = await desk.upload(csv([renamed(ana), otherSex(citra), otherSex(more[1] as RosterLine)]));
    const sent = await officer.post(`${held(file)}/decisions`, { 'row-1': 'stored', 'row-2': 'file', 'row-3': '' });
    expect([sent.status, sent.location]).toEqual([303, held(file)]);
    const waiting = await officer.follow(sent);
    expect(waiting.body).toContain('2 baris diputuskan');
    expect(waiting.body).toContain('hx-trigger="every 1s"');
    expect((await officer.post(`${home}/${file.id}/confirmation`, {})).location).toBe(`${home}/${file.id}`);
    expect((await desk.get(file.id)).state).toBe('checking');
    const ready = await desk.advance(file.id);
    expect([ready.state, await outcomes(ready)]).toEqual(['ready', ['unchanged', 'updated', 'held']]);
    const decided = await officer.get(`${held(file)}?show=decided`);
    for (const words of ['Diputuskan (2)', 'Pertahankan yang tersimpan', 'Ambil isi berkas', 'Tarik keputusan'])
      expect(decided.body).toContain(words);
    await officer.post(`${held(file)}/withdrawals`, { row: '2', show: 'decided' });
    expect(await outcomes(await desk.advance(file.id))).toEqual(['unchanged', 'held', 'held']);
    const none = await officer.post(`${held(file)}/decisions`, { 'row-1': 'file' });
    expect((await officer.follow(none)).body).toContain('Keputusan tidak disimpan');
    await officer.post(`${held(file)}/decisions`, { cause: 'nik.sex_mismatch', choice: 'file' });
    expect(await outcomes(await desk.advance(file.id))).toEqual(['unchanged', 'updated', 'created']);
    expect((await officer.get(held(file))).body).toContain('Tidak ada baris yang menunggu');
    await desk.confirm(file.id);
    const over = await officer.get(`${held(file)}?show=decided`);
    expect(over.body).toContain('tidak dapat diubah lagi');
    expect(over.body).not.toContain('/withdrawals');
  });

  it('goes on page by page', async () => {
    const file = await desk.upload(csv(more.slice(2, 27).map(otherSex)));
    const first = await officer.get(held(file));
    const next = /rel="next" href="([^"]+)"/.exec(first.body)?.[1]?.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    expect(next).toBe(`${held(file)}?after=20`);
    const rest = await officer.get(next ?? '');
    expect([
      rest.body.includes('id="held-20"'),
      rest.body.includes('id="held-21"'),
      rest.body.includes('id="held-25"'),
    ]).toEqual([...[false, true, true]]);
  });

  it('has an interface for machines', async () => {
    const key = await anApiKey(test.db, workspace, 'officer');
    const file = await desk.upload(csv([renamed(budi), otherSex(more[30] as RosterLine)]));
    const path = `/api/v1/roster-imports/${file.id}`;
    const answer = async (method: string, below: string, json?: unknown) => {
      const response = await test.api(key, method, path + below, json === undefined ? {} : { json });
      return { status: response.status, body: (await response.json()) as Record<string, never> };
    };
    const listed = await answer('GET', '/held?limit=1');
    expect(listed.body).toMatchObject({
      rows: [
        {
          ...{ row: 1, causes: ['worker.other_person'], choices: ['file', 'stored', 'skip'], decision: null },
          fields: expect.arrayContaining([
            expect.objectContaining({ field: 'name', file: 'Zulkarnaen Wibisono', differs: true }),
          ]) as never,
        },
      ],
      questions: expect.arrayContaining([{ code: 'nik.sex_mismatch', rows: 1, alone: 1, known: 0 }]) as never,
      next: 1,
    });
    expect(JSON.stringify(listed.body)).not.toContain(budi.NIK);
    expect((await answer('POST', '/decisions', { rows: [{ row: 1, choice: 'other' }] })).status).toBe(422);
    expect((await answer('POST', '/decisions', { rows: [{ row: 1, choice: 'skip' }], cause: 'x' })).status).toBe(422);
    const decided = await answer('POST', '/decisions', { rows: [{ row: 1, choice: 'skip' }] });
    expect(decided).toEqual({ status: 202, body: { id: file.id, state: 'checking', rows: 1 } });
    expect((await answer('POST', '/decisions', { cause: 'nik.sex_mismatch', choice: 'file' })).status).toBe(409);
    await desk.advance(file.id);
    expect((await answer('GET', '/held?decided=true')).body).toMatchObject({
      rows: [{ row: 1, decision: { choice: 'skip' } }],
    });
    expect((await answer('DELETE', '/decisions?rows=1')).status).toBe(202);
    expect(await outcomes(await desk.advance(file.id))).toEqual(['held', 'held']);
    expect((await answer('DELETE', '/decisions')).status).toBe(422);
  });
});
