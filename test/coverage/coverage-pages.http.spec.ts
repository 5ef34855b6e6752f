import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiKeys } from '../../src/identity/index.js';
import { CoverageSnapshots } from '../../src/coverage/index.js';
import { Clock } from '../../src/kernel/index.js';
import { withReference } from '../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import type { Browser } from '../support/browser-session.js';
import { aMember, aWorkspace, type TestWorkspace } from '../support/builders.js';
import { aRoster } from './roster.builder.js';

describe('coverage pages', () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let officer: Browser;
  let viewer: Browser;
  const today = new Clock().today();
  const home = '/w/kab-uji';

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    workspace = await aWorkspace(test.db, { slug: 'kab-uji', name: 'Kabupaten Uji', regionCode: '32.05' });
    officer = await test.signIn((await aMember(test.db, { workspace, role: 'officer' })).email);
    viewer = await test.signIn((await aMember(test.db, { workspace, role: 'viewer' })).email);
  });
  afterAll(() => test?.close());

  it('says what to do next when there is no roster', async () => {
    const answer = await officer.get(home);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Belum ada daftar pekerja');
    expect((await officer.get(`${home}/coverage/gaps`)).body).toContain('Belum ada daftar pekerja');
    expect((await officer.get(`${home}/coverage/by/region`)).location).toBe(`${home}/coverage`);
  });

  it('shows the percentage with definition, source and date, and opens every number', async () => {
    await aRoster(
      test.db,
      workspace,
      [
        { name: 'Asep Contoh', region: '3205', sector: 'A', jkk: '2999-12-31' },
        { name: 'Budi Contoh', region: '3205', sector: 'G', jkk: '-infinity' },
        { name: 'Cucu <b>Contoh</b>', region: '3204', sector: 'G', jkk: '2020-01-31', sex: 'P' },
        { name: '=SUM(A1)', region: '3205', sector: 'G', jkk: null },
      ],
      today,
    );
    const snapshots = test.app.get(CoverageSnapshots, { strict: false });
    await snapshots.rebuild(workspace.id);
    await snapshots.takeToday(workspace.id);
    const { body } = await officer.get(home);
    for (const text of ['25%', '1 dari 4 pekerja', 'Terlindungi JKK dan JKM', 'jkk-jkm-v1', 'ekstrak nomor 7'])
      expect(body.replaceAll('\u00a0', '')).toContain(text);
    for (const link of ['coverage=never', 'region=3205', 'sector=G', 'sex=P', 'age=25-34', 'programme=jht'])
      expect(body).toMatch(new RegExp(`/w/kab-uji/workers\\?[^"]*${link.replace('=', '(=|&#x3D;)')}`));
  });

  it('lists the gap with filters, unfolds, prints, and hides NIKs', async () => {
    const { body } = await officer.get(`${home}/coverage/gaps?status=never&status=unknown`);
    expect(body).toContain('Kabupaten Garut');
    const preview = await officer.get(`${home}/coverage/gaps/preview?region=3205&sector=G`, {
      headers: { 'HX-Request': 'true' },
    });
    expect(preview.body).not.toContain('<html');
    expect(preview.body).toContain('Budi Contoh');
    const people = await officer.get(`${home}/coverage/gaps/people`);
    expect(people.body).toContain('Cucu &lt;b&gt;Contoh&lt;/b&gt;');
    expect((await officer.get(`${home}/coverage/gaps/print`)).body).toContain('9900••••••••0002');
    expect(people.body + preview.body).not.toMatch(/\b\d{16}\b/);
  });

  it('exports as CSV and XLSX for those who may, and keeps the audit', async () => {
    const csv = await officer.get(`${home}/coverage/gaps.csv?status=never,unknown`);
    expect(csv.headers.get('content-disposition')).toContain(`coverage-gaps-kab-uji-${today}.csv`);
    expect((parse(csv.body, { bom: true }) as string[][]).map((row) => row[3])).toEqual([
      'Nama',
      'Budi Contoh',
      "'=SUM(A1)",
    ]);
    expect((await officer.get(`${home}/coverage/gaps.xlsx`)).body.startsWith('PK')).toBe(true);
    expect((await viewer.get(`${home}/coverage/gaps.csv`)).status).toBe(403);
    const events = await test.db.admin<{ rows: number }>(
      `select (detail->>'rows')::int as rows from audit.events where action = 'coverage.gaps.exported' order by seq`,
    );
    expect(events.map(({ rows }) => rows)).toEqual([2, 3]);
  });

  it('takes targets by form and by table, shows them with their source, and withdraws them', async () => {
    const figure = {
      ...{ indicator: 'coverage_of_roster', year: today.slice(0, 4), value: '75,5', source: 'RPJMD Uji' },
      ...{ source_date: '2025-08-01', definition: 'jkk-jkm-v1', sector: '', region: '', region_text: '' },
    };
    const wrong = await officer.post(`${home}/coverage/figures`, { ...figure, value: '101', source: 'x' });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('Isi sumbernya');
    expect((await officer.post(`${home}/coverage/figures`, figure)).location).toBe(`${home}/coverage/figures`);
    const table = `indicator,region,year,value,source,source_date,definition\neligible_workers,3205,${figure.year},"10",BPS Uji,2025-11-05,eligible-v1`;
    expect((await officer.post(`${home}/coverage/figures/imports`, { table })).status).toBe(303);
    const faulty = await officer.post(`${home}/coverage/figures/imports`, { table: table.replace('"10"', 'banyak') });
    expect(faulty.status).toBe(422);
    expect(faulty.body).toContain('Baris 2:');
    const list = await officer.get(`${home}/coverage/figures`);
    for (const text of ['75,5', 'RPJMD Uji', 'BPS Uji', 'eligible-v1', 'Kabupaten Garut'])
      expect(list.body).toContain(text);
    const dashboard = await viewer.get(home);
    for (const text of ['Kurang 3 pekerja lagi', 'Dari 10 pekerja yang berhak']) expect(dashboard.body).toContain(text);
    const [, action = ''] = /action="([^"]+\/withdrawal)"/.exec(list.body) ?? [];
    expect((await viewer.post(action)).status).toBe(403);
    expect((await officer.post(action)).status).toBe(303);
    expect((await officer.get(`${home}/coverage/figures`)).body).toContain('Dicabut');
  });

  it('draws the dashboard anew for whatever changed, and for each language', async () => {
    const before = await officer.get(home);
    expect((await officer.get(home)).body.match(/1 dari 4 pekerja/)).not.toBeNull();
    await test.db.admin(
      `update app.workers set jkk_until = '2999-12-31', jkm_until = '2999-12-31', protected_until = '2999-12-31' where workspace_id = $1`,
      [workspace.id],
    );
    await test.app.get(CoverageSnapshots, { strict: false }).rebuild(workspace.id);
    expect(before.body).not.toContain('4 dari 4 pekerja');
    expect((await officer.get(home)).body).toContain('4 dari 4 pekerja');
    const english = await aMember(test.db, { workspace, role: 'viewer', locale: 'en' });
    expect((await (await test.signIn(english.email)).get(home)).body).toContain('4 of 4 workers');
  });

  it('answers machines', async () => {
    const keys = test.app.get(ApiKeys, { strict: false });
    const { key } = await keys.createFor({ workspaceSlug: 'kab-uji', role: 'viewer', name: 'statistik', days: 1 });
    const answer = await test.api(key, 'GET', '/api/v1/coverage?by=sex,programme');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ as_of: today, by: ['sex', 'programme'], total: { workers: 4 } });
    const past = await test.api(key, 'GET', '/api/v1/coverage?as_of=2020-01-01');
    expect(past.status).toBe(422);
    expect(await past.json()).toMatchObject({ code: 'coverage.no-snapshot' });
    expect((await test.api(key, 'GET', '/api/v1/coverage?shoe=1')).status).toBe(422);
    expect((await test.api(null, 'GET', '/api/v1/coverage')).status).toBe(401);
  });

  it('keeps national totals for the agency, without names of people', async () => {
    const agency = await aWorkspace(test.db, { kind: 'agency', slug: 'pusat' });
    const staff = await test.signIn((await aMember(test.db, { workspace: agency, role: 'viewer' })).email);
    await test.db.admin(
      `insert into registry.participant_totals values ('bpu', '2999-12-31', 2500), ('pu', '2020-01-31', 400)`,
    );
    expect((await staff.get('/w/pusat')).location).toBe('/w/pusat/national');
    const { body, status } = await staff.get('/w/pusat/national?sort=gap');
    expect(status).toBe(200);
    for (const text of ['2.500', '2.900', 'Kabupaten Uji', 'Jawa Barat']) expect(body).toContain(text);
    expect(body).not.toContain('Contoh');
    expect((await officer.get(`${home}/national`)).status).toBe(403);
  });
});
