import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfirmImport, type Import } from '../../../src/imports/index.js';
import { ImportScene } from '../../faults/import-scene.js';
import { brokenInvariants } from '../../faults/invariants.js';
import type { ProductProcess } from '../../faults/product-process.js';
import { csv, lineOf, people } from '../roster-files.js';

const ROWS = 20_000;
/** Makes a file larger than the quick lane takes. */
const PADDING = 'x'.repeat(250);
const COPYING = `select from pg_stat_progress_copy where tuples_processed > 0 and datname = current_database()`;
const WAITING = (
  table: string,
) => `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
  and query ~ '${table}' and application_name = 'sinergi-worker'`;

describe('a file that a person stops', { timeout: 90_000 }, () => {
  let scene: ImportScene;
  let worker: ProductProcess;

  beforeAll(async () => {
    scene = await ImportScene.open();
  });
  afterAll(() => scene?.close());

  it('while nobody works on it is discarded in the answer itself', async () => {
    const file = await scene.upload(200, 1);
    expect((await discard(file)).state).toBe('discarded');
  });

  it('while it is opened', async () => {
    const file = await scene.upload(ROWS, 2);
    worker = await scene.worker();
    await frozenReader();
    await endsWhileHeld(file, ['reading']);
  });

  it('while it is read', async () => {
    const file = await scene.upload(ROWS, 3);
    await scene.untilSeen('rows being copied', COPYING);
    await frozenReader();
    await endsWhileHeld(file, ['checking']);
  });

  it('while it is compared with the roster', async () => {
    const file = await scene.upload(ROWS, 4);
    const release = await scene.hold('app.import_rows');
    await scene.untilSeen('the plan waiting', WAITING('app\\.import_rows'));
    await endsWhileHeld(file, ['checking']);
    await release();
  });

  it('while it is applied, before anything stands', async () => {
    const file = await scene.upload(ROWS, 5);
    await scene.until(file, ['ready']);
    const release = await scene.hold('app.coverage_cells');
    await scene.confirm(file);
    await scene.untilSeen('workers written, cells waited for', WAITING('app\\.coverage_cells'));
    await endsWhileHeld(file, ['applying']);
    await release();
    expect(await scene.db.admin('select from app.workers limit 1')).toEqual([]);
  });

  it('while it waits for the one before it', async () => {
    const release = await scene.hold('app.import_rows');
    const first = await uploadLarge(6);
    await scene.untilSeen('the plan waiting', WAITING('app\\.import_rows'));
    const second = await uploadLarge(7);
    const queued = `select from jobs.import_work where import_id = $1 and step = 'wait'`;
    await scene.untilSeen('the second in the lane', queued, [second.id]);
    expect((await discard(second)).state).toBe('discarded');
    await endsWhileHeld(first, ['checking']);
    await release();
    await scene.untilSeen('nobody in the lane', 'select where not exists (select from jobs.import_work)');
  });

  it('after it was applied stays applied', async () => {
    const file = await scene.upload(50, 8, true);
    await scene.until(file, ['applied']);
    await expect(discard(file)).rejects.toMatchObject({ code: 'imports.not-possible-now' });
  });

  it('leaves the same file free to come again, and everything in order', async () => {
    const again = await scene.upload(ROWS, 3);
    expect(await scene.until(again, ['ready', 'failed'])).toMatchObject({ state: 'ready', rows: ROWS });
    expect(await scene.db.admin('select from app.import_stops')).toEqual([]);
    expect(await brokenInvariants(scene)).toEqual([]);
  });

  it('is counted, and nobody is named', async () => {
    const numbers = await (await fetch(`http://127.0.0.1:${worker.metricsPort}/metrics`)).text();
    expect(numbers).toMatch(/^sinergi_imports_running 0$/m);
    expect(numbers).toMatch(/^sinergi_imports_waiting 0$/m);
    expect(numbers).toMatch(/^sinergi_import_runs_total\{state="discarded"\} [1-9]/m);
    expect(Number(/^sinergi_import_rows_total (\d+)$/m.exec(numbers)?.[1])).toBeGreaterThanOrEqual(ROWS);
    expect(numbers).not.toContain(scene.desk.workspace.id);
  });

  function uploadLarge(seed: number): Promise<Import> {
    const text = csv(people(ROWS, seed).map(lineOf));
    const padded = text.replaceAll('\n', `,${PADDING}\n`).replace(PADDING, 'Catatan');
    return scene.desk.send(padded);
  }

  function discard(file: Import): Promise<Import> {
    const confirming = scene.test.app.get(ConfirmImport, { strict: false });
    return scene.desk.asApp(() => confirming.discard(file.id, 'roster'));
  }

  /** A reader that does not hear anything any more. */
  async function frozenReader(): Promise<void> {
    for (let tries = 0; tries < 4_000; tries++) {
      const [pid] = scene.readers();
      if (pid) return void process.kill(Number(pid), 'SIGSTOP');
      await sleep(2);
    }
    throw new Error('no reader was seen');
  }

  /** The answer comes, and the file ends, while what it was at is still held up. */
  async function endsWhileHeld(file: Import, states: Import['state'][]): Promise<void> {
    const answered = await discard(file);
    expect([...states, 'discarded']).toContain(answered.state);
    await scene.until(file, ['discarded'], 15);
    await scene.untilSeen(
      'nothing staged',
      `select where not exists (select from pg_tables where schemaname = 'staging')`,
    );
    for (let tries = 0; scene.readers().length > 0 && tries < 100; tries++) await sleep(50);
    expect(scene.readers()).toEqual([]);
  }
});
