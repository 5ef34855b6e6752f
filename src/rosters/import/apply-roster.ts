import { Injectable } from '@nestjs/common';
import { RosterMoved, staging, type Completion, type Import, type Wait } from '../../imports/index.js';
import { Refused } from '../../kernel/index.js';
import { currentWork, partitions } from '../../platform/db/index.js';
import { Queue } from '../../platform/jobs/index.js';
import { holdRegistryVersion, recordMatchCases, saveWorkerKeys } from '../../participants/index.js';
import { Allowances } from '../../workspaces/index.js';
import { forgetComparison } from '../changes/forget-comparison.js';
import { EVERYONE } from '../refresh-coverage.js';
import { applyCellDelta, bumpRosterVersion, dropEmptyCells, lockRosterHead } from '../coverage-cells.js';
import * as sql from './apply.sql.js';
import { FirstRoster } from './first-roster.js';
import { PrepareRoster, type Prepared } from './prepare-roster.js';
import { noteLeftSoon } from '../guard/left-soon.js';
import { leaversSql } from './plan.sql.js';
import * as undo from './reverse.sql.js';

/** Carries out a roster plan, and undoes it; set by set, inside the caller's transaction. */
@Injectable()
export class ApplyRoster {
  constructor(
    private readonly preparing: PrepareRoster,
    private readonly first: FirstRoster,
    private readonly queue: Queue,
    private readonly allowances: Allowances,
  ) {}

  /** New people are taken off what the workspace may add. */
  waitsFor(file: Import): Promise<Wait | null> {
    return this.allowances.waiting(file.workspaceId, file.created ?? 0);
  }

  /** @returns what has to be the last thing in the transaction */
  async apply(file: Import): Promise<Completion | undefined> {
    const work = currentWork();
    const [stage, match] = [staging.rows(file), staging.table(file, 'm')];
    await work.query(`set local work_mem = '128MB'`);
    const { extract, written, isDrafted } = await this.holdPrepared(file);
    await this.noteFirstExtract(file, extract);
    if (file.updated && written) await this.update(file, stage, written, match);
    if (file.created) await this.allowances.spend(file.workspaceId, file.created, 'by_file');
    if (isDrafted) await this.first.count(file);
    else {
      if (file.created) await this.create(file, stage, written, match);
      if (file.created || file.updated) await saveWorkerKeys(file.workspaceId, staging.table(file, 'k'));
    }
    await recordMatchCases(file.workspaceId, match);
    if (file.mode === 'snapshot' && file.leavers > 0) await this.leave(file, stage);
    await dropEmptyCells();
    await bumpRosterVersion();
    await this.queue.enqueue('coverage.snapshot', { workspaceId: file.workspaceId });
    await this.queue.enqueue('rosters.compare', { workspaceId: file.workspaceId, id: file.id });
    return isDrafted ? () => this.first.hangIn(file) : undefined;
  }

  /** A newer extract, another day or other people may have come between preparing and now: then it is done again. */
  private async holdPrepared(file: Import): Promise<Prepared> {
    const prepared = this.preparing.of(file);
    const extract = await holdRegistryVersion();
    const { coverageAsOf } = await lockRosterHead();
    const holds = prepared?.extract === extract && prepared.day === coverageAsOf;
    if (!holds || (prepared.isDrafted && !(await this.first.isFirst()))) {
      this.preparing.forget(file);
      throw new RosterMoved();
    }
    return prepared;
  }

  /** A roster whose first people were matched just now rests on that extract; an older roster keeps its own, and is refreshed. */
  private async noteFirstExtract(file: Import, extract: number): Promise<void> {
    await currentWork().execute(
      `update app.roster_heads set coverage_version = $2 where workspace_id = $1
       and not exists (select from app.workers where workspace_id = $1)`,
      [file.workspaceId, extract],
    );
  }

  private async create(file: Import, stage: string, written: string | null, match: string): Promise<void> {
    await partitions.ensure('app.workers');
    const into = sql.createWorkersSql(stage, match, written);
    await currentWork().execute(into, [file.workspaceId, file.id]);
    await applyCellDelta(sql.createdCellsSource(stage, match, { written }), [], 1);
  }

  private async update(file: Import, stage: string, written: string, match: string): Promise<void> {
    const work = currentWork();
    const ids = [file.workspaceId, file.id];
    const settled = staging.table(file, 'r');
    const hasSettled = (await staging.count(settled)) !== null;
    await work.execute(sql.keepUpdatedSql(written), [...ids, file.confirmedLabel]);
    await applyCellDelta(sql.updatedWorkersSource(written), [], -1);
    await work.execute(sql.updateWorkersSql(stage, written, hasSettled ? settled : null, match), ids);
    await applyCellDelta(sql.updatedWorkersSource(written), [], 1);
  }

  private async leave(file: Import, stage: string): Promise<void> {
    const work = currentWork();
    await work.execute(sql.keepLeaversSql(leaversSql(stage)), [file.workspaceId, file.id, file.confirmedLabel]);
    await applyCellDelta(sql.leaversKeptSource, [file.id], -1);
    await noteLeftSoon(file, this.allowances);
    await work.execute(sql.leaveSql, [file.workspaceId, file.id]);
  }

  /** @throws Refused `imports.touched-later` with how many workers were changed since */
  async reverse(file: Import): Promise<void> {
    const work = currentWork();
    const ids = [file.workspaceId, file.id];
    await lockRosterHead();
    const [later] = await work.query<{ n: string }>(undo.touchedLaterSql, ids);
    if (Number(later?.n) > 0) throw new Refused('imports.touched-later', { workers: Number(later?.n) });
    await applyCellDelta(undo.touchedWorkersSource, [file.id], -1);
    await work.execute(undo.restoreKeysSql, ids);
    await work.execute(undo.restoreWorkersSql, ids);
    await applyCellDelta(undo.restoredWorkersSource, [file.id], 1);
    await work.execute(undo.forgetVersionsSql, ids);
    await work.execute(undo.forgetKeysSql, ids);
    await work.execute(undo.deleteCreatedSql, ids);
    await forgetComparison(file);
    await dropEmptyCells();
    await bumpRosterVersion();
    await this.allowances.note(file.workspaceId, { reversed: file.created ?? 0, reversals: 1 });
    await this.queue.enqueue('guard.watch', { workspaceId: file.workspaceId });
    await this.queue.enqueue('coverage.snapshot', { workspaceId: file.workspaceId });
    // The registry may have moved on since the images were taken.
    await this.queue.enqueue('coverage.refresh', { workspaceId: file.workspaceId, id: EVERYONE });
  }
}
