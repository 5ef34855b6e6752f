import { severityOf, type CauseCode, type RepairNote } from './causes.js';

export type Verdict = 'ok' | 'hold' | 'reject' | 'skip';

const NONE: readonly never[] = Object.freeze([]);
const RANK = { warn: 0, hold: 1, reject: 2 } as const;
const VERDICTS = ['ok', 'hold', 'reject'] as const;

/** Where the findings stood at one moment. */
export interface FindingsState {
  causes: readonly CauseCode[];
  repairs: readonly RepairNote[];
  rank: number;
}

/** What the readers of one row found. One object serves all rows of a file: `clear()` between rows. */
export class Findings {
  causes: readonly CauseCode[] = NONE;
  repairs: readonly RepairNote[] = NONE;
  private rank = 0;

  cause(code: CauseCode): void {
    if (this.causes.includes(code)) return;
    this.causes = this.causes.length === 0 ? [code] : [...this.causes, code];
    this.rank = Math.max(this.rank, RANK[severityOf(code)]);
  }

  repair(note: RepairNote): void {
    if (this.repairs.includes(note)) return;
    this.repairs = this.repairs.length === 0 ? [note] : [...this.repairs, note];
  }

  get verdict(): Verdict {
    return VERDICTS[this.rank] ?? 'reject';
  }

  state(): FindingsState {
    return { causes: this.causes, repairs: this.repairs, rank: this.rank };
  }

  /** Forgets what was found since. */
  restore({ causes, repairs, rank }: FindingsState): void {
    this.causes = causes;
    this.repairs = repairs;
    this.rank = rank;
  }

  /** The arrays given out stay as they are: only new ones are begun. */
  clear(): void {
    this.causes = NONE;
    this.repairs = NONE;
    this.rank = 0;
  }
}
