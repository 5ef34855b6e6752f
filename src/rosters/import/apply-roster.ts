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
import { RenewRoster } from './renew-roster.js';
import * as undo from './reverse.sql.js';
import { sourcesOf, type Sources } from './sources.js';

/** Carries out a roster plan, and undoes it; set by set, inside the caller's transaction. */
@Injectable()
export class ApplyRoster {
  constructor(
    private readonly preparing: PrepareRoster,
    private readonly first: FirstRoster,
    private readonly renewal: RenewRoster,
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
    await work.query(`set local work_mem = '128MB'`);
    const { extract, written, drafted, indexed } = await this.holdPrepared(file);
    await this.noteFirstExtract(file, extract);
    if (written) await this.change(file, await sourcesOf(file, written), drafted === 'renewed');
    if (file.created) await this.allowances.spend(file.workspaceId, file.created, 'by_file');
    if (drafted === 'first') await this.first.count(file);
    else {
      if (file.created) await this.create(file, written, drafted === 'renewed');
      if (file.created || file.updated) await saveWorkerKeys(file.workspaceId, staging.table(file, 'k'));
    }
    await recordMatchCases(file.workspaceId, staging.table(file, 'm'));
    await dropEmptyCells();
    await bumpRosterVersion();
    await this.queue.enqueue('coverage.snapshot', { workspaceId: file.workspaceId });
    await this.queue.enqueue('rosters.compare', { workspaceId: file.workspaceId, id: file.id });
    if (drafted === 'first') return () => this.first.hangIn(file);
    return indexed ? () => this.renewal.takePlace(file, indexed) : undefined;
  }

  /** A newer extract, another day or other people may have come between preparing and now: then it is done again. */
  private async holdPrepared(file: Import): Promise<Prepared> {
    const prepared = this.preparing.of(file);
    const extract = await holdRegistryVersion();
    const head = await lockRosterHead();
    const holds = prepared?.extract === extract && prepared.day === head.coverageAsOf;
    if (
      !holds ||
      (prepared.drafted === 'first' && !(await this.first.isFirst())) ||
      (prepared.drafted === 'renewed' && prepared.stamp !== head.stamp)
    ) {
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

  private async create(file: Import, written: string | null, isDrafted: boolean): Promise<void> {
    const [stage, match] = [staging.rows(file), staging.table(file, 'm')];
    if (!isDrafted) {
      await partitions.ensure('app.workers');
      await currentWork().execute(sql.createWorkersSql(stage, match, written), [file.workspaceId, file.id]);
    }
    await applyCellDelta(sql.createdCellsSource(stage, match, { written }), [], 1);
  }

  /** People of the roster whom the file updates or makes leave. */
  private async change(file: Import, sources: Sources, isDrafted: boolean): Promise<void> {
    if (!file.updated && !file.leavers) return;
    const work = currentWork();
    const ids = [file.workspaceId, file.id];
    await work.execute(sql.keepImagesSql(sources.written), [...ids, file.confirmedLabel]);
    if (file.leavers) await noteLeftSoon(file, this.allowances);
    await applyCellDelta(sql.movedFromSource(sources.written), [], -1);
    await applyCellDelta(sql.movedToSource(sources), [], 1);
    if (!isDrafted) await work.execute(sql.updateWorkersSql(sources), ids);
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
