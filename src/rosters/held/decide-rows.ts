import { Injectable } from '@nestjs/common';
import { Audit, type AuditEntry } from '../../audit/index.js';
import { ImportsRepository, type Import } from '../../imports/index.js';
import { Refused, type Actor } from '../../kernel/index.js';
import { currentWork } from '../../platform/db/index.js';
import { Queue } from '../../platform/jobs/index.js';
import { isCauseCode } from '../row/causes.js';
import { standingAgainst, type Choice } from './choices.rules.js';
import { decideSql } from './decisions.sql.js';

export interface RowDecision {
  row: number;
  choice: Choice;
}

/** Which decisions are taken back: of these rows, of rows held for one cause, or all of the file. */
export interface Withdrawal {
  rows?: readonly number[];
  cause?: string;
}

/** Row numbers beyond these stay out of the audit; every decision stands in its table with who and when. */
const MOST_TOLD = 100;

/**
 * What people decide about held rows. A decision is one statement whatever number of rows it is about; the plan follows
 * in a job, and until it is there nothing can be confirmed. All run in the caller's unit of work.
 */
@Injectable()
export class DecideRows {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly queue: Queue,
    private readonly audit: Audit,
  ) {}

  /**
   * Decisions of somebody who saw the rows, each beside its stored worker.
   * @throws Refused 422 `imports.decision-impossible` when one of them is not held or not of that kind: then none counts
   */
  async rows(actor: Actor, id: string, decisions: readonly RowDecision[]): Promise<Import> {
    const file = await this.waiting(id);
    const numbers = decisions.map(({ row }) => row);
    const choices = decisions.map(({ choice }) => choice);
    const decided = await currentWork().execute(
      decideSql('unnest($6::integer[], $7::text[]) as c (row_no, choice)', 'and l.row_no = c.row_no', '$8'),
      [...who(actor, file, true), numbers, choices, standingAgainst(null)],
    );
    if (decided !== new Set(numbers).size || decided === 0)
      throw Refused.invalid('imports.decision-impossible', { rows: numbers.length - decided });
    await this.planAgain(file);
    await this.record('imports.rows-decided', id, { ...countBy(choices), rows: decided, numbers: told(numbers) });
    return file;
  }

  /**
   * One decision about every row held for a cause. Rows that are held for something else too are only skipped or kept
   * by it, never taken.
   * @throws Refused 422 `imports.nothing-to-decide`
   */
  async cause(actor: Actor, id: string, cause: string, choice: Choice): Promise<{ file: Import; rows: number }> {
    const file = await this.waiting(id);
    const against = isCauseCode(cause) ? standingAgainst(cause) : [];
    const decided = isCauseCode(cause)
      ? await currentWork().execute(
          decideSql('(values ($6::text)) as c (choice)', 'and l.causes @> array[$7::text]', '$8'),
          [...who(actor, file, false), choice, cause, against],
        )
      : 0;
    if (decided === 0) throw Refused.invalid('imports.nothing-to-decide');
    await this.planAgain(file);
    await this.record('imports.rows-decided', id, { cause, [choice]: decided, rows: decided });
    return { file, rows: decided };
  }

  /** @throws Refused 422 `imports.nothing-to-withdraw` */
  async withdraw(id: string, { rows, cause }: Withdrawal): Promise<{ file: Import; rows: number }> {
    const file = await this.waiting(id);
    const withdrawn = await currentWork().execute(
      `delete from app.import_decisions where workspace_id = $1 and import_id = $2
         and ($3::integer[] is null or row_no = any($3)) and ($4::text is null or causes @> array[$4])`,
      [file.workspaceId, file.id, rows ?? null, cause ?? null],
    );
    if (withdrawn === 0) throw Refused.invalid('imports.nothing-to-withdraw');
    await this.planAgain(file);
    await this.record('imports.decisions-withdrawn', id, {
      ...(cause && { cause }),
      rows: withdrawn,
      ...(rows && { numbers: told(rows) }),
    });
    return { file, rows: withdrawn };
  }

  private async waiting(id: string): Promise<Import> {
    const file = await this.imports.get(id, 'roster');
    if (file.state !== 'ready') throw new Refused('imports.not-possible-now', { state: file.state });
    return file;
  }

  private async planAgain(file: Import): Promise<void> {
    await this.imports.move(file, 'checking', { only_plan: true, previous_counts: null });
    await this.queue.enqueue('imports.advance', { workspaceId: file.workspaceId, id: file.id });
  }

  private record(action: string, id: string, detail: AuditEntry['detail']): Promise<void> {
    return this.audit.record({ action, subject: { type: 'import', id }, detail });
  }
}

function who(actor: Actor, file: Import, beside: boolean): unknown[] {
  return [file.workspaceId, file.id, actor.userId, actor.label, beside];
}

function countBy(choices: readonly Choice[]): Partial<Record<Choice, number>> {
  const counts: Partial<Record<Choice, number>> = {};
  for (const choice of choices) counts[choice] = (counts[choice] ?? 0) + 1;
  return counts;
}

function told(numbers: readonly number[]): number[] {
  return numbers.slice(0, MOST_TOLD);
}
