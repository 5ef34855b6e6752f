import { holdsOnlyAcceptable } from '../row/acceptance.rules.js';
import { ACCEPTABLE, CAUSE_CODES, isCauseCode, severityOf, type CauseCode } from '../row/causes.js';

/** Take what the file says, keep what is stored, or leave the row out. */
export const CHOICES = ['file', 'stored', 'skip'] as const;
export type Choice = (typeof CHOICES)[number];

export const OTHER_PERSON: CauseCode = 'worker.other_person';
export const PROPOSED: CauseCode = 'nik.rescue_proposed';
/** The reason of a proposal: it refuses a row by itself and stands beside the proposal in a held one. */
export const CUT: CauseCode = 'nik.truncated_by_excel';
/** What a decision leaves in the ledger. */
export const SKIPPED: CauseCode = 'row.skipped';
export const KEPT: CauseCode = 'row.kept_stored';
/** Causes that come from the look at the roster or from a decision: every plan notes them anew. */
export const MADE_BY_PLAN: readonly CauseCode[] = [OTHER_PERSON, PROPOSED, SKIPPED, KEPT];

/** Questions that a person answers with the stored worker beside the row, over those that the workbook's column accepts. */
const SETTLED_BESIDE: readonly CauseCode[] = [OTHER_PERSON, PROPOSED];
export const TAKEABLE: readonly CauseCode[] = [...ACCEPTABLE, ...SETTLED_BESIDE];
/** Causes that ask for a decision. */
export const ASKING: readonly CauseCode[] = CAUSE_CODES.filter((code) => severityOf(code) === 'hold');

/** What a person may decide about a row held for these causes. */
export function choicesFor(causes: readonly string[], hasStored: boolean): Choice[] {
  return CHOICES.filter((choice) => choice === 'skip' || (choice === 'stored' ? hasStored : mayTake(causes)));
}

/** Whether the row is right as it is once a person says so: the rule of the corrections workbook, and what is seen beside. */
function mayTake(causes: readonly string[]): boolean {
  const isProposed = causes.includes(PROPOSED);
  const others = causes.filter(
    (code) => !SETTLED_BESIDE.some((settled) => settled === code) && !(isProposed && code === CUT),
  );
  return holdsOnlyAcceptable(others);
}

/** The causes of a row that a person has to decide about; warnings and the reason of a proposal are not among them. */
export function askingCauses(causes: readonly string[]): CauseCode[] {
  return causes.filter((code): code is CauseCode => isCauseCode(code) && severityOf(code) === 'hold');
}

/** Causes that forbid to take a row although `decided` was answered: every other question, and all that cannot be taken. */
export function standingAgainst(decided: CauseCode | null): CauseCode[] {
  if (decided !== null && !TAKEABLE.includes(decided)) return [...ASKING];
  return ASKING.filter((code) => (decided === null ? !TAKEABLE.includes(code) : code !== decided));
}
