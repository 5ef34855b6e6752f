import { Injectable } from '@nestjs/common';
import { staging, type Import } from '../../imports/index.js';
import { currentWork } from '../../platform/db/index.js';
import { severityOf } from '../row/causes.js';
import { ASKING, CUT, MADE_BY_PLAN } from './choices.rules.js';
import * as sql from './decisions.sql.js';
import { restoreSql, TOUCHED_COLUMNS } from './rescue.sql.js';
import { RescueNiks } from './rescue-niks.js';

/** What decisions mean for the plan that is being made. */
export interface HeldBefore {
  isDecided: boolean;
  /** Something about held rows differs from what the reader counted. */
  isTouched: boolean;
  /** Rows that are let through although their name is another than the stored one. */
  acceptedOthers: ReadonlySet<number>;
}

/**
 * Puts proposals and people's decisions into a plan. The rows that they touch are changed in staging before the plan
 * and restored before the next one, so that a plan always follows from the file, the roster and the decisions alone.
 */
@Injectable()
export class HeldPlan {
  constructor(private readonly rescue: RescueNiks) {}

  /** Before the ledger is written. @param anyWorkers whether there is a roster to look at */
  async before(file: Import, stage: string, anyWorkers: boolean): Promise<HeldBefore> {
    const work = currentWork();
    const ids = [file.workspaceId, file.id];
    await work.execute(sql.forgetCausesSql, [...ids, MADE_BY_PLAN]);
    const wasTouched = await this.restore(file, stage);
    const [decided] = await work.query<{ any: boolean }>(sql.anyDecisionsSql, ids);
    const isDecided = decided?.any ?? false;
    const mayRescue = anyWorkers && (await this.rescue.isWorthwhile(file));
    // A roster that was drafted ahead follows from other rows.
    if (wasTouched || isDecided) await staging.drop(file, ['c']);
    if (!isDecided && !mayRescue) return { isDecided, isTouched: wasTouched, acceptedOthers: new Set() };
    const touched = await staging.open(file, 'h', TOUCHED_COLUMNS);
    if (mayRescue) await this.rescue.propose(file, stage, touched);
    const accepted = isDecided ? await this.letThrough(ids, stage, touched) : [];
    return { isDecided, isTouched: true, acceptedOthers: new Set(accepted) };
  }

  /** Rows of another name that a person let through keep saying so. */
  async tellAccepted(file: Import, rows: readonly number[]): Promise<void> {
    await currentWork().execute(sql.tellAcceptedSql, [file.workspaceId, file.id, rows]);
  }

  /**
   * After the ledger is settled.
   * @returns rows that a person left out although the reader found nothing wrong with them: they have no cells yet
   */
  async after(file: Import, stage: string, { isDecided, isTouched }: HeldBefore): Promise<number[]> {
    if (!isTouched) return [];
    const work = currentWork();
    const ids = [file.workspaceId, file.id];
    const bare = isDecided ? await this.settle(file, stage) : [];
    await work.execute(sql.forgetCausesSql, [...ids, MADE_BY_PLAN]);
    await work.execute(sql.noteCausesSql, [...ids, MADE_BY_PLAN, MADE_BY_PLAN.map(severityOf)]);
    await work.execute(sql.resettleCausesSql, [...ids, ASKING, 'held', 'hold']);
    // Rows with a proposal are held, not refused.
    await work.execute(sql.resettleCausesSql, [...ids, [CUT], 'rejected', 'reject']);
    return bare;
  }

  private async settle(file: Import, stage: string): Promise<number[]> {
    const work = currentWork();
    const ids = [file.workspaceId, file.id];
    await work.execute(sql.keepStoredSql, ids);
    await work.execute(sql.skipSql, ids);
    await work.execute(sql.keepOutSql(staging.table(file, 'h'), stage), ids);
    return rowNumbers(await work.query<{ row_no: number }>(sql.leftOutBareSql, ids));
  }

  private async restore(file: Import, stage: string): Promise<boolean> {
    const touched = staging.table(file, 'h');
    if ((await staging.count(touched)) === null) return false;
    await currentWork().execute(restoreSql(touched, stage));
    await staging.drop(file, ['h']);
    return true;
  }

  /** @returns rows whose other name was accepted */
  private async letThrough(ids: string[], stage: string, touched: string): Promise<number[]> {
    const work = currentWork();
    await work.execute(sql.noteLetThroughSql(touched, stage), ids);
    await work.execute(sql.letThroughSql(stage), ids);
    return rowNumbers(await work.query<{ row_no: number }>(sql.acceptedOthersSql, ids));
  }
}

function rowNumbers(rows: { row_no: number }[]): number[] {
  return rows.map(({ row_no }) => row_no);
}
