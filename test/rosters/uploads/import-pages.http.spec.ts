import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import } from '../../../src/imports/index.js';
import { ImportDesk } from '../../imports/import-desk.js';
import { csv, lineOf, people, type RosterLine } from '../../imports/roster-files.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import type { Browser } from '../../support/browser-session.js';
import { aMember, aWorkspace, type TestWorkspace } from '../../support/builders.js';

// Each upload starts two caged processes.
describe('pages of uploads', { timeout: 120_000 }, () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let desk: ImportDesk;
  let officer: Browser;
  let viewer: Browser;
  const home = '/w/kab-uji/imports';

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    workspace = await aWorkspace(test.db, { slug: 'kab-uji', name: 'Kabupaten Uji' });
    desk = new ImportDesk(test, workspace);
    officer = await test.signIn((await aMember(test.db, { workspace, role: 'officer' })).email);
    viewer = await test.signIn((await aMember(test.db, { workspace, role: 'viewer' })).email);
  });
  afterAll(() => test?.close());

  const form = (text: string, name = 'daftar juli.csv', fields: Record<string, string> = { mode: 'upsert' }) => {
    const body = new FormData();
    for (const [key, value] of Object.entries(fields)) body.set(key, value);
    body.set('file', new Blob([text]), name);
    return body;
  };
  const idIn = (path: string | null) => /imports\/([0-9a-f-]{36})/.exec(path ?? '')?.[1] ?? '';
  const seenIn = (body: string) => /name="seen" value="([\d.]+)"/.exec(body)?.[1] ?? '';

  it('greet with what to do, and offer a viewer nothing to do', async () => {
    expect((await officer.get(home)).body).toContain('Belum ada daftar yang diunggah');
    expect((await officer.get(home)).body).toContain(`href="${home}/new"`);
    expect((await viewer.get(home)).body).not.toContain(`${home}/new`);
    expect((await viewer.get(`${home}/new`)).status).toBe(403);
  });

  it('take a file without script: the token is in the address of the form', async () => {
    const page = await officer.get(`${home}/new`);
    const action =
      /action="([^"]*_csrf[^"]*)"/.exec(page.body)?.[1]?.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&') ?? '';
    const cookie = [...officer.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const send = (path: string) =>
      fetch(test.origin + path, {
        method: 'POST',
        body: form(csv(people(3, 1).map(lineOf))),
        headers: { cookie },
        redirect: 'manual',
      });
    expect((await send(home)).status).toBe(403);
    const sent = await send(action);
    expect(sent.status).toBe(303);
    const file = await desk.get(idIn(sent.headers.get('location')));
    expect([file.fileName, file.channel, file.state]).toEqual(['daftar juli.csv', 'page', 'received']);
    const waiting = await officer.get(`${home}/${file.id}`);
    expect(waiting.body).toContain('hx-trigger="every 1s"');
    expect(waiting.body).toContain('Muat ulang');
    const part = await officer.get(`${home}/${file.id}`, { headers: { 'hx-request': 'true' } });
    expect(part.body).not.toContain('<html');
    expect(part.body).toContain('id="import"');
  });

  it('say beside the form why a file was not taken', async () => {
    const empty = await officer.upload(home, form(''));
    expect(empty.status).toBe(422);
    expect(empty.body).toContain('Berkas ini kosong');
    const none = new FormData();
    none.set('mode', 'upsert');
    expect((await officer.upload(home, none)).body).toContain('Pilih berkas yang akan diunggah');
  });

  it('lead from the rehearsal to the receipt, whoever looks', async () => {
    const [cut, ...good] = people(6, 5).map(lineOf) as [RosterLine, ...RosterLine[]];
    const text = csv([...good, { ...cut, NIK: cut.NIK.slice(0, 15) }]);
    const id = idIn((await officer.upload(home, form(text))).location);
    await desk.advance(id);
    const page = await officer.get(`${home}/${id}`);
    for (const words of [
      '5 pekerja baru ditambahkan',
      '1 baris ditolak',
      'NIK bukan 16 angka',
      'Konfirmasi: tambah 5',
      '(15 karakter)',
    ])
      expect(page.body).toContain(words);
    expect(page.body).not.toContain('hx-trigger');
    expect(page.body).not.toContain(cut.NIK.slice(0, 15));
    const seen = seenIn(page.body);
    const watching = await viewer.get(`${home}/${id}`);
    expect(watching.body).toContain('5 pekerja baru ditambahkan');
    expect(watching.body).not.toContain('/confirmation');
    expect((await viewer.post(`${home}/${id}/confirmation`, { seen })).status).toBe(403);

    const old = await officer.post(`${home}/${id}/confirmation`, { seen: seen.replace('5', '4') });
    expect((await officer.follow(old)).body).toContain('Rencananya berubah');
    const answers = await Promise.all([1, 2].map(() => officer.post(`${home}/${id}/confirmation`, { seen })));
    expect(answers.map(({ status, location }) => [status, location])).toEqual([
      [303, `${home}/${id}`],
      [303, `${home}/${id}`],
    ]);
    expect((await desk.advance(id)).state).toBe('applied');
    const done = await viewer.get(`${home}/${id}`);
    for (const words of ['Tanda terima', 'Sudah diterapkan', id]) expect(done.body).toContain(words);
    const again = await officer.post(`${home}/${id}/confirmation`, { seen });
    expect(again.location).toBe(`${home}/${id}`);
    const paper = await viewer.get(`${home}/${id}/receipt`);
    expect(paper.body).toMatch(/Jumlah 6 baris/);
    expect(paper.body).toMatch(/[0-9a-f]{64}/);

    const same = await officer.upload(home, form(text, 'nama lain.csv'));
    expect(same.location).toBe(`${home}/${id}?seen=1`);
    expect((await officer.follow(same)).body).toContain('sudah pernah diunggah');
  });

  it('show rows by outcome and cause, masked, with their worker', async () => {
    const [a, b] = people(2, 7).map(lineOf) as [RosterLine, RosterLine];
    const file = await desk.apply(csv([a, a, { ...b, 'Kab/Kota': 'Atlantis' }]));
    const all = await viewer.get(`${home}/${file.id}/rows`);
    for (const words of [a['Nama Lengkap'], 'Orang yang sama sudah ada di berkas', 'sama dengan baris 1', 'Atlantis'])
      expect(all.body).toContain(words);
    expect(all.body).not.toContain(a.NIK);
    expect(all.body).not.toContain(b.NIK);
    const held = await viewer.get(`${home}/${file.id}/rows?outcome=held&cause=region.unknown`);
    expect(held.body).toContain('Atlantis');
    expect(held.body).not.toContain('sama dengan baris 1');
    const ledger = await viewer.get(`${home}/${file.id}/rows.csv`);
    expect(ledger.headers.get('content-disposition')).toContain('attachment');
    expect(ledger.body.split('\r\n')[2]).toMatch(/^2,duplicate,duplicate.in_file,/);
    expect((await viewer.get(`${home}/${file.id}/corrections.xlsx`)).status).toBe(403);
    const sheet = await officer.get(`${home}/${file.id}/corrections.xlsx`);
    expect([sheet.status, sheet.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
  });

  it('ask what columns mean, and keep the answer when it cannot be taken', async () => {
    const text = csv(people(4, 9).map(lineOf))
      .replace('Jenis Kelamin', 'Kolom X')
      .replace(/,([LP]),/g, ',laki-laki,');
    const id = idIn((await officer.upload(home, form(text))).location);
    expect((await desk.advance(id)).state).toBe('mapping');
    const page = await officer.get(`${home}/${id}`);
    for (const words of ['Apa arti setiap kolom', 'Kolom X', 'laki-laki', 'name="column.3"'])
      expect(page.body).toContain(words);
    const fields = ['nik', 'name', 'birth_date', 'sex', 'phone', 'region', 'wage'];
    const sent = (chosen: string[]) => Object.fromEntries(chosen.map((field, i) => [`column.${i}`, field]));
    const wrong = await officer.post(
      `${home}/${id}/mapping`,
      sent(fields.map((field) => (field === 'wage' ? 'phone' : field))),
    );
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('Dua kolom diberi arti yang sama (No HP)');
    const right = await officer.post(`${home}/${id}/mapping`, { ...sent(fields), act: 'map' });
    expect(right.location).toBe(`${home}/${id}`);
    expect((await desk.advance(id)).counts()).toMatchObject({ rows: 4 });
    expect((await officer.get(`${home}/${id}/columns`)).body).toContain('Cara membaca berkas');
    await officer.post(`${home}/${id}/discard`);
    expect((await officer.get(`${home}/${id}`)).body).toContain('Berkas ini sudah dibuang');
  });

  it('explain a file that cannot be read, and that a reversal is refused', async () => {
    const pdf = await desk.upload(Buffer.from('%PDF-1.7 x'), { fileName: 'x.xlsx' });
    const page = await officer.get(`${home}/${pdf.id}`);
    for (const words of ['Berkas ini PDF, bukan tabel', 'Minta berkas Excel aslinya', 'file.pdf'])
      expect(page.body).toContain(words);
    const all = people(3, 15).map(lineOf);
    const first = await desk.apply(csv(all));
    await desk.apply(csv([{ ...all[0], Upah: '6000000' }]));
    const admin = await test.signIn((await aMember(test.db, { workspace, role: 'admin' })).email);
    expect((await officer.post(`${home}/${first.id}/reversal`)).status).toBe(403);
    await admin.post(`${home}/${first.id}/reversal`);
    await desk.advance(first.id);
    expect((await admin.get(`${home}/${first.id}`)).body).toContain('1 pekerja dari berkas ini sudah diubah lagi');
  });

  it('say what differs when the roster moved before the yes', async () => {
    const all = people(8, 17).map(lineOf);
    const slow = await desk.upload(csv(all));
    const seen = seenIn((await officer.get(`${home}/${slow.id}`)).body);
    await desk.apply(csv(all.slice(0, 3)));
    await officer.post(`${home}/${slow.id}/confirmation`, { seen });
    await desk.advance(slow.id);
    const page = await officer.get(`${home}/${slow.id}`);
    expect(page.body).toContain('Daftar pekerja berubah sejak Anda melihat rencana ini');
    expect(page.body.replace(/\s+/g, '')).toContain('Baru</th><tdclass="numeric">8</td><tdclass="numeric">5</td>');
    const stale = await officer.post(`${home}/${slow.id}/confirmation`, { seen });
    expect((await officer.follow(stale)).body).toContain('Rencananya berubah');
    await officer.post(`${home}/${slow.id}/confirmation`, { seen: seenIn(page.body) });
    expect((await desk.advance(slow.id)).state).toBe('applied');
  });

  it('offer a template whose columns are all recognised and whose examples are never taken', async () => {
    for (const ending of ['csv', 'xlsx']) {
      const cookie = [...officer.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(`${test.origin}${home}/template.${ending}`, { headers: { cookie } });
      const file: Import = await desk.upload(Buffer.from(await answer.arrayBuffer()), { fileName: `t.${ending}` });
      expect([ending, file.state, file.questions]).toEqual([ending, 'ready', []]);
      expect(file.mapping?.every((field) => field !== null)).toBe(true);
      expect(file.counts()).toMatchObject({ rows: 2, rejected: 2 });
    }
  });

  it('belong to one workspace', async () => {
    const file = await desk.upload(csv(people(2, 20).map(lineOf)));
    const other = await aWorkspace(test.db, { slug: 'lain' });
    const stranger = await test.signIn((await aMember(test.db, { workspace: other, role: 'admin' })).email);
    for (const path of ['', '/rows', '/columns', '/receipt', '/receipt.json', '/corrections.xlsx']) {
      expect((await stranger.get(`/w/lain/imports/${file.id}${path}`)).status).toBe(404);
      expect((await stranger.get(`${home}/${file.id}${path}`)).status).toBe(404);
    }
    expect((await officer.get('/w/kab-uji/registry/imports')).status).toBe(403);
  });
});
