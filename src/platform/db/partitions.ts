import { currentWork } from './unit-of-work.js';

/** Tables with a row per person, in which each workspace has a partition of its own from its first people on (ADR 0019). */
export type PartitionedTable = 'app.workers' | 'registry.worker_keys';

/** All of the workspace of the current unit of work, which must be the only one that writes its people. */
export const partitions = {
  async has(table: PartitionedTable): Promise<boolean> {
    const [row] = await currentWork().query<{ has: boolean }>('select app.has_partition($1::regclass) as has', [table]);
    return row?.has ?? false;
  },

  /** Makes the staging table `draft` empty and without indexes, for role `worker` to fill: it can become the partition. */
  async draft(table: PartitionedTable, draft: string): Promise<void> {
    await currentWork().query('select app.draft_partition($1::regclass, $2)', [table, nameOf(draft)]);
  },

  /** Builds all indexes of a draft at once. */
  async index(table: PartitionedTable, draft: string): Promise<void> {
    await currentWork().query('select app.index_partition($1::regclass, $2)', [table, nameOf(draft)]);
  },

  /** Makes an indexed draft a part of its table. Other workspaces wait to do the same until the transaction ends. */
  async attach(table: PartitionedTable, draft: string): Promise<void> {
    await currentWork().query('select app.attach_partition($1::regclass, $2)', [table, nameOf(draft)]);
  },

  /**
   * Makes an indexed draft the people of its workspace instead of those it has. Whoever reads this workspace's people waits
   * until the transaction ends, hence the last thing in it. @throws QueryFailedError of which isLockTimeout is true
   */
  async replace(table: PartitionedTable, draft: string): Promise<void> {
    await currentWork().query('select app.replace_partition($1::regclass, $2)', [table, nameOf(draft)]);
  },

  async ensure(table: PartitionedTable): Promise<void> {
    await currentWork().query('select app.ensure_partition($1::regclass)', [table]);
  },
};

function nameOf(draft: string): string {
  return draft.replace('staging.', '');
}
