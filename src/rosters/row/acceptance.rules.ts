import { ACCEPTABLE, isCauseCode, severityOf } from './causes.js';

const YES: ReadonlySet<string> = new Set(['YA', 'Y', 'IYA', 'YES', 'SETUJU', 'OK', 'BENAR', '✓', '✔']);

/** What a person wrote into the column for acceptance. Anything but a plain yes is none. */
export function saysYes(cell: string): boolean {
  return cell.length > 0 && cell.length <= 20 && YES.has(cell.trim().replace(/[.!]$/, '').toUpperCase());
}

/** Whether the row is held by contradictions alone, each of which a person may accept. */
export function holdsOnlyAcceptable(causes: readonly string[]): boolean {
  return causes.every((code) => isCauseCode(code) && (severityOf(code) === 'warn' || ACCEPTABLE.includes(code)));
}
