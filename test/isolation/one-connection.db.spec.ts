import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentWork, WorkRequired, type Work } from '../../src/platform/db/index.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

/** What can happen to a unit of work besides ending well. */
const MISHAPS: Record<string, (work: Work, stranger: TestWorkspace, db: TestDatabase) => Promise<unknown>> = {
  none: async () => undefined,
  'throws in between': async () => Promise.reject(new Error('mishap')),
  'a statement fails': (work) => work.query('select 1 / 0'),
  'a statement takes too long': async (work) => {
    await work.query('set local statement_timeout = 1');
    await work.query('select pg_sleep(1)');
  },
  'the connection dies': (work) => work.query('select pg_terminate_backend(pg_backend_pid())'),
  'somebody forgets to wait': async (work) => void work.query('select pg_sleep(0.001)').catch(() => undefined),
  'somebody ends the transaction': (work) => work.query('rollback'),
  'another workspace is asked for inside': (work, stranger, db) =>
    db.unitOfWork.run({ role: 'app', workspaceId: stranger.id }, () => work.query('select')),
};

describe('one connection for two workspaces', () => {
  let db: TestDatabase;
  let sides: TestWorkspace[];

  beforeAll(async () => {
    db = await openTestDatabase({ poolSize: 1 });
    sides = [await aWorkspace(db), await aWorkspace(db)];
    for (const { id, slug } of sides)
      await db.admin(`insert into app.idempotency_keys (workspace_id, key, request_hash) select $1, $2, sha256('')`, [
        id,
        slug,
      ]);
  });
  afterAll(() => db.close());

  const seen = async () => {
    const rows = await currentWork().query<{ key: string }>('select key from app.idempotency_keys');
    return rows.map(({ key }) => key);
  };

  it('a thousand units of work with mishaps never see the other one', { timeout: 60_000 }, async () => {
    const names = Object.keys(MISHAPS);
    const plans = fc.sample(fc.record({ side: fc.nat(1), mishap: fc.constantFrom(...names) }), {
      numRuns: 1000,
      seed: 6,
    });
    const found: string[] = [];
    const ends = { well: 0, badly: 0 };
    const one = async ({ side, mishap }: (typeof plans)[number]) => {
      const [own, other] = [sides[side]!, sides[1 - side]!];
      const look = async (when: string) => {
        const keys = await seen();
        if (keys.some((key) => key !== own.slug)) found.push(`${when} ${mishap}: ${keys.join()}`);
      };
      await db.unitOfWork
        .run({ role: 'app', workspaceId: own.id }, async () => {
          await look('before');
          await MISHAPS[mishap]?.(currentWork(), other, db);
          await look('after');
        })
        .then(
          () => ends.well++,
          () => ends.badly++,
        );
    };
    for (let i = 0; i < plans.length; i += 50) await Promise.all(plans.slice(i, i + 50).map(one));
    expect(found).toEqual([]);
    expect(Math.min(ends.well, ends.badly), 'mishaps happened, and not only').toBeGreaterThan(200);
  });

  it('whoever comes late, after the unit of work is over, reaches nobody’s rows', async () => {
    const late: Promise<unknown>[] = [];
    const [own, other] = sides as [TestWorkspace, TestWorkspace];
    await db.unitOfWork.run({ role: 'app', workspaceId: own.id }, async () => {
      await seen();
      late.push(sleep(50).then(seen));
      late.push(sleep(50).then(() => currentWork().execute('delete from app.idempotency_keys')));
      late.push(sleep(50).then(() => currentWork().client.query('select')));
      const kept = currentWork();
      late.push(sleep(50).then(() => kept.query('select')));
      late.push(sleep(50).then(() => currentWork().manager.query('select')));
    });
    // The same connection, now somebody else's.
    const ends = await db.unitOfWork.run({ role: 'app', workspaceId: other.id }, () => Promise.allSettled(late));
    expect(ends.map(({ status }) => status)).toEqual(Array(late.length).fill('rejected'));
    expect((ends[0] as PromiseRejectedResult).reason).toBeInstanceOf(WorkRequired);
    expect(await db.admin('select from app.idempotency_keys')).toHaveLength(2);
  });
});
