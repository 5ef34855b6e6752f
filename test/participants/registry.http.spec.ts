import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aMember, aWorkspace, type TestWorkspace } from '../support/builders.js';
import type { Browser } from '../support/browser-session.js';
import { givenParticipants, madeUpNik } from './people.js';

describe('registry pages of the agency', () => {
  let test: TestApplication;
  let agency: TestWorkspace;
  let regency: TestWorkspace;
  let officer: Browser;

  beforeAll(async () => {
    test = await startTestApplication();
    agency = await aWorkspace(test.db, { kind: 'agency', slug: 'pusat' });
    regency = await aWorkspace(test.db, { slug: 'kab-uji', name: 'Kabupaten Uji' });
    officer = await test.signIn((await aMember(test.db, { workspace: agency, role: 'officer' })).email);
  });
  afterAll(() => test?.close());

  it('says that there is nothing yet', async () => {
    const answer = await officer.get('/w/pusat/registry');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Belum ada ekstrak');
    expect((await officer.get('/w/pusat/registry/cases')).body).toContain('Tidak ada kasus terbuka');
  });

  it('shows totals by segment and the extracts, newest first', async () => {
    await test.db.admin(`insert into registry.participant_totals values
      ('bpu', '-infinity', 1000), ('bpu', '2999-12-31', 2500), ('pu', '2020-01-31', 400), ('', '2999-12-31', 7)`);
    for (let version = 1; version <= 23; version++) {
      await test.db.admin(
        `insert into registry.extracts (version, workspace_id, as_of, created, updated, unchanged)
         values ($1, $2, '2026-10-31', 5, 6, 7)`,
        [version, agency.id],
      );
    }
    const { body } = await officer.get('/w/pusat/registry');
    for (const text of ['3.907', '2.507', 'Bukan penerima upah', 'Tidak disebutkan', 'Ekstrak ke-23'])
      expect(body).toContain(text);
    expect(body).toMatch(/registry\?before(=|&#x3D;)4"/);
    const older = await officer.get('/w/pusat/registry?before=4');
    expect(older.body).toContain('Ekstrak ke-23');
    expect(older.body).not.toContain('rel="next"');
  });

  it('counts mismatches by workspace without naming anybody', async () => {
    await givenParticipants(test.db, [{ nik: madeUpNik(1), name: 'BUDI SANTOSO', birth: '1980-01-12' }]);
    await test.db.admin(
      `insert into registry.match_cases (workspace_id, worker_id, participant_id, reason)
       select $1, gen_random_uuid(), id, reason from registry.participants, unnest(array['name', 'name', 'birth_date']) reason`,
      [regency.id],
    );
    const { body } = await officer.get('/w/pusat/registry/cases');
    expect(body).toContain('Kabupaten Uji');
    expect(body).toMatch(/Nama berbeda"[^>]*>2</);
    expect(body).not.toContain('BUDI');
  });

  it('is not there for other workspaces, and cases are not for viewers', async () => {
    const outsider = await test.signIn((await aMember(test.db, { workspace: regency, role: 'admin' })).email);
    for (const path of ['registry', 'registry/cases']) {
      expect((await outsider.get(`/w/kab-uji/${path}`)).status).toBe(403);
      expect((await outsider.get(`/w/pusat/${path}`)).status).toBe(404);
    }
    const viewer = await test.signIn((await aMember(test.db, { workspace: agency, role: 'viewer' })).email);
    expect((await viewer.get('/w/pusat/registry')).status).toBe(200);
    expect((await viewer.get('/w/pusat/registry/cases')).status).toBe(403);
  });
});
