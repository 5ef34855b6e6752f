import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, lineOf, people } from '../../imports/roster-files.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import type { Browser } from '../../support/browser-session.js';
import { aMember, aWorkspace, type TestWorkspace } from '../../support/builders.js';
import { anApiKey } from './api-key.js';

// Each upload starts two caged processes.
describe('the same machinery elsewhere', { timeout: 120_000 }, () => {
  let test: TestApplication;
  let agency: TestWorkspace;
  let officer: Browser;
  let key: string;

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    agency = await aWorkspace(test.db, { kind: 'agency', slug: 'bpjs' });
    officer = await test.signIn((await aMember(test.db, { workspace: agency, role: 'officer' })).email);
    key = await anApiKey(test.db, agency, 'officer');
  });
  afterAll(() => test?.close());

  const advance = (id: string) => test.advance(agency.id, id);
  const extract = (seed: number) => {
    const lines = people(5, seed).map((person) => {
      const { NIK, 'Nama Lengkap': name, 'Tanggal Lahir': birth } = lineOf(person);
      return `${NIK},${name},${birth},BPU,10/2026,10/2026`;
    });
    return ['NIK,Nama,Tanggal Lahir,Segmen,JKK Sampai,JKM Sampai', ...lines].join('\n');
  };
  const form = (text: string) => {
    const body = new FormData();
    body.set('file', new Blob([text]), 'ekstrak.csv');
    return body;
  };

  it('takes an extract of the registry by API', async () => {
    const sent = await test.api(key, 'POST', '/api/v1/registry-imports', { body: form(extract(1)) });
    const { id, kind } = (await sent.json()) as { id: string; kind: string };
    expect([sent.status, kind, sent.headers.get('location')]).toEqual([
      202,
      'registry',
      `/api/v1/registry-imports/${id}`,
    ]);
    await advance(id);
    const path = `/api/v1/registry-imports/${id}`;
    expect(await (await test.api(key, 'GET', path)).json()).toMatchObject({
      state: 'ready',
      counts: { rows: 5, created: 5 },
    });
    expect((await test.api(key, 'POST', `${path}/confirmation`, { json: {} })).status).toBe(202);
    await advance(id);
    expect(await (await test.api(key, 'GET', path)).json()).toMatchObject({ state: 'applied' });
    expect((await test.api(key, 'GET', `/api/v1/roster-imports/${id}`)).status).toBe(404);
    expect((await test.api(key, 'POST', `${path}/reversal`)).status).toBe(409);
  });

  it('and by page', async () => {
    const home = '/w/bpjs/registry/imports';
    expect((await officer.get(`${home}/new`)).body).toContain('Unggah ekstrak peserta');
    const { location } = await officer.upload(home, form(extract(2)));
    expect(location).toMatch(new RegExp(`^${home}/[0-9a-f-]{36}$`));
    const id = location?.split('/').at(-1) ?? '';
    await advance(id);
    expect((await officer.get(`${home}/${id}`)).body).toContain('5 peserta baru ditambahkan');
    expect((await officer.get(home)).body).toContain('ekstrak.csv');
    expect((await officer.get(`/w/bpjs/imports/${id}`)).status).toBe(404);
  });

  it('refuses keys of other kinds of workspace', async () => {
    const other = await anApiKey(test.db, await aWorkspace(test.db), 'admin');
    expect((await test.api(other, 'POST', '/api/v1/registry-imports', { body: form(extract(3)) })).status).toBe(403);
  });

  it('keeps nothing of an upload whose sender goes away', async () => {
    const folder = join(test.data, 'files', agency.id, 'imports');
    const files = () => (existsSync(folder) ? readdirSync(folder) : []);
    const before = files();
    const sending = request(`${test.origin}/api/v1/roster-imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'multipart/form-data; boundary=x' },
    });
    sending.on('error', () => undefined);
    sending.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n');
    sending.write(csv(people(2000, 4).map(lineOf)));
    await waitFor(() => files().length > before.length);
    sending.destroy();
    await waitFor(() => files().length === before.length);
    const [row] = await test.db.admin<{ n: number }>(
      `select count(*)::int as n from app.imports where kind = 'roster'`,
    );
    expect(row?.n).toBe(0);
  });
});

async function waitFor(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !holds(); i++) await sleep(50);
  expect(holds()).toBe(true);
}
