import { mkdtempSync, readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withReference } from '../reference/loaded-reference.js';
import { anApiKey } from '../rosters/uploads/api-key.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { Browser } from '../support/browser-session.js';
import { aMember, aWorkspace, TEST_PASSWORD, type TestWorkspace } from '../support/builders.js';
import { rawRequest, SlowSender } from './half-an-upload.js';
import { brokenInvariants } from './invariants.js';
import { Machine } from './machine.js';
import { cleanRoster, messyRoster, outcomeOf } from './messy-roster.js';
import { ProductSite } from './product-site.js';
import { brokenServiceOf } from './service.js';
import { SIZES, SLOWER, TIMEOUT } from './sizes.js';
import { CANNOT_MOUNT, SmallDisk } from './small-disk.js';

const MB = 1_048_576;

describe('Fault 9: the disk of PostgreSQL is full', { timeout: TIMEOUT }, () => {
  let disk: SmallDisk | null;
  let site: ProductSite;
  let id = '';

  beforeAll(async () => {
    disk = SmallDisk.mount(mkdtempSync(join(tmpdir(), 'sinergi-full-')), 700);
    // Little room for the log: so that tables meet the end of the disk, and not the log alone.
    const settings = { max_wal_size: '64MB', min_wal_size: '32MB', wal_level: 'minimal' };
    if (disk) site = await ProductSite.open({ folder: disk.folder, lent: true, settings });
  });
  afterAll(async () => {
    await site?.close();
    disk?.unmount();
  });

  it('the file waits and says for what, to machines and to people; nothing of it is applied', async ({ skip }) => {
    if (!disk) return skip(CANNOT_MOUNT);
    const clerk = new Browser(site.origin);
    await clerk.signIn((await aMember(site.cluster.db, { workspace: site.workspace })).email, TEST_PASSWORD);
    // It is acknowledged while there is room, and read when there is none.
    site.worker?.freeze();
    const sent = await site.machine.upload(messyRoster(SIZES.disk, 91));
    expect(sent.status).toBe(202);
    id = sent.body.id;
    const { bavail, bsize } = statfsSync(disk.folder);
    writeFileSync(join(disk.folder, 'ballast'), Buffer.alloc(bavail * bsize - 3 * MB));
    site.worker?.thaw();
    for (const end = Date.now() + 120_000 * SLOWER; Date.now() < end; await sleep(100)) {
      const { body } = await site.machine.get(id);
      expect(['received', 'reading', 'checking']).toContain(body.state);
      const page = await clerk.get(`/w/${site.workspace.slug}/imports/${id}`);
      if (!body.failure || !page.body.includes('Menunggu: ruang penyimpanan basis data penuh')) continue;
      return expect(body.failure).toEqual({ code: 'imports.waits-database-full' });
    }
    throw new Error(`never waited:\n${site.worker?.output.slice(-3000)}`);
  });

  it('it goes on by itself when there is room, and every row has its outcome', async ({ skip }) => {
    if (!disk) return skip(CANNOT_MOUNT);
    disk.grow(1_100);
    const ready = await site.until(id, ['ready', 'failed']);
    expect([ready.state, ready.failure, ready.counts]).toEqual([
      'ready',
      null,
      expect.objectContaining(outcomeOf(SIZES.disk)),
    ]);
    await site.machine.confirm(id);
    expect((await site.until(id, ['applied', 'ready', 'failed'])).state).toBe('applied');
  });

  it('I1 to I8', async ({ skip }) => {
    if (!disk) return skip(CANNOT_MOUNT);
    expect(await site.broken()).toEqual([]);
  });
});

describe('Fault 10: the disk of uploads is full', { timeout: TIMEOUT }, () => {
  const path = '/api/v1/roster-imports';
  let disk: SmallDisk | null;
  let test: TestApplication;
  let workspace: TestWorkspace;
  let machine: Machine;
  let other: Machine;

  beforeAll(async () => {
    disk = SmallDisk.mount(mkdtempSync(join(tmpdir(), 'sinergi-files-')), 4);
    if (!disk) return;
    test = await startTestApplication({ storageUrl: `file://${disk.folder}` });
    await withReference(test.db);
    workspace = await aWorkspace(test.db);
    [machine, other] = [await aMachine(workspace), await aMachine(await aWorkspace(test.db))];
  });
  afterAll(async () => {
    await test?.close();
    disk?.unmount();
  });

  const aMachine = async (of: TestWorkspace) => new Machine(() => test.origin, await anApiKey(test.db, of, 'admin'));
  const tooMuch = 'x'.repeat(6 * MB);

  it('a file that announces more than there is room for is refused with 507', async ({ skip }) => {
    if (!disk) return skip(CANNOT_MOUNT);
    const { status, body } = await machine.upload(tooMuch);
    expect([status, body.code]).toEqual([507, 'storage-full']);
    expect(parts()).toEqual([]);
  });

  it('a file that announces nothing is refused when room runs out, and nothing of it is left', async ({ skip }) => {
    if (!disk) return skip(CANNOT_MOUNT);
    const request = rawRequest({
      path,
      key: machine.key,
      content: Buffer.from(tooMuch),
      length: null,
      chunked: true,
    });
    const sender = new SlowSender(test.origin);
    await sender.send(request);
    await sender.finish();
    expect([sender.status, sender.answer.includes('storage-full')]).toEqual([507, true]);
    expect(parts()).toEqual([]);
  });

  it('a person sees the form again, with the reason', async ({ skip }) => {
    if (!disk) return skip(CANNOT_MOUNT);
    const clerk = await test.signIn((await aMember(test.db, { workspace })).email);
    const form = new FormData();
    form.set('file', new Blob([tooMuch]), 'daftar.csv');
    const page = await clerk.upload(`/w/${workspace.slug}/imports`, form);
    expect(page.status).toBe(507);
    expect(page.body).toContain('Tempat penyimpanan di server sedang penuh');
  });

  it('other workspaces bring their small files meanwhile', async ({ skip }) => {
    if (!disk) return skip(CANNOT_MOUNT);
    const [large, small] = await Promise.all([machine.upload(tooMuch), other.upload(cleanRoster(20, 101))]);
    expect([large.status, small.status]).toEqual([507, 202]);
  });

  it('I1 to I8', async ({ skip }) => {
    if (!disk) return skip(CANNOT_MOUNT);
    const { db, data } = test;
    const service = () => brokenServiceOf(test, machine, { env: { STORAGE_URL: `file://${disk?.folder}` } });
    const { acknowledged } = other;
    expect(await brokenInvariants({ db, data, files: disk.folder, acknowledged, service })).toEqual([]);
  });

  function parts(): string[] {
    return readdirSync(disk?.folder ?? '', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  }
});
