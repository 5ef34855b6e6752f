import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personKey } from '../../../src/kernel/index.js';
import { Matcher } from '../../../src/participants/index.js';
import { RefreshWorker } from '../../../src/rosters/workers/refresh-worker.job.js';
import { aWorkspace, testKeyring, type TestWorkspace } from '../../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { aQueue } from '../../support/queue.js';
import { cellsAgree } from './cells-agree.js';
import { aRoster } from './roster.builder.js';

const BIRTH = '1990-05-17';

describe('looking up one worker', () => {
  let db: TestDatabase;
  let workspace: TestWorkspace;
  let job: RefreshWorker;
  let jobs: Awaited<ReturnType<typeof aQueue>>;
  const nikOf = (n: number) => `99010117059000${String(n).padStart(2, '0')}`;

  beforeAll(async () => {
    db = await openTestDatabase();
    workspace = await aWorkspace(db);
    jobs = await aQueue(db);
    job = new RefreshWorker(db.unitOfWork, testKeyring(), new Matcher(db.unitOfWork, jobs.queue));
    const keys = await db.unitOfWork.run({ role: 'worker', workspaceId: workspace.id }, () =>
      testKeyring().registryKeys(),
    );
    for (const [n, name] of ['Siti Contoh', 'Orang Lain Sekali'].entries()) {
      await db.admin(
        `insert into registry.participants (extract_version, birth_date, match_index, name_key, sealed, jkk_until, jkm_until)
         values (1, $1, $2, $3, '\\x00', '2027-03-31', '2027-01-31')`,
        [BIRTH, keys.matchIndex(nikOf(n + 1)), personKey(name)],
      );
    }
  });
  afterAll(async () => {
    await jobs.close();
    await db.close();
  });

  async function pending(n: number, name: string, version = 1): Promise<string> {
    const [id = ''] = await aRoster(db, workspace, [{ name, nik: nikOf(n), birthDate: BIRTH }]);
    await db.admin(`update app.workers set match_state = 'pending', version = $2 where id = $1`, [id, version]);
    return id;
  }
  const stateOf = async (id: string) =>
    (
      await db.admin<{ state: string; until: string | null }>(
        'select match_state as state, protected_until::text as until from app.workers where id = $1',
        [id],
      )
    )[0];

  it.each([
    [1, 'Siti Contoh', { state: 'matched', until: '2027-01-31' }],
    [2, 'Siti Contoh', { state: 'mismatch', until: null }],
    [3, 'Tidak Terdaftar', { state: 'absent', until: '-infinity' }],
  ])('person %i called %s', async (n, name, expected) => {
    const id = await pending(n, name);
    await job.refresh(workspace.id, id);
    expect(await stateOf(id)).toEqual(expected);
    expect(await cellsAgree(db, workspace)).toBe(true);
  });

  it('leaves a mismatch to the agency as a case, and its key for later extracts', async () => {
    const rows = await db.admin(`select reason from registry.match_cases where workspace_id = $1 and state = 'open'`, [
      workspace.id,
    ]);
    expect(rows).toEqual([{ reason: 'name' }]);
    const [keys] = await db.admin('select count(*)::int as n from registry.worker_keys where workspace_id = $1', [
      workspace.id,
    ]);
    expect(keys).toEqual({ n: 3 });
  });

  it('does nothing for a worker who is known already or gone, and leaves no table behind', async () => {
    const id = await pending(4, 'Sudah Dicari');
    await db.admin(`update app.workers set match_state = 'absent' where id = $1`, [id]);
    await job.refresh(workspace.id, id);
    expect(await stateOf(id)).toMatchObject({ state: 'absent', until: null });
    await job.refresh(workspace.id, '01a209a7-0000-7000-8000-000000000000');
    expect(await db.admin(`select relname from pg_class where relnamespace = 'staging'::regnamespace`)).toEqual([]);
  });
});
