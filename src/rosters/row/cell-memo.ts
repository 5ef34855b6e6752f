import type { CauseCode, RepairNote } from './causes.js';
import { Findings } from './findings.js';

interface Remembered<V> {
  value: V;
  causes: readonly CauseCode[];
  repairs: readonly RepairNote[];
}

const MOST_REMEMBERED = 4096;

/**
 * Remembers what a reader made of a text: columns such as region or sex hold few different texts in a million rows.
 * Forgets everything when full, so that a column of ever new texts costs time, not memory.
 */
export class CellMemo<V> {
  private readonly known = new Map<string, Remembered<V>>();
  private readonly read: (text: string, findings: Findings) => V;

  constructor(read: (text: string, findings: Findings) => V) {
    this.read = read;
  }

  of(text: string, findings: Findings): V {
    const known = this.known.get(text) ?? this.learn(text);
    for (const code of known.causes) findings.cause(code);
    for (const note of known.repairs) findings.repair(note);
    return known.value;
  }

  private learn(text: string): Remembered<V> {
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    // A cell is a slice that keeps its whole chunk of the file alive: remember a copy.
    const copy = Buffer.from(text).toString();
    const findings = new Findings();
    const value = this.read(copy, findings);
    const learnt = { value, causes: findings.causes, repairs: findings.repairs };
    this.known.set(copy, learnt);
    return learnt;
  }
}
