import { Injectable } from '@nestjs/common';
import { staging, type Import } from '../../imports/index.js';
import { currentWork, partitions } from '../../platform/db/index.js';
import { draftWorkerKeys } from '../../participants/index.js';
import { addCells, CELL_COLUMNS, countCells } from '../coverage-cells.js';
import { createdCellsSource, draftWorkersSql } from './apply.sql.js';

const KEYS = 'registry.worker_keys';
const WORKERS = 'app.workers';

/** Runs work in a transaction of its own, as long as this process holds the file. */
export type InUnit = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * The first people of a workspace: drafted beside the roster, where nobody sees them and no lock is held, people on one
 * connection and what follows from them on others; then hung in with the rest of what applying changes (ADR 0019).
 */
@Injectable()
export class FirstRoster {
  /** Whether nobody ever was in this workspace, so that a draft can become its partitions. */
  async isFirst(): Promise<boolean> {
    return !(await partitions.has(WORKERS)) && !(await partitions.has(KEYS));
  }

  /**
   * People from the file's staged rows and their matching, both complete. Beside them their coverage, and then what the
   * matcher will look them up by from now on.
   */
  async draft(file: Import, unit: InUnit): Promise<void> {
    const [stage, match] = [staging.rows(file), staging.table(file, 'm')] as const;
    await allOf([
      unit(async () => {
        const draft = staging.table(file, 'w');
        await partitions.draft(WORKERS, draft);
        await currentWork().execute(draftWorkersSql(draft, stage, match), [file.workspaceId, file.id]);
        await partitions.index(WORKERS, draft);
      }),
      unit(async () => {
        const table = await staging.open(file, 'c', CELL_COLUMNS);
        await countCells(table, createdCellsSource(stage, match, { isFirst: true }));
      }).then(() => unit(() => draftWorkerKeys(file.workspaceId, stage, staging.table(file, 'y')))),
    ]);
  }

  /** The coverage of the drafted people, counted as of the day that the roster still has. */
  async count(file: Import): Promise<void> {
    await addCells(staging.table(file, 'c'));
  }

  /** The last thing in the transaction: whoever hangs in another roster at this moment waits for its end. */
  async hangIn(file: Import): Promise<void> {
    await partitions.attach(WORKERS, staging.table(file, 'w'));
    await partitions.attach(KEYS, staging.table(file, 'y'));
  }
}

/** Nothing is left running when one part fails: a second attempt would meet it. */
async function allOf(parts: Promise<void>[]): Promise<void> {
  for (const part of await Promise.allSettled(parts)) if (part.status === 'rejected') throw part.reason;
}
