import { currentWork } from '../platform/db/index.js';
import { checkedTable } from './matching.sql.js';

/**
 * Opens a case for every mismatch of a matching result and closes those of workers who match now or are absent.
 * Roles `worker` and `matcher`, in the transaction that stores the result.
 * @returns cases opened or opened again
 */
export async function recordMatchCases(workspaceId: string, resultTable: string): Promise<number> {
  const result = checkedTable(resultTable);
  const work = currentWork();
  await work.execute(
    `update registry.match_cases c set state = 'closed', closed_at = now() from ${result} r
     where c.workspace_id = $1 and c.worker_id = r.worker_id and c.state = 'open' and r.state <> 'mismatch'`,
    [workspaceId],
  );
  return work.execute(
    `insert into registry.match_cases (workspace_id, worker_id, participant_id, reason)
     select $1, worker_id, participant_id, reason from ${result} where state = 'mismatch'
     on conflict (workspace_id, worker_id) do update set participant_id = excluded.participant_id,
       reason = excluded.reason, state = 'open', closed_at = null,
       opened_at = case when match_cases.state = 'open' then match_cases.opened_at else now() end
     where (match_cases.state, match_cases.reason, match_cases.participant_id)
       is distinct from ('open', excluded.reason, excluded.participant_id)`,
    [workspaceId],
  );
}

/** What the agency sees of the mismatches: how many, where, and why. Role `agency`. */
export interface CaseCount {
  workspaceId: string;
  slug: string;
  name: string;
  kind: string;
  birthDate: number;
  personName: number;
  oldest: Date;
}

export function openCasesByWorkspace(): Promise<CaseCount[]> {
  return currentWork().query<CaseCount>(
    `select w.id as "workspaceId", w.slug, w.name, w.kind,
       count(*) filter (where c.reason = 'birth_date')::int as "birthDate",
       count(*) filter (where c.reason = 'name')::int as "personName", min(c.opened_at) as oldest
     from registry.match_cases c join app.workspaces w on w.id = c.workspace_id
     where c.state = 'open' group by w.id order by count(*) desc, w.slug limit 500`,
  );
}
