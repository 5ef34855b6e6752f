import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { examplePath } from '../examples/read-example.js';
import { ImportDesk } from '../imports/import-desk.js';
import { withReference } from '../reference/loaded-reference.js';
import { anApiKey } from '../rosters/uploads/api-key.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aMember, aWorkspace, type TestWorkspace } from '../support/builders.js';
import { rawRequest, SlowSender, type RawUpload } from './half-an-upload.js';
import { brokenInvariants } from './invariants.js';
import { Machine } from './machine.js';
import { cleanRoster } from './messy-roster.js';
import { brokenServiceOf } from './service.js';
import { TIMEOUT } from './sizes.js';

const path = '/api/v1/roster-imports';
const content = Buffer.from(cleanRoster(300, 161));

describe('Fault 16: uploads that are cut short or lie about their length', { timeout: TIMEOUT }, () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let machine: Machine;

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    workspace = await aWorkspace(test.db);
    machine = new Machine(() => test.origin, await anApiKey(test.db, workspace, 'admin'));
  });
  afterAll(() => test?.close());

  const whole = (given: Partial<RawUpload> = {}) => rawRequest({ path, key: machine.key, content, ...given });
  const bodyLength = () => whole().length - whole().indexOf('\r\n\r\n') - 4;

  it('a form without its end is refused with 400', async () => {
    expect((await sent(whole({ unended: true }))).status).toBe(400);
    await nothingIsKept();
  });

  it('a length that is too short is refused with 400', async () => {
    expect((await sent(whole({ length: Math.floor(bodyLength() / 2) }))).status).toBe(400);
    await nothingIsKept();
  });

  it('a length that is too long, and then silence, leaves nothing', async () => {
    const sender = new SlowSender(test.origin);
    await sender.send(whole({ length: bodyLength() + 1_000 }));
    await isBeingKept();
    await sender.breakOff();
    expect([0, 400]).toContain(sender.status);
    await nothingIsKept();
  });

  it.each([0.2, 0.6, 0.999])('a sender who goes away after %d of it leaves nothing', async (share) => {
    const request = whole();
    const sender = new SlowSender(test.origin);
    await sender.send(request.subarray(0, Math.floor(request.length * share)));
    await isBeingKept();
    sender.leave();
    await nothingIsKept();
  });

  it('chunks that are no chunks are refused with 400', async () => {
    const sound = whole({ length: null, chunked: true });
    const at = sound.indexOf('\r\n\r\n') + 4;
    const sender = await sent(Buffer.concat([sound.subarray(0, at), Buffer.from('zz\r\n'), sound.subarray(at)]));
    expect(sender.status).toBe(400);
    await nothingIsKept();
  });

  it('a form without a file, and one without a boundary, are refused', async () => {
    const empty = new FormData();
    empty.set('mode', 'upsert');
    expect((await test.api(machine.key, 'POST', path, { body: empty })).status).toBe(422);
    const headers = { 'content-type': 'multipart/form-data' };
    expect((await test.api(machine.key, 'POST', path, { body: 'x', headers })).status).toBe(400);
    await nothingIsKept();
  });

  it('a workbook that was cut is taken in and fails with a reason that a clerk reads', async () => {
    const book = readFileSync(examplePath('berantakan.xlsx'));
    const desk = new ImportDesk(test, workspace);
    const cut = await desk.upload(book.subarray(0, Math.floor(book.length * 0.6)), { fileName: 'daftar.xlsx' });
    expect([cut.state, cut.failure?.code]).toEqual(['failed', 'file.truncated']);
    const clerk = await test.signIn((await aMember(test.db, { workspace })).email);
    const page = await clerk.get(`/w/${workspace.slug}/imports/${cut.id}`);
    expect(page.body).toMatch(/terpotong|tidak lengkap/);
  });

  it('I1 to I8', async () => {
    expect((await sent(whole())).status).toBe(202);
    const service = () => brokenServiceOf(test, machine);
    expect(await brokenInvariants({ db: test.db, data: test.data, service })).toEqual([]);
  });

  async function sent(request: Buffer): Promise<SlowSender> {
    const sender = new SlowSender(test.origin);
    await sender.send(request);
    await sender.finish();
    return sender;
  }

  const kept = () => {
    const folder = join(test.data, 'files', workspace.id, 'imports');
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  /** The server has begun to write what comes. */
  function isBeingKept(): Promise<void> {
    return vi.waitUntil(() => kept().length > 0, { timeout: TIMEOUT, interval: 10 }).then(() => undefined);
  }

  /** Neither a row nor a byte, as soon as the server has noticed. */
  async function nothingIsKept(): Promise<void> {
    await expect.poll(kept, { timeout: TIMEOUT / 2 }).toEqual([]);
    expect(await test.db.admin('select from app.imports')).toEqual([]);
  }
});
