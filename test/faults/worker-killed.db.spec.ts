import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import, ImportState } from '../../src/imports/index.js';
import { ImportScene } from './import-scene.js';
import { brokenInvariants } from './invariants.js';
import { outcomeOf } from './messy-roster.js';
import type { ProductProcess } from './product-process.js';
import { chance, SEED, SIZES, TIMEOUT } from './sizes.js';

const ROWS = SIZES.rows;
const EXPECTED = outcomeOf(ROWS);
/** Seconds in which somebody else may take over; the lease renews itself every ten. */
const LEASE = 31;
const COPYING = `select from pg_stat_progress_copy where tuples_processed > 0 and datname = current_database()`;
const WAITING = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
  and query ~ 'app\\.coverage_cells' and application_name = 'sinergi-worker'`;

/** Milliseconds that a worker which nobody disturbs takes for the rest of a file: moments are chosen from them. */
const span = { checking: 2_000, applying: 2_000 };

let scene: ImportScene;
let worker: ProductProcess;

beforeAll(async () => {
  scene = await ImportScene.open();
});
afterAll(() => scene?.close());

describe('Fault 3: kill -9 of a worker while it reads, checks and applies', { timeout: TIMEOUT }, () => {
  let file: Import;

  it('in the middle of checking leaves a file that the next one checks anew', async () => {
    file = await scene.upload(ROWS, 1);
    worker = await scene.worker();
    await scene.untilSeen('rows being copied', COPYING);
    await worker.kill();
    expect((await scene.desk.get(file.id)).state).toBe('checking');
    expect((await leaseSeconds()) ?? 0).toBeLessThan(LEASE);
    await scene.leaseRunsOut(file);
    worker = await scene.worker();
    const began = Date.now();
    const ready = await scene.until(file, ['ready', 'failed']);
    span.checking = Date.now() - began;
    expect([ready.state, ready.counts()]).toEqual(['ready', EXPECTED]);
    expect(await brokenInvariants(scene)).toEqual([]);
  });

  it('in the middle of applying leaves nothing, and the next one applies all', async () => {
    const release = await scene.hold('app.coverage_cells');
    await scene.confirm(file);
    await scene.untilSeen('workers written, cells waited for', WAITING);
    await worker.kill();
    await release();
    await scene.untilQuiet();
    expect((await scene.desk.get(file.id)).state).toBe('applying');
    expect(await scene.db.admin('select from app.workers limit 1')).toEqual([]);
    expect((await leaseSeconds()) ?? 0).toBeLessThan(LEASE);
    await scene.leaseRunsOut(file);
    worker = await scene.worker();
    const began = Date.now();
    const applied = await scene.until(file, ['applied', 'ready', 'failed']);
    span.applying = Date.now() - began;
    expect([applied.state, applied.counts()]).toEqual(['applied', EXPECTED]);
    expect(await brokenInvariants(scene)).toEqual([]);
  });

  it('leaves no reader behind', () => expect.poll(() => scene.readers(), { timeout: TIMEOUT }).toEqual([]));

  it(`at ${SIZES.kills} random moments (seed ${SEED}) between the arrival of files and their application`, async ({
    task,
  }) => {
    await worker.kill();
    const random = chance(SEED);
    const hit = new Map<ImportState, number>();
    const files = [await scene.upload(ROWS, 30, true)];
    for (let kills = 0; kills < SIZES.kills; kills++) {
      const current = files.at(-1) as Import;
      worker = await scene.worker();
      // Every death begins the rehearsal anew: without waiting for it few moments would come after it.
      const isLate = random() < 0.5;
      if (isLate) await scene.until(current, ['applying', 'applied']);
      await sleep(random() * (isLate ? span.applying : span.checking));
      await worker.kill();
      const { state } = await scene.desk.get(current.id);
      hit.set(state, (hit.get(state) ?? 0) + 1);
      if (state === 'applied') files.push(await scene.upload(ROWS, 30 + files.length, true));
      else await scene.leaseRunsOut(current);
    }
    worker = await scene.worker();
    for (const one of files) {
      const applied = await scene.until(one, ['applied', 'failed']);
      expect(applied).toMatchObject({ state: 'applied', rows: ROWS, rejected: EXPECTED.rejected, failure: null });
    }
    task.meta.note = [...hit].map(([state, times]) => `${times} while ${state}`).join(', ');
  });

  it('on SIGTERM hands its files back, and the next one goes on at once', async () => {
    const files = [await scene.upload(ROWS, 3), await scene.upload(ROWS, 4)];
    await scene.untilSeen('rows being copied', COPYING);
    expect(new Set(await scene.stopWorkers())).toEqual(new Set([0]));
    expect(await leaseSeconds()).toBeNull();
    worker = await scene.worker();
    for (const one of files) {
      const ready = await scene.until(one, ['ready', 'failed']);
      expect(ready).toMatchObject({ state: 'ready', rows: ROWS, rejected: EXPECTED.rejected });
    }
  });

  it('I1 to I8', async () => expect(await scene.broken()).toEqual([]));

  async function leaseSeconds(): Promise<number | null> {
    const [row] = await scene.db.admin<{ seconds: number | null }>(
      `select max(extract(epoch from lease_until - clock_timestamp()))::float as seconds from app.imports where lease_until > clock_timestamp()`,
    );
    return row?.seconds ?? null;
  }
});

describe('Fault 5: several workers and the same message many times', { timeout: TIMEOUT }, () => {
  it(`${SIZES.workers} workers and ten messages have one effect`, async () => {
    await Promise.all(Array.from({ length: SIZES.workers - 1 }, () => scene.worker()));
    const twice = await scene.upload(ROWS, 2, true);
    for (let i = 0; i < 10; i++) await scene.send('imports.advance', { workspaceId: twice.workspaceId, id: twice.id });
    const applied = await scene.until(twice, ['applied', 'failed']);
    expect(applied).toMatchObject({ state: 'applied', rows: ROWS, rejected: EXPECTED.rejected });
    // Made-up people of different files may share a NIK; applied twice, hardly anybody would be new.
    expect(applied.created).toBeGreaterThan(ROWS * 0.9);
    await scene.untilNoMessage(twice);
    expect((await scene.desk.get(twice.id)).counts()).toEqual(applied.counts());
  });

  it('I1 to I8', async () => expect(await scene.broken()).toEqual([]));
});
