import type { Import } from '../../imports/index.js';
import { currentWork } from '../../platform/db/index.js';
import { SOON_DAYS, type Allowances } from '../../workspaces/index.js';

/** Payload id of `guard.watch` after a form that the allowance did not cover. */
export const REFUSED_FORM = 'form';

const DAY_MS = 86_400_000;

export function wasAddedLately(createdAt: Date, now: Date): boolean {
  return now.getTime() - createdAt.getTime() < SOON_DAYS * DAY_MS;
}

/** Counts those among the leavers of a snapshot, whose images are kept already, who had only just been added. */
export async function noteLeftSoon(file: Import, allowances: Allowances): Promise<void> {
  const [soon] = await currentWork().query<{ left: number; known: number }>(
    `select count(*)::int as left, count(*) filter (where w.match_state = 'matched')::int as known
     from app.worker_versions v join app.workers w on w.workspace_id = $1 and w.id = v.worker_id
     where v.workspace_id = $1 and v.import_id = $2 and v.act = 'left' and w.created_at > now() - make_interval(days => $3)`,
    [file.workspaceId, file.id, SOON_DAYS],
  );
  if (soon?.left) await allowances.note(file.workspaceId, { left_soon: soon.left, left_soon_known: soon.known });
}
