import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../../src/tabular/index.js';
import { ImportDesk } from '../../imports/import-desk.js';
import { csv, lineOf, people } from '../../imports/roster-files.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import type { Browser } from '../../support/browser-session.js';
import { aMember, aWorkspace, type TestWorkspace } from '../../support/builders.js';
import { beginning, broken, pageSender, piece, type Sender } from './pieces.js';

describe('uploads in pieces', { timeout: 120_000 }, () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let desk: ImportDesk;
  let officer: Browser;
  let send: Sender;
  const home = '/w/kab-uji/imports';
  const at = `${home}/uploads`;
  const file = (n: number, seed: number) => Buffer.from(csv(people(n, seed).map(lineOf)));
  const begin = async (bytes: number, values = {}) => {
    const begun = await send('POST', at, beginning(bytes, values));
    expect(begun.status, begun.text).toBe(201);
    return begun.headers.get('location') ?? '';
  };
  const offsetOf = async (path: string) => Number((await send('HEAD', path)).headers.get('upload-offset'));
  const idIn = (path: string | null) => path?.split('/').at(-1) ?? '';
  const pieces = () => {
    const folder = join(test.data, 'files', workspace.id, 'uploads');
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    workspace = await aWorkspace(test.db, { slug: 'kab-uji', name: 'Kabupaten Uji' });
    desk = new ImportDesk(test, workspace);
    officer = await test.signIn((await aMember(test.db, { workspace, role: 'officer' })).email);
    send = await pageSender(test, officer);
  });
  afterAll(() => test?.close());

  it('go on after the connection broke in the middle, and become the import of the very file', async () => {
    const bytes = file(40, 1);
    const path = await begin(bytes.length, { mode: 'snapshot', mark: 'abc.1.2' });
    expect(path).toMatch(/^\/w\/kab-uji\/imports\/uploads\/[0-9a-f-]{36}$/);
    await expect(send('PATCH', path, piece(0), broken(bytes.subarray(0, 1_000)))).rejects.toThrow();
    await expect.poll(() => offsetOf(path)).toBe(1_000);

    const page = await officer.get(`${home}/new`);
    for (const words of ['Unggahan yang belum selesai', 'daftar.csv', 'data-mark="abc.1.2"', 'data-mode="snapshot"'])
      expect(page.body).toContain(words);

    const wrong = await send('PATCH', path, piece(999), bytes.subarray(999));
    expect(wrong.status).toBe(409);
    const second = await send('PATCH', path, piece(1_000), bytes.subarray(1_000, 2_000));
    expect([second.status, second.headers.get('upload-offset')]).toEqual([204, '2000']);
    expect(second.headers.get('sinergi-import')).toBeNull();
    expect(second.headers.get('access-control-allow-origin')).toBeNull();
    const last = await send('PATCH', path, piece(2_000), bytes.subarray(2_000));
    expect(last.status).toBe(204);
    const where = last.headers.get('sinergi-import');
    const entered = await desk.get(idIn(where));
    expect(entered).toMatchObject({ fileName: 'daftar.csv', mode: 'snapshot', channel: 'page', state: 'received' });
    expect(entered.fileSize).toBe(bytes.length);
    expect(readFileSync(join(test.data, 'files', entered.storageKey)).equals(bytes)).toBe(true);
    expect(pieces()).toEqual([]);
    expect((await desk.advance(entered.id)).counts()).toMatchObject({ rows: 40, created: 40 });

    // Nobody heard the last answer: asked again, it is the same.
    const asked = await send('HEAD', path);
    expect([asked.headers.get('upload-offset'), asked.headers.get('sinergi-import')]).toEqual([
      String(bytes.length),
      where,
    ]);
    const again = await send('PATCH', path, piece(bytes.length), new Uint8Array());
    expect([again.status, again.headers.get('sinergi-import')]).toEqual([204, where]);
    expect(pieces()).toEqual([]);
    expect((await officer.get(path)).location).toBe(where);
    expect((await officer.get(`${home}/new`)).body).not.toContain('data-mark="abc.1.2"');
  });

  it('of a file that was here before lead to its first import', async () => {
    const bytes = file(5, 2);
    const first = await desk.send(bytes);
    const path = await begin(bytes.length);
    const done = await send('PATCH', path, piece(0), bytes);
    expect(done.headers.get('sinergi-import')).toMatch(new RegExp(`/imports/${first.id}\\?seen=1$`));
    expect(readdirSync(join(test.data, 'files', workspace.id, 'imports'))).not.toContain('undefined');
  });

  it('take over from a connection that hangs', async () => {
    const bytes = file(30, 3);
    const path = await begin(bytes.length);
    const hanging = new ReadableStream({ start: (controller) => controller.enqueue(bytes.subarray(0, 500)) });
    const gone = send('PATCH', path, piece(0), hanging).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await offsetOf(path)).toBe(500);
    await gone;
    expect((await send('PATCH', path, piece(500), bytes.subarray(500))).headers.get('sinergi-import')).toBeTruthy();
  });

  it('are refused before their first byte when too large, empty or unnamed', async () => {
    const refused = async (headers: Record<string, string>) => {
      const { status, text } = await send('POST', at, headers);
      return [status, (JSON.parse(text) as { code: string }).code];
    };
    expect(await refused(beginning(limits.fileBytes + 1))).toEqual([413, 'file.too_large']);
    expect(await refused(beginning(0))).toEqual([422, 'file.empty']);
    expect(await refused({ 'upload-length': '5' })).toEqual([422, 'imports.file-missing']);
    expect(await refused(beginning(5, { mode: 'sometimes' }))).toEqual([422, 'imports.mode-unknown']);
    const path = await begin(5);
    expect((await send('PATCH', path, piece(0), new Uint8Array(6))).status).toBe(413);
    expect((await send('POST', at, { ...beginning(5), 'tus-resumable': '0.2.1' })).status).toBe(400);
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await send('HEAD', path)).status).toBe(404);
  });

  it('keep to the quota of their workspace until one is cancelled', async () => {
    const big = limits.fileBytes;
    const four = [await begin(big), await begin(big), await begin(big), await begin(big)];
    const fifth = await send('POST', at, beginning(big));
    expect([fifth.status, JSON.parse(fifth.text)]).toMatchObject([409, { code: 'imports.uploads-too-large' }]);
    expect(JSON.parse(fifth.text)).toMatchObject({ message: expect.stringContaining('4096 MB') as string });
    for (const path of four) expect((await officer.post(`${path}/discard`)).location).toBe(`${home}/new`);
    const many = await Promise.all(
      Array.from({ length: limits.unfinishedUploads + 3 }, () => send('POST', at, beginning(9))),
    );
    expect(many.filter(({ status }) => status === 201)).toHaveLength(limits.unfinishedUploads);
    for (const { headers } of many) if (headers.get('location')) await send('DELETE', headers.get('location') ?? '');
    expect(pieces()).toEqual([]);
  });

  it('belong to their workspace: a stranger meets a 404 and disturbs nobody', async () => {
    const bytes = file(20, 4);
    const path = await begin(bytes.length);
    await send('PATCH', path, piece(0), bytes.subarray(0, 700));
    const other = await aWorkspace(test.db, { slug: 'lain' });
    const stranger = await pageSender(test, await test.signIn((await aMember(test.db, { workspace: other })).email));
    for (const place of [path, path.replace('kab-uji', 'lain')]) {
      for (const method of ['HEAD', 'DELETE', 'GET'])
        expect((await stranger(method, place)).status, `${method} ${place}`).toBe(404);
      expect((await stranger('PATCH', place, piece(700), bytes.subarray(700))).status).toBe(404);
    }
    const viewer = await pageSender(
      test,
      await test.signIn((await aMember(test.db, { workspace, role: 'viewer' })).email),
    );
    expect((await viewer('PATCH', path, piece(700), bytes.subarray(700))).status).toBe(403);
    expect((await viewer('POST', at, beginning(9))).status).toBe(403);
    expect((await send('PATCH', path, { ...piece(700), 'x-csrf-token': 'x' }, bytes.subarray(700))).status).toBe(403);
    expect(await offsetOf(path)).toBe(700);
    await send('DELETE', path);
  });
});
