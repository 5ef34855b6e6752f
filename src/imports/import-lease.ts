import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { currentWork, UnitOfWork, type Outage } from '../platform/db/index.js';
import type { Import } from './import.entity.js';
import type { ImportState } from './import-states.rules.js';

/**
 * One process at a time works on a file. The lease is judged by the database's clock, and its token stands in every
 * statement that has an effect, so a process that was frozen past its lease changes nothing when it wakes up.
 */
@Injectable()
export class ImportLease {
  constructor(private readonly units: UnitOfWork) {}

  /** A token, or null while another process holds the file. */
  async take(workspaceId: string, importId: string): Promise<string | null> {
    const token = randomUUID();
    const taken = await this.change(
      workspaceId,
      `update app.imports set lease_token = $3, lease_until = clock_timestamp() + interval '30 seconds', attempts = attempts + 1,
         failure = case when failure ->> 'code' like 'imports.waits-%' then null else failure end
       where workspace_id = $1 and id = (select id from app.imports where workspace_id = $1 and id = $2
         and (lease_until is null or lease_until < clock_timestamp()) for update skip locked)`,
      [workspaceId, importId, token],
    );
    return taken ? token : null;
  }

  async keep(file: Pick<Import, 'workspaceId' | 'id'>, token: string): Promise<boolean> {
    return this.change(
      file.workspaceId,
      `update app.imports set lease_until = clock_timestamp() + interval '30 seconds' where workspace_id = $1 and id = $2 and lease_token = $3`,
      [file.workspaceId, file.id, token],
    );
  }

  /**
   * `failed` keeps the count of attempts, so that a file that breaks us is given up at last.
   * @returns where the file stands now; null when it was another's already
   */
  giveBack(workspaceId: string, importId: string, token: string, failed: boolean): Promise<ImportState | null> {
    return this.units.run({ role: 'worker', workspaceId }, async () => {
      const [row] = await currentWork().query<{ state: ImportState }>(
        `update app.imports set lease_token = null, lease_until = null, attempts = case when $4 then attempts else 0 end
         where workspace_id = $1 and id = $2 and lease_token = $3 returning state`,
        [workspaceId, importId, token, failed],
      );
      return row?.state ?? null;
    });
  }

  /**
   * Something else than the file is to blame: it waits, says for what, and is taken up again when the lease that nobody
   * holds has run out. Such a try does not count.
   */
  async rest(workspaceId: string, importId: string, token: string, outage: Outage): Promise<void> {
    await this.change(
      workspaceId,
      `update app.imports set lease_token = null, lease_until = clock_timestamp() + interval '10 seconds',
         attempts = greatest(attempts - 1, 0), failure = jsonb_build_object('code', $4::text)
       where workspace_id = $1 and id = $2 and lease_token = $3 and state in ('received', 'reading', 'checking', 'ready', 'applying', 'reversing')`,
      [workspaceId, importId, token, `imports.waits-${outage}`],
    );
  }

  private change(workspaceId: string, sql: string, params: unknown[]): Promise<boolean> {
    return this.units.run(
      { role: 'worker', workspaceId },
      async () => (await currentWork().execute(sql, params)) === 1,
    );
  }
}

/**
 * First statement of a transaction with effects: it fails when the lease went to somebody else. Until the transaction
 * ends its lock on the row keeps others away, however long that is; after it, a process that dies blocks nobody for long.
 */
export async function fence(file: Import, token: string): Promise<void> {
  const held = await currentWork().execute(
    `update app.imports set lease_until = clock_timestamp() + interval '30 seconds' where workspace_id = $1 and id = $2 and lease_token = $3`,
    [file.workspaceId, file.id, token],
  );
  if (held !== 1) throw new LeaseLost();
}

/**
 * First statement of a transaction that only makes staging tables, beside others that have effects: it waits for none of them.
 * @throws LeaseLost
 */
export async function mustHold(file: Import, token: string): Promise<void> {
  const held = await currentWork().query(
    'select from app.imports where workspace_id = $1 and id = $2 and lease_token = $3',
    [file.workspaceId, file.id, token],
  );
  if (held.length === 0) throw new LeaseLost();
}

export class LeaseLost extends Error {
  constructor() {
    super('another process took over this file');
  }
}
