import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Audit, ChainCheck, Checkpoints, NO_WORKSPACE } from '../../src/audit/index.js';
import { CheckpointFile } from '../../src/audit/checkpoint-file.js';
import { EventsRepository } from '../../src/audit/events.repository.js';
import { Clock, systemActor } from '../../src/kernel/index.js';
import { currentWork, type Scope } from '../../src/platform/db/index.js';
import { testOptions } from '../support/application.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

describe('audit', () => {
  let db: TestDatabase;
  let audit: Audit;
  let check: ChainCheck;
  let checkpoints: Checkpoints;
  let workspace: TestWorkspace;
  const data = mkdtempSync(join(tmpdir(), 'sinergi-audit-'));

  beforeAll(async () => {
    db = await openTestDatabase({ poolSize: 8 });
    const clock = new Clock();
    const events = new EventsRepository();
    const file = new CheckpointFile(testOptions(db.url, data).config);
    audit = new Audit(events, clock);
    check = new ChainCheck(db.unitOfWork, events, file);
    checkpoints = new Checkpoints(db.unitOfWork, events, file, clock);
  });
  afterAll(async () => {
    await db.close();
    rmSync(data, { recursive: true });
  });

  const scope = (id: string, role: Scope['role'] = 'app'): Scope => ({
    role,
    workspaceId: id,
    actor: { ...systemActor('r-1', id), label: 'admin@uji.test' },
  });
  const record = (id: string, detail = {}) =>
    db.unitOfWork.run(scope(id), () =>
      audit.record({ action: 'workspaces.created', subject: { type: 'workspace', id }, detail }),
    );
  const fresh = async (events: number) => {
    workspace = await aWorkspace(db);
    for (let i = 0; i < events; i++) await record(workspace.id, { i, z: 'ü', a: [1, 2], nothing: null, half: 0.5 });
    return workspace.id;
  };
  const problems = async () => (await check.verifyChain(workspace.id)).problems;

  it('numbers events without gaps when many act at once, and loses none', async () => {
    const id = await fresh(0);
    await Promise.all(Array.from({ length: 40 }, () => record(id)));
    const report = await check.verifyChain(id);
    expect(report).toMatchObject({ events: 40, head: { seq: 40 }, problems: [] });
  });

  it('keeps nothing of an act that was rolled back', async () => {
    const id = await fresh(1);
    const failing = db.unitOfWork.run(scope(id), async () => {
      await audit.record({ action: 'x.y' });
      throw new Error('afterwards');
    });
    await expect(failing).rejects.toThrow('afterwards');
    expect((await check.verifyChain(id)).events).toBe(1);
  });

  it.each(['app', 'worker', 'agency', 'identity', 'matcher'] as const)(
    'role %s can neither edit nor delete events, nor write into another chain',
    async (role) => {
      const id = await fresh(1);
      const attempt = (sql: string, params: unknown[] = []) =>
        db.unitOfWork.run(scope(id, role), () => currentWork().execute(sql, params));
      await expect(attempt(`update audit.events set action = 'x'`)).rejects.toMatchObject({ code: '42501' });
      await expect(attempt('delete from audit.events')).rejects.toMatchObject({ code: '42501' });
      await expect(attempt('truncate audit.events')).rejects.toMatchObject({ code: '42501' });
      const other = await aWorkspace(db);
      await expect(
        attempt(
          `insert into audit.events (workspace_id, seq, at, action, outcome, actor_label, request_id, previous_hash, hash)
           values ($1, 1, now(), 'x', 'done', 'x', 'x', sha256('x'), sha256('x'))`,
          [other.id],
        ),
      ).rejects.toMatchObject({ code: '42501' });
      const seen = await db.unitOfWork.run(scope(other.id, role), () =>
        currentWork().query('select 1 from audit.events'),
      );
      expect(seen).toEqual([]);
    },
  );

  it('finds an edited row', async () => {
    const id = await fresh(5);
    await db.admin(`update audit.events set actor_label = 'somebody' where workspace_id = $1 and seq = 3`, [id]);
    expect(await problems()).toEqual([{ seq: 3, kind: 'edited' }]);
  });

  it('finds a removed row', async () => {
    const id = await fresh(5);
    await db.admin('delete from audit.events where workspace_id = $1 and seq = 3', [id]);
    expect(await problems()).toEqual([{ seq: 4, kind: 'missing' }]);
  });

  it('finds a cut tail by the checkpoint in the database', async () => {
    const id = await fresh(5);
    expect(await checkpoints.take()).toBeGreaterThan(0);
    await db.admin('delete from audit.events where workspace_id = $1 and seq > 3', [id]);
    expect(await problems()).toEqual([{ seq: 5, kind: 'cut' }]);
  });

  it('finds a cut tail by the file, when the checkpoint in the database is gone too', async () => {
    const id = await fresh(5);
    await checkpoints.take();
    await db.admin('delete from audit.checkpoints where workspace_id = $1', [id]);
    await db.admin('delete from audit.events where workspace_id = $1 and seq > 3', [id]);
    expect(await problems()).toEqual([{ seq: 5, kind: 'cut' }]);
  });

  it('notes a head once', async () => {
    await fresh(2);
    await checkpoints.take();
    expect(await checkpoints.take()).toBe(0);
  });

  it('keeps signing in, which belongs to no workspace, in a chain of its own', async () => {
    await db.unitOfWork.run({ role: 'identity' }, () => audit.record({ action: 'identity.signed-in' }));
    expect(await check.verifyChain(null)).toMatchObject({ workspaceId: NO_WORKSPACE, events: 1, problems: [] });
  });
});
