import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { currentWork, isUuid, UnitOfWork } from '../platform/db/index.js';
import { JobRegistry } from '../platform/jobs/index.js';
import type { Storage } from '../platform/storage/index.js';
import { STORAGE } from '../platform/tokens.js';
import { limits } from '../tabular/index.js';

const KEPT_HOURS = 1;

/** Removes files that no row knows: papers that have expired, and what a process wrote that died before entering it. */
@Injectable()
export class SweepFiles implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly units: UnitOfWork,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  onModuleInit(): void {
    this.registry.register('storage.sweep', async () => void (await this.sweep()));
  }

  async sweep(olderThanHours = KEPT_HOURS): Promise<number> {
    let removed = 0;
    for await (const { workspaceId, key } of this.storage.olderThan(olderThanHours)) {
      if (isUuid(workspaceId) && (await this.isKept(workspaceId, key))) continue;
      await this.storage.delete(key);
      removed++;
    }
    return removed;
  }

  /** The original of an import, a paper until it expires, or an upload in pieces of which the last came not long ago. */
  private isKept(workspaceId: string, key: string): Promise<boolean> {
    return this.units.run({ role: 'worker', workspaceId }, async () => {
      const rows = await currentWork().query(
        `with forgotten as (
           delete from app.unfinished_uploads
           where workspace_id = $1 and storage_key = $2 and touched_at < now() - make_interval(hours => $3) returning 1),
         expired as (
           delete from app.prepared_papers where workspace_id = $1 and storage_key = $2 and expires_at < now() returning 1)
         select 1 from app.imports where workspace_id = $1 and storage_key = $2
         union all
         select 1 from app.unfinished_uploads
         where workspace_id = $1 and storage_key = $2 and touched_at >= now() - make_interval(hours => $3)
         union all
         select 1 from app.prepared_papers where workspace_id = $1 and storage_key = $2 and expires_at >= now()`,
        [workspaceId, key, limits.unfinishedHours],
      );
      return rows.length > 0;
    });
  }
}
