import { readRupiah, type Rupiah } from '../../kernel/index.js';
import { CELL } from './cells.js';
import type { Findings } from './findings.js';
import type { RosterLimits } from './lexicon.js';

/** Rupiah per month, or null: with a cause when the text is no amount or an unlikely one, without when it is zero. */
export function readWage(text: string, kind: number, limits: RosterLimits, findings: Findings): Rupiah | null {
  const wage = kind === CELL.number ? readNumber(text, findings) : readWritten(text, findings);
  if (wage === null) {
    findings.cause('wage.unreadable');
    return null;
  }
  if (wage === 0) {
    findings.repair('wage.zero');
    return null;
  }
  if (wage < limits.minWage || wage > limits.maxWage) findings.cause('wage.range');
  return wage;
}

function readNumber(text: string, findings: Findings): Rupiah | null {
  const value = Number(text);
  const wage = Math.floor(value + 0.5);
  if (!(value >= 0) || !Number.isSafeInteger(wage)) return null;
  if (wage !== value) findings.repair('wage.rounded');
  return wage;
}

function readWritten(text: string, findings: Findings): Rupiah | null {
  const reading = readRupiah(text);
  if (reading?.rounded) findings.repair('wage.rounded');
  return reading ? reading.rupiah : null;
}
