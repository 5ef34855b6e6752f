import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SweepFiles } from '../../../src/imports/sweep-files.js';
import { csv, lineOf, people } from '../../imports/roster-files.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aWorkspace, type TestWorkspace } from '../../support/builders.js';
import { anApiKey } from './api-key.js';
import { beginning, keySender, piece, type Sender } from './pieces.js';

describe('uploads in pieces by API', { timeout: 120_000 }, () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let key: string;
  let send: Sender;
  const at = '/api/v1/roster-imports';

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    workspace = await aWorkspace(test.db, { slug: 'kab-potong' });
    key = await anApiKey(test.db, workspace, 'officer');
    send = keySender(test, key);
  });
  afterAll(() => test?.close());

  const bytesOf = (n: number, seed: number) => Buffer.from(csv(people(n, seed).map(lineOf)));
  async function begin(bytes: Buffer, headers: Record<string, string> = {}): Promise<string> {
    const begun = await send('POST', `${at}/uploads`, { ...beginning(bytes.length), ...headers });
    expect(begun.status, begun.text).toBe(201);
    return begun.headers.get('location') ?? '';
  }

  it('tell how far they are and what they became', async () => {
    const bytes = bytesOf(10, 1);
    const path = await begin(bytes);
    await send('PATCH', path, piece(0), bytes.subarray(0, 300));
    expect(JSON.parse((await send('GET', path)).text)).toMatchObject({
      ...{ bytes: bytes.length, received: 300, importId: null, mode: 'upsert', fileName: 'daftar.csv' },
    });
    const done = await send('PATCH', path, piece(300), bytes.subarray(300));
    const where = done.headers.get('sinergi-import') ?? '';
    expect(where).toMatch(/^\/api\/v1\/roster-imports\/[0-9a-f-]{36}$/);
    expect(JSON.parse((await send('GET', where)).text)).toMatchObject({
      state: 'received',
      file: { bytes: bytes.length },
    });
    expect(JSON.parse((await send('GET', path)).text)).toMatchObject({ links: { import: where } });
  });

  it('keep one Idempotency-Key for pieces and multipart alike', async () => {
    const bytes = bytesOf(4, 2);
    const whole = new FormData();
    whole.set('file', new Blob([bytes]), 'daftar.csv');
    const headers = { 'idempotency-key': 'november-1' };
    const first = await test.api(key, 'POST', at, { body: whole, headers });
    const path = await begin(bytes, headers);
    const done = await send('PATCH', path, piece(0), bytes);
    expect(done.headers.get('sinergi-import')).toBe(first.headers.get('location'));
    const other = bytesOf(4, 3);
    const reused = await send('PATCH', await begin(other, headers), piece(0), other);
    expect([reused.status, reused.headers.get('content-type')]).toEqual([
      422,
      'application/problem+json; charset=utf-8',
    ]);
    expect(JSON.parse(reused.text)).toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('are 404 problems for another workspace and for what is not there', async () => {
    const path = await begin(bytesOf(3, 4));
    const stranger = keySender(test, await anApiKey(test.db, await aWorkspace(test.db), 'admin'));
    const nothing = `${at}/uploads/01900000-0000-7000-8000-000000000000`;
    const foreign = await stranger('PATCH', path, piece(0), new Uint8Array(1));
    expect([foreign.status, foreign.text]).toEqual([404, (await stranger('DELETE', nothing)).text]);
  });

  it('are swept a day after their last piece, and not before', async () => {
    const bytes = bytesOf(3, 5);
    const path = await begin(bytes);
    await send('PATCH', path, piece(0), bytes.subarray(0, 50));
    const folder = join(test.data, 'files', workspace.id, 'uploads');
    const old = new Date(Date.now() - 25 * 3_600_000);
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), old, old);
    const sweep = () => test.app.get(SweepFiles, { strict: false }).sweep();
    await sweep();
    expect((await send('HEAD', path)).headers.get('upload-offset')).toBe('50');
    await test.db.admin(
      `update app.unfinished_uploads set touched_at = now() - interval '25 hours' where workspace_id = $1`,
      [workspace.id],
    );
    await sweep();
    expect((await send('HEAD', path)).status).toBe(404);
    expect(existsSync(folder) && readdirSync(folder).length > 0).toBe(false);
  });
});
