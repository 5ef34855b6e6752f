import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { actsOf } from '../../support/audit-trail.js';
import type { Browser } from '../../support/browser-session.js';
import { aMember, aWorkspace, type TestWorkspace } from '../../support/builders.js';
import { cellsAgree } from './cells-agree.js';
import { anImport, aRoster } from './roster.builder.js';

const NIK = '3205011705900001';
const FORM = {
  ...{ nik: NIK, name: 'Budi Contoh', birth_date: '1990-05-17', sex: 'L', region_text: 'Kabupaten Garut' },
  ...{ sector: 'G', wage: '2.500.000', programmes: ['JKK', 'JKM'], phone: '0812 3456 7890', address: 'Jalan Contoh 5' },
};

describe('pages of workers', () => {
  let application: TestApplication;
  let workspace: TestWorkspace;
  let officer: Browser;
  let viewer: Browser;
  let base: string;
  const stored = async (id: string) =>
    (
      await application.db.admin<Record<string, unknown>>(
        'select *, birth_date::text as born from app.workers where id = $1',
        [id],
      )
    )[0];
  /** Sealed fields that the worker has, by their marks. */
  const marked = async (id: string) => {
    const worker = await stored(id);
    return ['phone', 'email', 'address', 'mother'].filter((field) => worker?.[`${field}_mark`] !== null);
  };
  const idIn = (location: string | null) => location?.split('/').at(-1) ?? '';
  const add = async (fields: Record<string, string | string[]>) =>
    idIn((await officer.post(base, { ...FORM, ...fields })).location);

  beforeAll(async () => {
    application = await startTestApplication();
    await withReference(application.db);
    workspace = await aWorkspace(application.db);
    base = `/w/${workspace.slug}/workers`;
    officer = await application.signIn((await aMember(application.db, { workspace, role: 'officer' })).email);
    viewer = await application.signIn((await aMember(application.db, { workspace, role: 'viewer' })).email);
  });
  afterAll(() => application.close());

  it('adds a worker by the rules of a file, with all that follows from it', async () => {
    const answer = await officer.post(base, FORM);
    expect(answer.status).toBe(303);
    const id = idIn(answer.location);
    expect(await stored(id)).toMatchObject({
      name_key: 'BUDI CONTOH',
      born: '1990-05-17',
      region: '3205',
      wage: '2500000',
      programmes: 3,
    });
    expect(await stored(id)).toMatchObject({ match_state: 'pending', protected_until: null, created_import: null });
    expect(await cellsAgree(application.db, workspace)).toBe(true);
    expect(await actsOf(application.db, workspace.id)).toContain('workers.created');
    const jobs = await application.db.admin(
      `select data from jobs.job where name = 'coverage.refresh' and data->>'id' = $1`,
      [id],
    );
    expect(jobs).toEqual([{ data: { workspaceId: workspace.id, id } }]);
  });

  it('refuses the same NIK and points to whom it belongs', async () => {
    const answer = await officer.post(base, { ...FORM, name: 'Orang Lain' });
    expect(answer.status).toBe(422);
    const [known] = await application.db.admin<{ id: string }>('select id from app.workers where workspace_id = $1', [
      workspace.id,
    ]);
    expect(answer.body).toContain(`${base}/${known?.id}`);
  });

  it('says in both languages what to correct, beside the field, and keeps what was typed', async () => {
    const answer = await officer.post(base, { ...FORM, nik: '3205', phone: 'abc' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatch(/id="nik-error"[\s\S]*NIK harus tepat 16 angka/);
    expect(answer.body).toContain('value="abc"');
    const english = await application.signIn(
      (await aMember(application.db, { workspace, role: 'officer', locale: 'en' })).email,
    );
    expect((await english.post(base, { ...FORM, nik: '3205' })).body).toContain('A NIK has exactly 16 digits.');
  });

  it('asks for a look at the identity card, and takes the answer', async () => {
    const odd = { ...FORM, nik: '3205011705900002', sex: 'P' };
    const asked = await officer.post(base, odd);
    expect(asked.status).toBe(422);
    expect(asked.body).toContain('value="nik.sex_mismatch"');
    expect((await officer.post(base, { ...odd, accepted: 'nik.sex_mismatch' })).status).toBe(303);
  });

  it('keeps sealed fields that are left empty, and how everything was before', async () => {
    const id = await add({ nik: '3205011705900003' });
    const change = {
      ...FORM,
      nik: '',
      phone: '',
      address: '',
      name: 'Budi Contoh Jaya',
      wage: '3.000.000',
      version: '1',
    };
    expect((await officer.post(`${base}/${id}`, change)).status).toBe(303);
    expect(await stored(id)).toMatchObject({ name: 'Budi Contoh Jaya', version: 2 });
    expect(await marked(id)).toEqual(['phone', 'address']);
    const [before] = await application.db.admin(
      'select version, act, name, wage::int from app.worker_versions where worker_id = $1',
      [id],
    );
    expect(before).toMatchObject({ version: 1, act: 'edited', name: 'Budi Contoh', wage: 2_500_000 });
    expect((await officer.post(`${base}/${id}`, { ...change, version: '2', removed: ['phone'] })).status).toBe(303);
    expect(await marked(id)).toEqual(['address']);
    expect((await officer.post(`${base}/${id}`, { ...change, version: '3' })).status).toBe(303);
    expect(await stored(id)).toMatchObject({ version: 3 });
    expect(await cellsAgree(application.db, workspace)).toBe(true);
  });

  it('looks the coverage up again only when the registry would see another person', async () => {
    const [id = ''] = await aRoster(application.db, workspace, [
      { name: 'Budi Contoh', nik: '3205011705900004', until: '2027-01-31' },
    ]);
    const same = { ...FORM, nik: '', phone: '', address: '', version: '1' };
    await officer.post(`${base}/${id}`, { ...same, wage: '1.000.000' });
    expect(await stored(id)).toMatchObject({ match_state: 'matched' });
    await officer.post(`${base}/${id}`, {
      ...same,
      birth_date: '1990-05-18',
      accepted: 'nik.birth_date_mismatch',
      version: '2',
    });
    expect(await stored(id)).toMatchObject({ match_state: 'pending', protected_until: null, jkk_until: null });
    expect(await cellsAgree(application.db, workspace)).toBe(true);
  });

  it('lets the second of two people compare before anything is lost', async () => {
    const id = await add({ nik: '3205011705900005' });
    const mine = { ...FORM, nik: '', phone: '', address: '', version: '1' };
    const answers = await Promise.all(
      ['Satu', 'Dua'].map((name) => officer.post(`${base}/${id}`, { ...mine, name: `Budi ${name}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const late = answers.find(({ status }) => status === 409)?.body ?? '';
    expect(late).toContain('Budi Satu');
    expect(late).toContain('Budi Dua');
    expect(late).toContain('name="version" value="2"');
  });

  it('takes somebody off the roster and brings them back, once each', async () => {
    const id = await add({ nik: '3205011705900006' });
    expect((await officer.post(`${base}/${id}/leaving`, { version: '1' })).status).toBe(303);
    expect((await officer.post(`${base}/${id}/leaving`, { version: '2' })).status).toBe(409);
    expect(await cellsAgree(application.db, workspace)).toBe(true);
    expect((await officer.get(`${base}?status=left`)).body).toContain(id);
    expect((await officer.post(`${base}/${id}/return`, { version: '2' })).status).toBe(303);
    expect(await stored(id)).toMatchObject({ left_on: null, version: 3 });
    expect(await cellsAgree(application.db, workspace)).toBe(true);
  });

  it('shows masks only, until somebody says why: then once, and it is written down', async () => {
    const id = await add({ nik: '3205011705900007' });
    const { body } = await officer.get(`${base}/${id}`);
    expect(body).toContain('3205••••••••0007');
    expect(body + (await officer.get(base)).body + (await officer.get(`${base}/${id}/edit`)).body).not.toMatch(
      /\d{16}|81234567890|Jalan Contoh/,
    );
    const open = await officer.post(`${base}/${id}/unmasking`, { reason: 'contact' });
    expect(open.body).toContain('3205011705900007');
    expect(open.body).toContain('Jalan Contoh 5');
    expect(open.headers.get('cache-control')).toContain('no-store');
    const acts = await application.db.admin(
      `select detail from audit.events where action = 'workers.unmasked' and subject_id = $1`,
      [id],
    );
    expect(acts).toEqual([{ detail: { reason: 'contact' } }]);
    expect((await officer.post(`${base}/${id}/unmasking`, { reason: 'curiosity' })).status).toBe(303);
    expect((await viewer.post(`${base}/${id}/unmasking`, { reason: 'contact' })).status).toBe(403);
  });

  it('tells from which row of which file somebody came', async () => {
    const importId = await anImport(application.db, workspace, { fileName: 'petani-contoh.xlsx', created: 1 });
    const [id] = await aRoster(application.db, workspace, [
      { name: 'Asal Berkas', createdImport: importId, createdRow: 12, nik: '3205011705900008' },
    ]);
    const { body } = await officer.get(`${base}/${id}`);
    expect(body).toContain('Baris 12, petani-contoh.xlsx');
    expect(body).toContain(`/w/${workspace.slug}/imports/${importId}`);
    expect((await officer.get(`/w/${workspace.slug}/imports/${importId}`)).status).toBe(200);
    const empty = await aWorkspace(application.db);
    const newcomer = await application.signIn(
      (await aMember(application.db, { workspace: empty, role: 'officer' })).email,
    );
    expect((await newcomer.get(`/w/${empty.slug}/workers`)).body).toContain(`href="/w/${empty.slug}/imports/new"`);
    expect((await newcomer.get(`/w/${empty.slug}/imports/new`)).status).toBe(200);
    expect((await officer.get(`${base}?import=${importId}`)).body).toContain('Unggahan petani-contoh.xlsx');
  });

  it('never lets a NIK into an address', async () => {
    const spaced = NIK.replace(/(.{4})/g, '$1 ').trim();
    for (const q of [NIK, spaced])
      expect((await officer.get(`${base}?${new URLSearchParams({ q })}`)).status).toBe(422);
    const found = await officer.post(`${base}/search`, { q: spaced });
    expect(found.status).toBe(303);
    expect(found.location).not.toMatch(/\d{16}/);
    expect((await officer.follow(found)).body).toContain('3205••••••••0001');
    const nobody = await officer.post(`${base}/search`, { q: '3205011705909999' });
    expect(nobody.status).toBe(200);
    expect(nobody.body).not.toContain('3205011705909999');
    expect((await officer.post(`${base}/search`, { q: 'budi', region_text: 'kab garut', sector: 'G' })).location).toBe(
      `${base}?q=budi&region=3205&sector=G`,
    );
  });

  it('leaves writing to those who may', async () => {
    expect((await viewer.get(base)).status).toBe(200);
    for (const path of ['/new', ''])
      expect((await (path ? viewer.get(base + path) : viewer.post(base, FORM))).status).toBe(403);
  });
});
