import { CELL } from '../row/cells.js';
import { severityOf, type CauseCode } from '../row/causes.js';
import { placeColumns, type Columns } from '../row/columns.js';
import { readDate } from '../row/dates.rules.js';
import { Findings } from '../row/findings.js';
import type { JudgedRow, RowCells } from '../row/judged-row.js';
import { readKpj } from '../row/kpj.rules.js';
import type { CompiledLexicon } from '../row/lexicon.js';
import { UNREADABLE } from '../row/packed-dates.js';
import { readPhone } from '../row/phone.rules.js';
import { regionOfNumber } from '../row/region.rules.js';
import type { RosterField } from '../row/roster-fields.js';
import { readWage } from '../row/wage.rules.js';
import { maskCell } from '../uploads/mask-cells.rules.js';
import { mend } from './mend-cells.rules.js';
import {
  PATTERNS,
  patternRule,
  patternsOf,
  valueFieldOf,
  valueKey,
  type RepairField,
  type RepairPattern,
  type ValueField,
} from './repair.rules.js';
import { turnedBirthDate } from './turned-birth-date.rules.js';

/** Rows that have something, and those among them that nothing else keeps from being applied. */
export interface Reach {
  rows: number;
  frees: number;
}

export interface WrongValue extends Reach {
  /** As the first row wrote it. */
  text: string;
}

export interface WrongPattern extends Reach {
  pattern: RepairPattern;
  /** Cells before and after, their numbers masked. */
  examples: [before: string, after: string][];
}

/** What could be repaired of one cause, counted over the whole file. */
export interface WrongCells {
  cause: string;
  field: RepairField;
  rows: number;
  /** Most frequent first; only as many as a person would go through. */
  values: WrongValue[];
  patterns: WrongPattern[];
}

const MOST_VALUES = 2_000;
const VALUES_KEPT = 200;
const EXAMPLES = 5;

interface Counted {
  field: RepairField;
  rows: number;
  values: Map<string, WrongValue>;
  patterns: Map<RepairPattern, WrongPattern>;
}

/** Counts in the reader what the wrong cells say, so that nobody has to open millions of sealed cells later. */
export class WrongCellCounter {
  private readonly columns: Columns;
  private readonly lexicon: CompiledLexicon;
  private readonly counted = new Map<CauseCode, Counted>();

  constructor(mapping: readonly (RosterField | null)[], headers: readonly string[], lexicon: CompiledLexicon) {
    this.columns = placeColumns(mapping, headers);
    this.lexicon = lexicon;
  }

  note(row: RowCells, judged: JudgedRow): void {
    for (const cause of judged.causes) {
      const valueField = valueFieldOf(cause);
      if (valueField) this.noteValue(cause, valueField, row, judged);
      else if (patternsOf(cause).length > 0) this.notePattern(cause, row, judged);
    }
  }

  found(): WrongCells[] {
    const byRows = [...this.counted].sort(([, a], [, b]) => b.rows - a.rows);
    return byRows.map(([cause, { field, rows, values, patterns }]) => ({
      ...{ cause, field, rows },
      values: [...values.values()].sort((a, b) => b.rows - a.rows).slice(0, VALUES_KEPT),
      patterns: PATTERNS.flatMap((pattern) => patterns.get(pattern) ?? []),
    }));
  }

  private noteValue(cause: CauseCode, field: ValueField, row: RowCells, judged: JudgedRow): void {
    // A yes/no column for each programme has no words that could mean a list of them.
    if (field === 'programmes' && this.columns.flags.length > 0) return;
    const text = this.textOf(row, field);
    const counted = this.of(cause, field);
    counted.rows++;
    const key = valueKey(text);
    if (key === null) return;
    let value = counted.values.get(key);
    if (!value) {
      if (counted.values.size >= MOST_VALUES) return;
      // A cell is a slice that keeps its whole chunk of the file alive: keep a copy.
      value = { text: Buffer.from(text.trim()).toString(), rows: 0, frees: 0 };
      counted.values.set(key, value);
    }
    reach(value, judged, [cause]);
  }

  private notePattern(cause: CauseCode, row: RowCells, judged: JudgedRow): void {
    const fits = patternsOf(cause);
    const field = patternRule(fits[0] as RepairPattern).field;
    const text = this.textOf(row, field);
    if (text.trim() === '') return;
    const counted = this.of(cause, field);
    counted.rows++;
    const taken = fits.find((pattern) => this.reads(pattern, text, judged));
    // What leaves a cell out fits every one of them, whatever else fits too.
    const all = fits.filter((pattern) => pattern === taken || pattern.endsWith('.leave_out'));
    for (const pattern of all) {
      const entry = counted.patterns.get(pattern) ?? { pattern, rows: 0, frees: 0, examples: [] };
      counted.patterns.set(pattern, entry);
      reach(entry, judged, patternRule(pattern).answers);
      if (pattern === taken && entry.examples.length < EXAMPLES) this.addExample(entry, field, text);
    }
  }

  /** Whether the cell can be read once it is taken as the pattern means it. */
  private reads(pattern: RepairPattern, text: string, { values }: JudgedRow): boolean {
    const meant = mend(pattern, text);
    if (meant === null || meant === '') return meant === '';
    const findings = new Findings();
    const { today, limits } = this.lexicon;
    switch (patternRule(pattern).field) {
      case 'birth_date':
        return values.nik !== '' && turnedBirthDate(text, values.nik, today) !== UNREADABLE;
      case 'started_on':
        return readDate(meant, CELL.text, today + 50_000, findings) !== UNREADABLE;
      case 'phone':
        return readPhone(meant, findings) !== '';
      case 'kpj':
        return readKpj(meant, findings) !== '';
      case 'wage':
        return readWage(meant, CELL.text, limits, findings) !== null && findings.causes.length === 0;
    }
  }

  private addExample({ pattern, examples }: WrongPattern, field: RepairField, text: string): void {
    const before = maskCell(field, text.trim());
    if (examples.some(([known]) => known === before)) return;
    examples.push([before, maskCell(field, mend(pattern, text) ?? '')]);
  }

  private textOf(row: RowCells, field: RepairField): string {
    const column = this.columns.of[field];
    const text = column < 0 || column >= row.width ? '' : (row.cells[column] ?? '');
    return field === 'region' ? regionOfNumber(text, row.kinds?.[column] ?? CELL.text, new Findings()) : text;
  }

  private of(cause: CauseCode, field: RepairField): Counted {
    const counted = this.counted.get(cause) ?? { field, rows: 0, values: new Map(), patterns: new Map() };
    this.counted.set(cause, counted);
    return counted;
  }
}

function reach(to: Reach, { verdict, causes }: JudgedRow, answered: readonly CauseCode[]): void {
  to.rows++;
  const isFreed = causes.every((cause) => answered.includes(cause) || severityOf(cause) === 'warn');
  if (verdict !== 'ok' && isFreed) to.frees++;
}
