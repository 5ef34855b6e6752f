import { Injectable } from '@nestjs/common';
import { RosterMoved, staging, type Import } from '../../imports/index.js';
import { currentWork, isLockTimeout, partitions } from '../../platform/db/index.js';
import { addToDraftSql, renewWorkersSql } from './apply.sql.js';
import type { InUnit } from './first-roster.js';
import { isRenewalQuicker } from './renewal.rules.js';
import { sourcesOf } from './sources.js';

const WORKERS = 'app.workers';

/**
 * A file that changes much of a roster: everybody is written anew as the file makes them, beside the roster that is seen,
 * and takes its place when the file is applied (ADR 0026).
 */
@Injectable()
export class RenewRoster {
  /** Files whose roster somebody read for so long that nothing could take its place. */
  private readonly inUse = new Set<string>();

  async isWorthwhile(file: Import): Promise<boolean> {
    if (this.inUse.has(file.id)) return false;
    const written = (file.created ?? 0) + (file.updated ?? 0) + file.leavers;
    if (!isRenewalQuicker(written, 0)) return false;
    const [roster] = await currentWork().query<{ people: string }>(
      'select count(*) as people from app.workers where workspace_id = $1',
      [file.workspaceId],
    );
    return isRenewalQuicker(written, Number(roster?.people ?? 0)) && (await partitions.has(WORKERS));
  }

  /**
   * Whether the roster is still the one that was read, is for the caller to see before the draft takes its place.
   * @returns when everybody is written; `indexed` then goes on beside what else applying does
   */
  async draft(file: Import, written: string, unit: InUnit): Promise<{ indexed: Promise<void> }> {
    const filled = Promise.withResolvers<void>();
    const indexed = unit(async () => {
      const draft = staging.table(file, 'w');
      const sources = await sourcesOf(file, written);
      const ids = [file.workspaceId, file.id];
      await partitions.draft(WORKERS, draft);
      await currentWork().execute(renewWorkersSql(draft, sources), ids);
      if (file.created) await currentWork().execute(addToDraftSql(draft, sources), ids);
      filled.resolve();
      await partitions.index(WORKERS, draft);
    });
    // Also after `filled`: whoever waits for `indexed` hears of it there.
    indexed.catch((error: unknown) => filled.reject(error));
    await filled.promise;
    return { indexed };
  }

  /** The last thing in the transaction: whoever reads this roster waits until its end. @param indexed of the draft */
  async takePlace(file: Import, indexed: Promise<void>): Promise<void> {
    await indexed;
    try {
      await partitions.replace(WORKERS, staging.table(file, 'w'));
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      // Somebody reads it for longer than others should wait behind us: then it is changed in place.
      if (this.inUse.size >= 100) this.inUse.clear();
      this.inUse.add(file.id);
      throw new RosterMoved();
    }
  }
}
