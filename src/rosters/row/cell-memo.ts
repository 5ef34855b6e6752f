import type { CauseCode, RepairNote } from './causes.js';
import { CELL, contentOfCell } from './cells.js';
import { Findings } from './findings.js';

interface Remembered<V> {
  text: string;
  value: V;
  causes: readonly CauseCode[];
  repairs: readonly RepairNote[];
}

/** What a text means after all; a value of null is that of a blank cell. null: nobody said. */
export type Answer<V> = (text: string) => { value: V | null; note: RepairNote } | null;

const MOST_REMEMBERED = 4096;

/**
 * Remembers what a reader made of a text: columns such as region or sex hold few different texts in a million rows.
 * Forgets everything when full, so that a column of ever new texts costs time, not memory.
 */
export class CellMemo<V> {
  private readonly known = new Map<string, Remembered<V>>();
  private readonly read: (text: string, findings: Findings) => V;
  private readonly empty: V;
  private answer: Answer<V> | null = null;
  private lastText = '';
  private last: Remembered<V>;

  /** @param empty the value of a blank cell, which is never given to the reader */
  constructor(empty: V, read: (text: string, findings: Findings) => V) {
    this.empty = empty;
    this.read = read;
    this.last = { text: '', value: empty, causes: [], repairs: [] };
  }

  /** A person said what some texts mean that the reader does not know. */
  answeredBy(answer: Answer<V> | null): this {
    this.answer = answer;
    return this;
  }

  of(text: string, kind: number, findings: Findings): V {
    if (kind === CELL.error) {
      findings.cause('row.cell_error');
      return this.empty;
    }
    // Comparing with the row before costs less than hashing: many columns say the same for pages.
    if (text === this.lastText && this.last.causes.length + this.last.repairs.length === 0) return this.last.value;
    const known = this.known.get(text) ?? this.learn(text);
    this.lastText = known.text;
    this.last = known;
    for (const code of known.causes) findings.cause(code);
    for (const note of known.repairs) findings.repair(note);
    return known.value;
  }

  private learn(text: string): Remembered<V> {
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    // A cell is a slice that keeps its whole chunk of the file alive: remember a copy.
    const copy = Buffer.from(text).toString();
    const findings = new Findings();
    const content = contentOfCell(copy, CELL.text, findings);
    const value = content === '' ? this.empty : this.read(content, findings);
    const answered = findings.causes.length > 0 ? (this.answer?.(content) ?? null) : null;
    const learnt = answered
      ? { text: copy, value: answered.value ?? this.empty, causes: [], repairs: [answered.note] }
      : { text: copy, value, causes: findings.causes, repairs: findings.repairs };
    this.known.set(copy, learnt);
    return learnt;
  }
}
