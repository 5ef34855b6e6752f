import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import } from '../../src/imports/index.js';
import { ImportScene } from './import-scene.js';
import { brokenInvariants } from './invariants.js';
import { outcomeOf } from './messy-roster.js';
import type { ProductProcess } from './product-process.js';
import { LARGE, SIZES, TIMEOUT } from './sizes.js';

const COPYING = `select from pg_stat_progress_copy where tuples_processed > 0 and datname = current_database()`;
const WAITING = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
  and query ~ 'app\\.coverage_cells' and application_name = 'sinergi-worker'`;
const IDLE = `select pid from pg_stat_activity where datname = current_database() and state = 'idle in transaction'
  and application_name = 'sinergi-worker'`;

const DRAFTING = `select from pg_stat_activity where datname = current_database() and application_name = 'sinergi-worker'
  and state = 'active' and query ~ 'insert into staging\\.w_|index_partition'`;
const WORKING = `select from pg_stat_activity where datname = current_database() and application_name = 'sinergi-worker'
  and state = 'active'`;

describe('Fault 4: a worker stands still past its lease and comes back', { timeout: TIMEOUT }, () => {
  let scene: ImportScene;
  let first: ProductProcess;
  let rehearsed: Import;

  beforeAll(async () => {
    scene = await ImportScene.open();
    first = await scene.worker();
  });
  afterAll(() => scene?.close());

  it('while it copies rows: the next one takes over, and what the first one does afterwards has no effect', async () => {
    const file = await scene.upload(SIZES.rows, 41);
    await scene.untilSeen('rows being copied', COPYING);
    first.freeze();
    await scene.leaseRunsOut(file);
    const second = await scene.worker();
    const ready = await scene.until(file, ['ready', 'failed']);
    expect([ready.state, ready.counts()]).toEqual(['ready', outcomeOf(SIZES.rows)]);
    await second.kill();
    await scene.comesToItself(first);
    const later = await scene.desk.get(file.id);
    expect([later.state, later.counts(), later.failure]).toEqual(['ready', outcomeOf(SIZES.rows), null]);
    expect(await brokenInvariants(scene)).toEqual([]);
    rehearsed = later;
  });

  it('while it drafts the first people of a workspace: the next one drafts them anew, and nothing is left', async () => {
    await scene.confirm(rehearsed);
    await scene.untilSeen('people being drafted', DRAFTING);
    first.freeze();
    await scene.untilSeen('the end of its statements', `select where not exists (${WORKING})`);
    if (!LARGE) await scene.db.admin(`select pg_terminate_backend(pid) from (${IDLE}) held`);
    await scene.untilSeen('the end of its transactions', `select where not exists (${IDLE})`);
    await scene.leaseRunsOut(rehearsed);
    const second = await scene.worker();
    const applied = await scene.until(rehearsed, ['applied', 'ready', 'failed']);
    expect([applied.state, applied.counts()]).toEqual(['applied', outcomeOf(SIZES.rows)]);
    await second.kill();
    await scene.comesToItself(first);
    expect((await scene.desk.get(rehearsed.id)).state).toBe('applied');
    expect(await brokenInvariants(scene)).toEqual([]);
  });

  it('while it applies: its locks end with its transaction, and the next one applies all of it once', async () => {
    const file = await scene.upload(SIZES.rows, 42);
    const ready = await scene.until(file, ['ready']);
    const release = await scene.hold('app.coverage_cells');
    await scene.confirm(file);
    await scene.untilSeen('workers written, cells waited for', WAITING);
    first.freeze();
    await release();
    const { pid } = await scene.untilSeen('a transaction that nobody goes on with', IDLE);
    const second = await scene.worker();
    // The server ends such a session after a minute by itself; the small test does not wait for it.
    if (!LARGE) await scene.db.admin('select pg_terminate_backend($1)', [pid]);
    await scene.untilSeen('its end', 'select where not exists (select from pg_stat_activity where pid = $1)', [pid]);
    await scene.leaseRunsOut(file);
    const applied = await scene.until(file, ['applied', 'ready', 'failed']);
    expect([applied.state, applied.counts()]).toEqual(['applied', ready.counts()]);
    await second.kill();
    await scene.comesToItself(first);
    expect((await scene.desk.get(file.id)).state).toBe('applied');
  });

  it('the server is told to end transactions that stand still', async () => {
    const [row] = await scene.desk.asApp(() => scene.setting('idle_in_transaction_session_timeout'));
    expect(row).toEqual({ value: '1min' });
  });

  it('I1 to I8', async () => expect(await scene.broken()).toEqual([]));
});
