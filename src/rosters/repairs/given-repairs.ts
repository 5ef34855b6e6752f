import type { CauseCode, RepairNote } from '../row/causes.js';
import type { Findings } from '../row/findings.js';
import { mend } from './mend-cells.rules.js';
import {
  noteOf,
  PATTERNS,
  patternRule,
  valueKey,
  type GivenRepair,
  type PatternField,
  type RepairPattern,
  type ValueField,
} from './repair.rules.js';

/** What a word means that the reader of its field does not know. */
export interface Meaning {
  /** A code, or '' for nothing. */
  to: string;
  note: RepairNote;
}

interface GivenPattern {
  pattern: RepairPattern;
  wholeColumn: boolean;
  note: RepairNote;
}

/** The repairs of one file, ready for its judge. They only ever answer a cause, or read a whole column another way. */
export class GivenRepairs {
  private readonly meanings = new Map<string, Map<string, Meaning>>();
  private readonly patterns = new Map<PatternField, GivenPattern[]>();

  constructor(repairs: readonly GivenRepair[] = []) {
    for (const repair of repairs) if (repair.pattern === null) this.addMeaning(repair);
    for (const pattern of PATTERNS) {
      const repair = repairs.find((given) => given.pattern === pattern);
      if (repair) this.addPattern(pattern, repair);
    }
  }

  /** Looks up what the words of a field mean; null when no word of it was given a meaning. */
  meaningsOf(field: ValueField): ((text: string) => Meaning | null) | null {
    const known = this.meanings.get(field);
    return known ? (text) => known.get(valueKey(text) ?? '') ?? null : null;
  }

  /** Reads a cell, and where that finds a cause, reads it as the patterns of its field say. `nothing` is an empty cell. */
  read<V>(field: PatternField, text: string, nothing: V, findings: Findings, read: (text: string) => V): V {
    const given = this.patterns.get(field);
    if (!given) return read(text);
    const before = findings.state();
    for (const { pattern, wholeColumn, note } of given) {
      if (!wholeColumn) continue;
      const value = this.mended(pattern, text, nothing, findings, read);
      if (value !== null) return noted(value.is, note, findings);
    }
    const plain = read(text);
    const found = findings.causes.slice(before.causes.length);
    if (found.length === 0) return plain;
    const after = findings.state();
    for (const { pattern, note } of given) {
      if (!answers(pattern, found)) continue;
      findings.restore(before);
      const value = this.mended(pattern, text, nothing, findings, read);
      if (value !== null) return noted(value.is, note, findings);
    }
    findings.restore(after);
    return plain;
  }

  /** The note of a pattern that was given; null: it was not. */
  noteOf(field: PatternField, pattern: RepairPattern): RepairNote | null {
    return this.patterns.get(field)?.find((given) => given.pattern === pattern)?.note ?? null;
  }

  private mended<V>(
    pattern: RepairPattern,
    text: string,
    nothing: V,
    findings: Findings,
    read: (text: string) => V,
  ): { is: V } | null {
    const meant = mend(pattern, text);
    if (meant === null) return null;
    if (meant === '') return { is: nothing };
    const before = findings.state();
    const is = read(meant);
    if (findings.causes === before.causes) return { is };
    findings.restore(before);
    return null;
  }

  private addMeaning(repair: GivenRepair): void {
    if (repair.from === null) return;
    const known = this.meanings.get(repair.field) ?? new Map<string, Meaning>();
    known.set(repair.from, { to: repair.to, note: noteOf(repair) });
    this.meanings.set(repair.field, known);
  }

  private addPattern(pattern: RepairPattern, repair: GivenRepair): void {
    const { field, wholeColumn = false } = patternRule(pattern);
    this.patterns.set(field, [...(this.patterns.get(field) ?? []), { pattern, wholeColumn, note: noteOf(repair) }]);
  }
}

export const NO_REPAIRS = new GivenRepairs();

function answers(pattern: RepairPattern, causes: readonly CauseCode[]): boolean {
  return causes.every((cause) => patternRule(pattern).answers.includes(cause));
}

function noted<V>(value: V, note: RepairNote, findings: Findings): V {
  findings.repair(note);
  return value;
}
