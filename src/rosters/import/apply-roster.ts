import { Injectable } from '@nestjs/common';
import { RosterMoved, staging, type Completion, type Import, type Wait } from '../../imports/index.js';
import { Refused } from '../../kernel/index.js';
import { currentWork, partitions, UnitOfWork } from '../../platform/db/index.js';
import { Queue } from '../../platform/jobs/index.js';
import {
  holdRegistryVersion,
  MATCH_RESULT_COLUMNS,
  MATCH_STAGE_COLUMNS,
  Matcher,
  recordMatchCases,
  saveWorkerKeys,
} from '../../participants/index.js';
import { Allowances } from '../../workspaces/index.js';
import { forgetComparison } from '../changes/forget-comparison.js';
import { EVERYONE } from '../refresh-coverage.js';
import { applyCellDelta, bumpRosterVersion, dropEmptyCells, lockRosterHead } from '../coverage-cells.js';
import * as sql from './apply.sql.js';
import { FirstRoster } from './first-roster.js';
import { noteLeftSoon } from '../guard/left-soon.js';
import { leaversSql } from './plan.sql.js';
import * as undo from './reverse.sql.js';

/** What was done before the transaction, and what it rests on. */
interface Prepared {
  /** Registry extract that was asked. */
  extract: number;
  /** As-of day of the roster's coverage. */
  day: string;
  /** Staging table of the rows that write people; null when those are all that can be used, and all new. */
  written: string | null;
  isDrafted: boolean;
}

/** Carries out a roster plan, and undoes it; set by set, inside the caller's transaction. */
@Injectable()
export class ApplyRoster {
  private readonly prepared = new Map<string, Prepared>();

  constructor(
    private readonly units: UnitOfWork,
    private readonly matcher: Matcher,
    private readonly first: FirstRoster,
    private readonly queue: Queue,
    private readonly allowances: Allowances,
  ) {}

  /** New people are taken off what the workspace may add. */
  waitsFor(file: Import): Promise<Wait | null> {
    return this.allowances.waiting(file.workspaceId, file.created ?? 0);
  }

  /**
   * Asks the registry about the new people, as the matcher's own role, and drafts a first roster: before anything is
   * written or locked.
   */
  async prepare(file: Import): Promise<void> {
    const { keys, match, written } = await this.unit(file, () => this.open(file));
    const { version } = await this.units.run({ role: 'matcher', workspaceId: file.workspaceId }, () =>
      this.matcher.matchStaged(keys, match),
    );
    const { isFirst, day } = await this.unit(file, async () => ({
      isFirst: !written && !!file.created && (await this.first.isFirst()),
      day: await rosterDay(),
    }));
    if (isFirst) await this.first.draft(file);
    this.prepared.set(file.id, { extract: version, day, written, isDrafted: isFirst });
  }

  private async open(file: Import): Promise<{ keys: string; match: string; written: string | null }> {
    await currentWork().query(`set local work_mem = '128MB'`);
    const keys = await staging.open(file, 'k', MATCH_STAGE_COLUMNS);
    const match = await staging.open(file, 'm', MATCH_RESULT_COLUMNS);
    const written = (await onlyCreated(file)) ? null : await staging.open(file, 'u', sql.WRITTEN_COLUMNS);
    if (written) {
      await currentWork().execute(sql.writtenSql(written), [file.workspaceId, file.id]);
      await staging.analyze(written, 'row_no, outcome, worker_id, changed');
    }
    await currentWork().execute(sql.keysSql(keys, staging.rows(file), written));
    await staging.analyze(keys, 'worker_id, match_index');
    return { keys, match, written };
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
    const prepared = this.prepared.get(file.id);
    this.prepared.delete(file.id);
    const extract = await holdRegistryVersion();
    const { coverageAsOf } = await lockRosterHead();
    if (prepared?.extract !== extract || prepared.day !== coverageAsOf) throw new RosterMoved();
    if (prepared.isDrafted && !(await this.first.isFirst())) throw new RosterMoved();
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
    const into = sql.createWorkersSql('app.workers', stage, match, written);
    await currentWork().execute(into, [file.workspaceId, file.id]);
    await applyCellDelta(sql.createdCellsSource(stage, match, written), [], 1);
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

  private unit<T>(file: Import, work: () => Promise<T>): Promise<T> {
    return this.units.run({ role: 'worker', workspaceId: file.workspaceId }, work);
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

/** Every usable row is a new worker: then staging says everything and the ledger need not be joined. */
async function onlyCreated(file: Import): Promise<boolean> {
  return !file.updated && !file.unchanged && (await staging.count(staging.table(file, 'r'))) === null;
}

async function rosterDay(): Promise<string> {
  const [head] = await currentWork().query<{ day: string }>(
    'select coverage_as_of::text as day from app.roster_heads where workspace_id = $1',
    [currentWork().scope.workspaceId],
  );
  return head?.day ?? '';
}
