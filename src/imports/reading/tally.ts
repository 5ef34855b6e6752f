import type { Severity } from './judged.js';

const EXAMPLES = 5;
const WEIGHT: Record<Severity, number> = { warn: 0, hold: 1, reject: 2 };

export interface CauseTally {
  code: string;
  /** The heaviest that a row of it had: what a person accepted is a warning in one row and holds another. */
  severity: Severity;
  rows: number;
  /** Numbers of the first rows that have it. */
  examples: number[];
}

/** Counts that the reader reports while it runs and at the end. */
export interface Tally {
  rows: number;
  verdicts: { ok: number; duplicate: number; hold: number; reject: number };
  causes: CauseTally[];
  repairs: Record<string, number>;
  passedOver: Record<string, number>;
}

/** Adds up what the rows brought. */
export class TallyKeeper {
  rows = 0;
  readonly verdicts = { ok: 0, duplicate: 0, hold: 0, reject: 0 };
  readonly passedOver: Record<string, number> = {};
  private readonly causes = new Map<string, CauseTally>();
  private readonly repairs = new Map<string, number>();

  cause(code: string, severity: Severity, row: number): void {
    const known = this.causes.get(code);
    if (!known) {
      this.causes.set(code, { code, severity, rows: 1, examples: [row] });
      return;
    }
    known.rows++;
    if (WEIGHT[severity] > WEIGHT[known.severity]) known.severity = severity;
    if (known.examples.length < EXAMPLES) known.examples.push(row);
  }

  repair(code: string): void {
    this.repairs.set(code, (this.repairs.get(code) ?? 0) + 1);
  }

  passOver(why: string, lines = 1): void {
    if (lines > 0) this.passedOver[why] = (this.passedOver[why] ?? 0) + lines;
  }

  tally(): Tally {
    const { rows, verdicts, passedOver } = this;
    return { rows, verdicts, causes: [...this.causes.values()], repairs: Object.fromEntries(this.repairs), passedOver };
  }
}
