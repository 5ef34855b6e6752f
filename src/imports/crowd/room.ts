import { Refused } from '../../kernel/index.js';
import { currentWork } from '../../platform/db/index.js';
import { MOST_UNFINISHED } from './lanes.rules.js';

/**
 * One workspace may not fill the queue for itself: in the current unit of work, counted one upload after another.
 * @throws Refused 429 `imports.too-many-waiting`
 */
export async function mustHaveRoom(): Promise<void> {
  const work = currentWork();
  const { workspaceId } = work.scope;
  await work.query(`select pg_advisory_xact_lock(hashtextextended('imports:' || $1, 0))`, [workspaceId]);
  const [row] = await work.query<{ n: number }>(
    `select count(*)::int as n from app.imports where workspace_id = $1
     and state in ('received', 'reading', 'checking', 'applying', 'reversing')`,
    [workspaceId],
  );
  if ((row?.n ?? 0) >= MOST_UNFINISHED) throw new Refused('imports.too-many-waiting', { most: MOST_UNFINISHED }, 429);
}
