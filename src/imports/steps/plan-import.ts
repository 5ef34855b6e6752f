import { Injectable } from '@nestjs/common';
import { currentWork } from '../../platform/db/index.js';
import type { Counts, Import } from '../import.entity.js';
import { ImportsRepository } from '../imports.repository.js';
import { ImportSubjects, type Plan } from '../subject.js';

/** Writes the ledger: the outcome of every row, as confirming will make it so. */
@Injectable()
export class PlanImport {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly subjects: ImportSubjects,
  ) {}

  /** Plans and moves the file to `ready` with counts that add up. */
  async makeReady(file: Import): Promise<void> {
    const { plan, counts } = await this.write(file);
    await this.imports.move(file, 'ready', { ...columns(plan, counts), only_plan: false });
  }

  /** The roster moved since the rehearsal: plans again, and tells whether confirming would now do something else. */
  async again(file: Import): Promise<{ differs: boolean }> {
    const said = { ...file.counts(), leavers: file.leavers };
    const { plan, counts } = await this.write(file);
    const now = { ...counts, leavers: plan.leavers };
    const differs = JSON.stringify(said) !== JSON.stringify(now);
    if (differs)
      await this.imports.move(file, 'ready', {
        ...columns(plan, counts),
        previous_counts: said,
        accepts_leavers: false,
      });
    else {
      await currentWork().execute('update app.imports set roster_version = $3 where workspace_id = $1 and id = $2', [
        file.workspaceId,
        file.id,
        plan.rosterVersion,
      ]);
    }
    return { differs };
  }

  private async write(file: Import): Promise<{ plan: Plan; counts: Counts }> {
    await currentWork().execute('delete from app.import_rows where workspace_id = $1 and import_id = $2', [
      file.workspaceId,
      file.id,
    ]);
    const plan = await this.subjects.of(file.kind).plan(file);
    return { plan, counts: await this.recount(file) };
  }

  /** Counted from the ledger itself, not carried along. */
  private async recount(file: Import): Promise<Counts> {
    const rows = await currentWork().query<{ outcome: keyof Counts; n: string }>(
      'select outcome, count(*) as n from app.import_rows where workspace_id = $1 and import_id = $2 group by outcome',
      [file.workspaceId, file.id],
    );
    const counts: Counts = { rows: 0, created: 0, updated: 0, unchanged: 0, duplicate: 0, held: 0, rejected: 0 };
    for (const { outcome, n } of rows) {
      counts[outcome] = Number(n);
      counts.rows += Number(n);
    }
    return counts;
  }
}

function columns(plan: Plan, counts: Counts): Record<string, unknown> {
  return { ...counts, leavers: plan.leavers, changed_fields: plan.changedFields, roster_version: plan.rosterVersion };
}
