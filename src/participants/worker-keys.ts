import { currentWork, partitions } from '../platform/db/index.js';
import { checkedTable, stagedPeople } from './matching.sql.js';

/**
 * Writes the keys by which a workspace's workers are matched from a staging table with MATCH_STAGE_COLUMNS. Role
 * `worker`, which cannot read them back: hence not one upsert, whose `excluded` asks for the right to read.
 */
export async function saveWorkerKeys(workspaceId: string, stageTable: string): Promise<void> {
  const stage = checkedTable(stageTable);
  const work = currentWork();
  await partitions.ensure('registry.worker_keys');
  await work.execute(
    `update registry.worker_keys k set match_index = s.match_index, birth_date = s.birth_date, name_key = s.name_key
     from ${stage} s where k.workspace_id = $1 and k.worker_id = s.worker_id`,
    [workspaceId],
  );
  await work.execute(
    `insert into registry.worker_keys (workspace_id, worker_id, match_index, birth_date, name_key)
     select $1, worker_id, match_index, birth_date, name_key from ${stage} order by worker_id
     on conflict (workspace_id, worker_id) do nothing`,
    [workspaceId],
  );
}

/** The keys of a workspace's first people, those of a file's staged rows that can be used, as a draft of its partition. */
export async function draftWorkerKeys(workspaceId: string, stageTable: string, draft: string): Promise<void> {
  const table = 'registry.worker_keys';
  await partitions.draft(table, draft);
  await currentWork().execute(
    `insert into ${checkedTable(draft)} (workspace_id, worker_id, match_index, birth_date, name_key)
     select $1, worker_id, match_index, birth_date, name_key from ${stagedPeople(stageTable, true)} s`,
    [workspaceId],
  );
  await partitions.index(table, draft);
}

/** Workers who no longer exist: their keys and cases go. Role `worker`. */
export async function forgetWorkers(workspaceId: string, workerIds: readonly string[]): Promise<void> {
  for (const table of ['match_cases', 'worker_keys']) {
    await currentWork().execute(
      `delete from registry.${table} where workspace_id = $1 and worker_id = any($2::uuid[])`,
      [workspaceId, workerIds],
    );
  }
}
