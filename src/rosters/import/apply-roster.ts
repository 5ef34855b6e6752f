import { Injectable } from '@nestjs/common';
import { RosterMoved, staging, type Import, type Wait } from '../../imports/index.js';
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
import { noteLeftSoon } from '../guard/left-soon.js';
import { leaversSql } from './plan.sql.js';
import * as undo from './reverse.sql.js';

/** Carries out a roster plan, and undoes it; set by set, inside the caller's transaction. */
@Injectable()
export class ApplyRoster {
  /** Registry extract that a file's matching rests on. */
  private readonly matchedAt = new Map<string, number>();

  constructor(
    private readonly units: UnitOfWork,
    private readonly matcher: Matcher,
    private readonly queue: Queue,
    private readonly allowances: Allowances,
  ) {}

  /** New people are taken off what the workspace may add. */
  waitsFor(file: Import): Promise<Wait | null> {
    return this.allowances.waiting(file.workspaceId, file.created ?? 0);
  }

  /** Asks the registry about the new people, as the matcher's own role, before anything is written. */
  async prepare(file: Import): Promise<void> {
    const { keys, match } = await this.units.run({ role: 'worker', workspaceId: file.workspaceId }, async () => {
      const opened = {
        keys: await staging.open(file, 'k', MATCH_STAGE_COLUMNS),
        match: await staging.open(file, 'm', MATCH_RESULT_COLUMNS),
      };
      await currentWork().query(`set local work_mem = '128MB'`);
      const alone = await onlyCreated(file);
      await currentWork().execute(
        sql.keysSql(opened.keys, staging.rows(file), alone),
        alone ? [] : [file.workspaceId, file.id],
      );
      await staging.analyze(opened.keys, 'worker_id, match_index');
      return opened;
    });
    const { version } = await this.units.run({ role: 'matcher', workspaceId: file.workspaceId }, () =>
      this.matcher.matchStaged(keys, match),
    );
    this.matchedAt.set(file.id, version);
  }

  async apply(file: Import): Promise<void> {
    const work = currentWork();
    const [stage, match, keys] = ['i', 'm', 'k'].map((letter) => staging.table(file, letter)) as [
      string,
      string,
      string,
    ];
    await work.query(`set local work_mem = '128MB'`);
    const extract = await this.holdMatching(file);
    await lockRosterHead();
    await this.noteFirstExtract(file, extract);
    if (file.updated) await this.update(file, stage, match);
    if (file.created) {
      await this.allowances.spend(file.workspaceId, file.created, 'by_file');
      await this.create(file, stage, match);
    }
    await saveWorkerKeys(file.workspaceId, keys);
    await recordMatchCases(file.workspaceId, match);
    if (file.mode === 'snapshot' && file.leavers > 0) await this.leave(file, stage);
    await dropEmptyCells();
    await bumpRosterVersion();
    await this.queue.enqueue('coverage.snapshot', { workspaceId: file.workspaceId });
    await this.queue.enqueue('rosters.compare', { workspaceId: file.workspaceId, id: file.id });
  }

  /** A newer extract may have come between matching and now: then everything is matched again. */
  private async holdMatching(file: Import): Promise<number> {
    const matched = this.matchedAt.get(file.id);
    this.matchedAt.delete(file.id);
    const now = await holdRegistryVersion();
    if (now !== matched) throw new RosterMoved();
    return now;
  }

  /** A roster whose first people were matched just now rests on that extract; an older roster keeps its own, and is refreshed. */
  private async noteFirstExtract(file: Import, extract: number): Promise<void> {
    await currentWork().execute(
      `update app.roster_heads set coverage_version = $2 where workspace_id = $1
       and not exists (select from app.workers where workspace_id = $1)`,
      [file.workspaceId, extract],
    );
  }

  /** The first people of a workspace fill a table of their own before it has an index. */
  private async create(file: Import, stage: string, match: string): Promise<void> {
    const ids = [file.workspaceId, file.id];
    const alone = await onlyCreated(file);
    const first = alone && !(await partitions.has('app.workers'));
    if (!first) await partitions.ensure('app.workers');
    const table = first ? await partitions.open('app.workers') : 'app.workers';
    await currentWork().execute(sql.createWorkersSql(table, stage, match, alone), ids);
    await applyCellDelta(sql.createdCellsSource(stage, match, alone), [file.id], 1);
    if (first) await partitions.attach('app.workers');
  }

  private async update(file: Import, stage: string, match: string): Promise<void> {
    const work = currentWork();
    const ids = [file.workspaceId, file.id];
    const settled = staging.table(file, 'r');
    const hasSettled = (await staging.count(settled)) !== null;
    await work.execute(sql.keepUpdatedSql, [...ids, file.confirmedLabel]);
    await applyCellDelta(sql.updatedWorkersSql, [file.id], -1);
    await work.execute(sql.updateWorkersSql(stage, hasSettled ? settled : null, match), ids);
    await applyCellDelta(sql.updatedWorkersSql, [file.id], 1);
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

/** Every usable row is a new worker: then staging says everything and the ledger need not be joined. */
async function onlyCreated(file: Import): Promise<boolean> {
  return !file.updated && !file.unchanged && (await staging.count(staging.table(file, 'r'))) === null;
}
