import { Injectable, type OnModuleInit } from '@nestjs/common';
import { currentWork, UnitOfWork } from '../../platform/db/index.js';
import { JobRegistry } from '../../platform/jobs/index.js';
import { summaryOf, type ChangeSummary, type CountedPart } from './change-kinds.rules.js';
import * as sql from './compare.sql.js';

/** Works out what an applied file changed, once, so that pages and workbooks read it in the order in which they show it. */
@Injectable()
export class CompareImport implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly units: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.registry.register('rosters.compare', ({ workspaceId, id }) => this.run(workspaceId ?? '', id ?? ''));
  }

  /** All in one transaction; safe to run again, then it does nothing. */
  run(workspaceId: string, importId: string): Promise<void> {
    return this.units.run({ role: 'worker', workspaceId }, async () => {
      const ids = [workspaceId, importId];
      const work = currentWork();
      await work.query(`select pg_advisory_xact_lock(hashtextextended('compare:' || $1, 0))`, [importId]);
      // Being undone has to wait until this is told: the images that it stands on would go meanwhile.
      const [file] = await work.query<{ roster_version: string; day: string; known: boolean }>(
        `select i.roster_version, h.coverage_as_of::text as day,
           exists(select from app.import_comparisons c where c.workspace_id = $1 and c.import_id = $2) as known
         from app.imports i join app.roster_heads h on h.workspace_id = i.workspace_id
         where i.workspace_id = $1 and i.id = $2 and i.kind = 'roster' and i.state = 'applied' for share of i`,
        ids,
      );
      if (!file || file.known) return;
      const [previous] = await work.query<{ id: string }>(sql.previousSql, ids);
      const summary = previous ? await this.compare(ids, file.day, Number(file.roster_version)) : null;
      await work.execute(
        `insert into app.import_comparisons (workspace_id, import_id, previous_import_id, summary) values ($1, $2, $3, $4)`,
        [...ids, previous?.id ?? null, summary && JSON.stringify(summary)],
      );
    });
  }

  private async compare(ids: string[], day: string, plannedAt: number): Promise<ChangeSummary> {
    const work = currentWork();
    await work.query(`set local work_mem = '64MB'`);
    await work.execute(sql.insertChangesSql, [...ids, day]);
    const parts = await work.query<CountedPart>(sql.countChangesSql, ids);
    const [wages] = await work.query<ChangeSummary['wages']>(sql.wagesSql, ids);
    const [roster] = await work.query<{ workers: number | null }>(sql.rosterAfterSql, [ids[0], plannedAt + 1]);
    return summaryOf(parts, wages ?? { before: 0, after: 0 }, roster ? (roster.workers ?? 0) : null);
  }
}
