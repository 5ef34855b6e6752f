import { currentWork } from './unit-of-work.js';

/** Tables with a row per person, in which each workspace has a partition of its own from its first people on (ADR 0019). */
export type PartitionedTable = 'app.workers' | 'registry.worker_keys';

/** All of the workspace of the current unit of work, which must be the only one that writes its people. */
export const partitions = {
  async has(table: PartitionedTable): Promise<boolean> {
    const [row] = await currentWork().query<{ has: boolean }>('select app.has_partition($1::regclass) as has', [table]);
    return row?.has ?? false;
  },

  /** An empty table without indexes, for role `worker` to fill; nobody sees it before it is attached. @returns its name */
  async open(table: PartitionedTable): Promise<string> {
    const [row] = await currentWork().query<{ name: string }>('select app.open_partition($1::regclass) as name', [
      table,
    ]);
    return row?.name ?? '';
  },

  /** Builds the indexes and makes it a part of its table. */
  async attach(table: PartitionedTable): Promise<void> {
    await currentWork().query('select app.attach_partition($1::regclass)', [table]);
  },

  async ensure(table: PartitionedTable): Promise<void> {
    if (await partitions.has(table)) return;
    await partitions.open(table);
    await partitions.attach(table);
  },
};
