import { randomUUID } from 'node:crypto';
import { readdirSync, existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SweepFiles } from '../../src/imports/sweep-files.js';
import { freePort } from '../../src/platform/db/index.js';
import type { Failpoint } from '../../src/platform/failpoint.js';
import { withReference } from '../reference/loaded-reference.js';
import { anApiKey } from '../rosters/uploads/api-key.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { rawRequest, SlowSender } from './half-an-upload.js';
import { brokenInvariants } from './invariants.js';
import { Machine } from './machine.js';
import { cleanRoster } from './messy-roster.js';
import { ProductProcess } from './product-process.js';
import { brokenServiceOf } from './service.js';
import { SIZES, TIMEOUT } from './sizes.js';

const PATH = '/api/v1/roster-imports';
const TWO_HOURS = 7_200;

/** The web application of this process looks on; another one beside it is killed. */
let test: TestApplication;
let workspace: TestWorkspace;
let machine: Machine;
let web: ProductProcess | null = null;
let origin = '';

beforeAll(async () => {
  test = await startTestApplication();
  await withReference(test.db);
  workspace = await aWorkspace(test.db);
  machine = new Machine(() => origin, await anApiKey(test.db, workspace, 'admin'));
});
afterAll(async () => {
  await web?.kill();
  await test?.close();
});

describe('Fault 1: kill -9 of the web process in the middle of an upload', { timeout: TIMEOUT }, () => {
  const content = Buffer.alloc(SIZES.uploadMb * 1_048_576, cleanRoster(500, 11));
  const moments = SIZES.uploadMb > 50 ? [0.1, 0.5, 0.99] : [0.5, 0.99];

  it.each(moments)('at %d of it: no receipt, no row, and the rest of it is swept', async (share) => {
    await startWeb();
    const request = rawRequest({ path: PATH, key: machine.key, content });
    const sender = new SlowSender(origin);
    await sender.send(request.subarray(0, Math.floor(request.length * share)));
    while (!files().some((name) => name.endsWith('.part'))) await sleep(10);
    await web?.kill();
    await sender.ended;
    expect(sender.answer).toBe('');
    expect(await rows()).toEqual([]);
    expect(files()).toHaveLength(1);
    expect(await sweep()).toBe(0);
    grow(TWO_HOURS);
    expect(await sweep()).toBe(1);
    expect(files()).toEqual([]);
  });

  it('the same upload succeeds at the next try', async () => {
    await startWeb();
    const sender = new SlowSender(origin);
    await sender.send(rawRequest({ path: PATH, key: machine.key, content: Buffer.from(cleanRoster(20, 12)) }));
    await sender.finish();
    expect(sender.status).toBe(202);
    expect(await rows()).toHaveLength(1);
  });

  it('I1 to I8', async () => expect(await broken()).toEqual([]));
});

describe('Fault 2: kill -9 of the web process around the commit of an upload', { timeout: TIMEOUT }, () => {
  it('between storing the file and its row: swept, and the same key makes the import', async () => {
    const before = await rows();
    const [text, id] = [cleanRoster(20, 21), randomUUID()];
    await dying('file-stored', () => machine.upload(text, id));
    expect(await rows()).toEqual(before);
    expect(files()).toHaveLength(before.length + 1);
    await startWeb();
    const { status, body } = await machine.upload(text, id);
    expect([status, body.seenBefore]).toEqual([202, false]);
    grow(TWO_HOURS);
    expect(await sweep()).toBe(1);
  });

  it('between the commit and the answer: the same key gets the import that was made', async () => {
    const [text, id] = [cleanRoster(20, 22), randomUUID()];
    const before = (await rows()).length;
    await dying('import-entered', () => machine.upload(text, id));
    const made = await rows();
    expect(made).toHaveLength(before + 1);
    await startWeb();
    const { status, body, replayed } = await machine.upload(text, id);
    expect([status, body.seenBefore, replayed]).toEqual([202, false, true]);
    expect(body.id).toBe(made.at(-1)?.id);
    expect(await rows()).toHaveLength(before + 1);
  });

  it('I1 to I8', async () => expect(await broken()).toEqual([]));

  /** The web process ends at this place while it does what is asked. */
  async function dying(place: Failpoint, act: () => Promise<unknown>): Promise<void> {
    await startWeb({ FAIL_AT: place });
    await expect(act()).rejects.toThrow();
    expect(await web?.ended).toMatchObject({ signal: 'SIGKILL' });
  }
});

async function startWeb(env: Record<string, string> = {}): Promise<void> {
  await web?.kill();
  const port = await freePort();
  web = await ProductProcess.start('main', { databaseUrl: test.db.url, data: test.data, port, env });
  origin = `http://127.0.0.1:${port}`;
}

function files(): string[] {
  const folder = join(test.data, 'files', workspace.id, 'imports');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Makes all files look as if they were written so long ago. */
function grow(seconds: number): void {
  const then = Date.now() / 1000 - seconds;
  for (const name of files()) utimesSync(join(test.data, 'files', workspace.id, 'imports', name), then, then);
}

function sweep(): Promise<number> {
  return test.app.get(SweepFiles, { strict: false }).sweep();
}

function rows(): Promise<{ id: string }[]> {
  return test.db.admin<{ id: string }>('select id from app.imports order by id');
}

function broken(): Promise<string[]> {
  const service = () => brokenServiceOf(test, machine, { web, origin });
  return brokenInvariants({ db: test.db, data: test.data, acknowledged: machine.acknowledged, service });
}
