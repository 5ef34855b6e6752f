import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, lineOf, people } from '../../imports/roster-files.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aWorkspace, type TestWorkspace } from '../../support/builders.js';
import { anApiKey } from './api-key.js';

interface Answer {
  id: string;
  state: string;
  seenBefore?: boolean;
  counts: Record<string, number> | null;
  causes: { code: string; severity: string; count: number; examples: number[] }[];
  questions: { code?: string; about: string }[];
  code: string;
  rows: { row: number; outcome: string; causes: string[]; workerId: string | null }[];
  next: number | null;
}

// Each upload starts two caged processes.
describe('roster imports by API', { timeout: 120_000 }, () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  const keys: Record<string, string> = {};
  const at = '/api/v1/roster-imports';

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    workspace = await aWorkspace(test.db, { slug: 'kab-api' });
    for (const role of ['admin', 'officer', 'approver', 'viewer'] as const)
      keys[role] = await anApiKey(test.db, workspace, role);
    keys.stranger = await anApiKey(test.db, await aWorkspace(test.db), 'admin');
  });
  afterAll(() => test?.close());

  const call = async (role: string, method: string, path: string, options = {}) => {
    const answer = await test.api(keys[role] ?? null, method, path, options);
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer };
  };
  const upload = (text: string, fields: Record<string, string> = {}, headers = {}, role = 'officer', path = at) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set('file', new Blob([text]), 'daftar juli.csv');
    return call(role, 'POST', path, { body, headers });
  };
  const advance = (id: string) => test.advance(workspace.id, id);
  const messy = () => {
    const [good, second, cut, mixed] = people(4, 7).map(lineOf);
    if (!good || !second || !cut || !mixed) throw new Error('too few people');
    return csv([
      good,
      second,
      { ...cut, NIK: cut.NIK.slice(0, 15) },
      { ...mixed, 'Jenis Kelamin': mixed['Jenis Kelamin'] === 'L' ? 'P' : 'L' },
      good,
    ]);
  };

  it('goes from upload to applied rows', async () => {
    const sent = await upload(messy());
    expect(sent.status).toBe(202);
    expect(sent.body).toMatchObject({ state: 'received', seenBefore: false, counts: null, kind: 'roster' });
    expect(sent.headers.get('location')).toBe(`${at}/${sent.body.id}`);
    await advance(sent.body.id);
    const ready = await call('viewer', 'GET', `${at}/${sent.body.id}`);
    expect(ready.body.state).toBe('ready');
    expect(ready.body.counts).toEqual({
      ...{ rows: 5, created: 2, updated: 0, unchanged: 0, duplicate: 1, held: 1, rejected: 1, leavers: 0 },
    });
    expect(ready.body.causes).toContainEqual({ code: 'nik.length', severity: 'reject', count: 1, examples: [3] });
    const counts = { counts: { created: 2 } };
    const wrong = await call('approver', 'POST', `${at}/${sent.body.id}/confirmation`, {
      json: { counts: { created: 3 } },
    });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'imports.changed-meanwhile']);
    const yes = await call('approver', 'POST', `${at}/${sent.body.id}/confirmation`, { json: counts });
    expect([yes.status, yes.body.state]).toEqual([202, 'applying']);
    await advance(sent.body.id);
    expect((await call('viewer', 'GET', `${at}/${sent.body.id}`)).body.state).toBe('applied');
    const again = await call('approver', 'POST', `${at}/${sent.body.id}/confirmation`, { json: counts });
    expect([again.status, again.body.state]).toEqual([202, 'applied']);

    const same = await upload(messy());
    expect([same.status, same.body.id, same.body.seenBefore]).toEqual([200, sent.body.id, true]);

    const page = await call('viewer', 'GET', `${at}/${sent.body.id}/rows?limit=3`);
    expect(page.body.rows.map(({ row, outcome }) => [row, outcome])).toEqual([
      [1, 'created'],
      [2, 'created'],
      [3, 'rejected'],
    ]);
    expect(page.body.next).toBe(3);
    const rest = await call('viewer', 'GET', `${at}/${sent.body.id}/rows?cursor=3`);
    expect(rest.body.rows.map(({ row }) => row)).toEqual([4, 5]);
    const held = await call('viewer', 'GET', `${at}/${sent.body.id}/rows?outcome=held&cause=nik.sex_mismatch`);
    expect(held.body.rows.map(({ row }) => row)).toEqual([4]);

    const ledger = await test.api(keys.viewer ?? '', 'GET', `${at}/${sent.body.id}/rows`, {
      headers: { accept: 'text/csv' },
    });
    const lines = (await ledger.text()).trim().split('\r\n');
    expect(lines[0]).toBe('row,outcome,causes,worker_id');
    expect(lines[1]).toMatch(/^1,created,,[0-9a-f-]{36}$/);
    expect(lines[3]).toBe('3,rejected,nik.length,');
    expect(lines[5]).toMatch(/^5,duplicate,duplicate.in_file,/);
    expect(lines).toHaveLength(6);
  });

  it('gives the same answer for the same Idempotency-Key and refuses another file under it', async () => {
    const text = csv(people(3, 11).map(lineOf));
    const first = await upload(text, {}, { 'idempotency-key': 'juli-1' });
    const again = await upload(text, {}, { 'idempotency-key': 'juli-1' });
    expect([again.status, again.body.id, again.headers.get('idempotent-replay')]).toEqual([202, first.body.id, 'true']);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    const other = await upload(csv(people(3, 12).map(lineOf)), {}, { 'idempotency-key': 'juli-1' });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('takes a mapping with the upload, by header or by position', async () => {
    const [person] = people(1, 21).map(lineOf);
    const text = `A,B,C,D\n${person?.NIK},${person?.['Nama Lengkap']},${person?.['Tanggal Lahir']},${person?.['Jenis Kelamin']}\n`;
    const byHeader = { A: 'nik', B: 'name', C: 'birth_date', D: 'sex' };
    const sent = await upload(text, { mapping: JSON.stringify(byHeader) });
    await advance(sent.body.id);
    expect((await call('viewer', 'GET', `${at}/${sent.body.id}`)).body.counts).toMatchObject({ rows: 1, created: 1 });
    const misfit = await upload(`${text}\n`, { mapping: '["nik","name"]' });
    await advance(misfit.body.id);
    const asked = (await call('viewer', 'GET', `${at}/${misfit.body.id}`)).body;
    expect([asked.state, asked.questions.map(({ code }) => code)]).toEqual([
      'mapping',
      expect.arrayContaining(['given_misfit']),
    ]);
    const answered = await call('officer', 'PUT', `${at}/${misfit.body.id}/mapping`, { json: { mapping: byHeader } });
    expect([answered.status, answered.body.state]).toEqual([202, 'checking']);
    const unknown = await upload(text, { mapping: '["nik","salary"]' });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'imports.mapping-unknown']);
  });

  it('refuses what is no file, with a stable code', async () => {
    const empty = new FormData();
    empty.set('mode', 'upsert');
    expect((await call('officer', 'POST', at, { body: empty })).body.code).toBe('imports.file-missing');
    expect((await upload('')).body.code).toBe('file.empty');
    expect((await upload('x', { mode: 'sometimes' })).body.code).toBe('imports.mode-unknown');
    expect((await call('officer', 'POST', at, { json: {} })).status).toBe(415);
    const cut = { body: 'nonsense', headers: { 'content-type': 'multipart/form-data; boundary=x' } };
    expect((await call('officer', 'POST', at, cut)).status).toBe(400);
  });

  it('lets each role do its part, and strangers nothing', async () => {
    const text = csv(people(2, 31).map(lineOf));
    expect((await upload(text, {}, {}, 'viewer')).status).toBe(403);
    const { id } = (await upload(text)).body;
    await advance(id);
    expect((await call('viewer', 'POST', `${at}/${id}/confirmation`, { json: {} })).status).toBe(403);
    expect((await call('officer', 'POST', `${at}/${id}/reversal`)).status).toBe(403);
    expect((await call('viewer', 'DELETE', `${at}/${id}`)).status).toBe(403);
    expect((await call('viewer', 'GET', `${at}/${id}/corrections.xlsx`)).status).toBe(403);
    expect((await upload(text, {}, {}, 'admin', '/api/v1/registry-imports')).status).toBe(403);
    const routes: [string, string][] = [
      ['GET', ''],
      ['PUT', '/mapping'],
      ['POST', '/confirmation'],
      ['POST', '/reversal'],
      ['DELETE', ''],
      ['GET', '/rows'],
      ['GET', '/corrections.xlsx'],
      ['GET', '/receipt.json'],
      ['GET', '/receipt.pdf'],
    ];
    const nowhere = '0190a1b2-c3d4-7000-8000-00000000abcd';
    for (const [method, path] of routes) {
      const options = method === 'GET' || method === 'DELETE' ? {} : { json: {} };
      const [foreign, unknown] = [
        await test.api(keys.stranger ?? '', method, `${at}/${id}${path}`, options),
        await test.api(keys.admin ?? '', method, `${at}/${nowhere}${path}`, options),
      ];
      expect([path, foreign.status, await foreign.text()]).toEqual([path, 404, await unknown.text()]);
    }
    const gone = await call('officer', 'DELETE', `${at}/${id}`);
    expect([gone.status, gone.body.state]).toEqual([200, 'discarded']);
  });

  it('gives the receipt as JSON and as a PDF in the right language', async () => {
    const { id } = (await upload(csv(people(2, 41).map(lineOf)))).body;
    await advance(id);
    const receipt = await call('viewer', 'GET', `${at}/${id}/receipt.json`);
    expect(receipt.body).toMatchObject({
      id,
      file: { name: 'daftar juli.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const paper = await test.api(keys.viewer ?? '', 'GET', `${at}/${id}/receipt.pdf`);
    expect(paper.headers.get('content-type')).toBe('application/pdf');
    const bytes = Buffer.from(await paper.arrayBuffer()).toString('latin1');
    expect(bytes.startsWith('%PDF-1.7')).toBe(true);
    expect(bytes).toMatch(/\/Lang \(id\)/);
    expect(bytes).toContain('/MarkInfo');
  });
});
