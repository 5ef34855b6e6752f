import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentWork } from '../../src/platform/db/index.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

/** A small repeatable generator: a failing run can be repeated with its seed. */
function randoms(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x7fffffff;
}

describe('unit of work with one connection', () => {
  let db: TestDatabase;
  let a: TestWorkspace;
  let b: TestWorkspace;

  beforeAll(async () => {
    db = await openTestDatabase({ poolSize: 1 });
    a = await aWorkspace(db, { slug: 'marker-a' });
    b = await aWorkspace(db, { slug: 'marker-b' });
  });
  afterAll(() => db.close());

  const visible = () => currentWork().query<{ slug: string }>('select slug from app.workspaces');

  it('never shows one workspace the other, however requests interleave and fail', async () => {
    const random = randoms(20261123);
    const requests = Array.from({ length: 1000 }, async (_, number) => {
      const mine = number % 2 === 0 ? a : b;
      const fault = random();
      try {
        return await db.unitOfWork.run({ role: 'app', workspaceId: mine.id, readOnly: random() < 0.5 }, async () => {
          if (fault < 0.1) throw new Error('fails before reading');
          if (fault < 0.2) await currentWork().query('select 1 / 0');
          const rows = await visible();
          if (fault < 0.3) throw new Error('fails after reading');
          expect(rows.map((row) => row.slug)).toEqual([mine.slug]);
          return 'read' as const;
        });
      } catch (error) {
        if ((error as Error).name === 'AssertionError') throw error;
        return 'failed' as const;
      }
    });
    const ends = await Promise.all(requests);
    expect(ends.filter((end) => end === 'failed').length).toBeGreaterThan(200);
    expect(ends.filter((end) => end === 'read').length).toBeGreaterThan(600);
  });

  it('fails rather than shows nothing when no workspace is set', async () => {
    await expect(db.unitOfWork.run({ role: 'app' }, visible)).rejects.toThrow();
  });

  it('refuses to change workspace inside, and keeps the outer one', async () => {
    await db.unitOfWork.run({ role: 'app', workspaceId: a.id }, async () => {
      await expect(
        Promise.resolve().then(() => db.unitOfWork.run({ role: 'app', workspaceId: b.id }, visible)),
      ).rejects.toThrow(/cannot change/);
      expect((await visible()).map((row) => row.slug)).toEqual(['marker-a']);
    });
  });

  it('refuses writes in a read-only unit', async () => {
    const write = () => currentWork().execute('update app.workspaces set name = $1', ['x']);
    await expect(db.unitOfWork.run({ role: 'app', workspaceId: a.id, readOnly: true }, write)).rejects.toMatchObject({
      code: '25006',
    });
  });

  it('throws outside a unit of work', () => {
    expect(() => currentWork()).toThrow(/outside a unit of work/);
  });
});
