import { CAUSE_CODES, severityOf, type CauseCode } from '../row/causes.js';
import { compileJudge } from '../row/judge-row.js';
import type { RowValues } from '../row/judged-row.js';
import type { CompiledLexicon } from '../row/lexicon.js';
import { isRequired, ROSTER_FIELDS, type RosterField } from '../row/roster-fields.js';
import type { WorkerForm } from './worker.forms.js';

/** What the judge of files makes of a form. */
export interface FormJudgement {
  values: RowValues;
  /** Causes by the field they are shown beside; the form is not saved while there are any. */
  mustFix: Partial<Record<RosterField, CauseCode>>;
  /** Contradictions and oddities that may be true: a person says so. */
  toAccept: CauseCode[];
}

/**
 * Held rows of a file that may be right as they stand. Every other hold lost what was typed, which a person at a form
 * can simply type again.
 */
const MAY_BE_TRUE: ReadonlySet<CauseCode> = new Set<CauseCode>([
  'nik.birth_date_mismatch',
  'nik.sex_mismatch',
  'nik.region_unknown',
  'birth_date.age',
  'name.suspicious',
  'wage.range',
  'started_on.before_birth',
]);

/** Jobs outside the list are kept as typed. */
const FINE: ReadonlySet<CauseCode> = new Set<CauseCode>(['occupation.unknown']);

/** @param kept fields that were left empty because they stay as stored; they count as given */
export function judgeForm(
  form: WorkerForm,
  lexicon: CompiledLexicon,
  kept: Partial<Record<RosterField, string>> = {},
): FormJudgement {
  const cells = ROSTER_FIELDS.map((field) => cellOf(form, field) || (kept[field] ?? ''));
  const judge = compileJudge(ROSTER_FIELDS, ROSTER_FIELDS, lexicon);
  const judged = judge({ number: 1, cells, kinds: null, width: cells.length });
  const causes = judged.verdict === 'skip' ? missingFields(cells) : judged.causes;
  const blocking = causes.filter((code) => !MAY_BE_TRUE.has(code) && !FINE.has(code));
  return {
    values: judged.values,
    mustFix: firstOfEachField(blocking),
    toAccept: causes.filter((code) => MAY_BE_TRUE.has(code)),
  };
}

function firstOfEachField(codes: readonly CauseCode[]): Partial<Record<RosterField, CauseCode>> {
  const first: Partial<Record<RosterField, CauseCode>> = {};
  for (const code of codes) first[fieldOfCause(code)] ??= code;
  return first;
}

/** Beside which field a cause is shown: where two contradict each other, the one that is easier to get wrong. */
export function fieldOfCause(code: CauseCode): RosterField {
  if (code === 'nik.birth_date_mismatch') return 'birth_date';
  if (code === 'nik.sex_mismatch') return 'sex';
  const [field] = code.split('.');
  return ROSTER_FIELDS.find((known) => known === field) ?? 'address';
}

/** Whether a cause needs the person to have seen the identity card, rather than only to mean what they typed. */
export function needsIdentityCard(code: CauseCode): boolean {
  return severityOf(code) === 'hold';
}

function cellOf(form: WorkerForm, field: RosterField): string {
  if (field === 'programmes') return form.programmes.join(', ');
  // Without script the code beside the text is still that of the region before.
  if (field === 'region') return form.region_text || form.region;
  return form[field];
}

/** An empty form is no row to the judge, but a person who sent it wants to know what is asked for. */
function missingFields(cells: string[]): CauseCode[] {
  const missing = ROSTER_FIELDS.filter((field, i) => isRequired(field) && cells[i]?.trim() === '');
  const causes = CAUSE_CODES.filter((code) => missing.some((field) => code === `${field}.missing`));
  return causes.length > 0 ? causes : ['nik.length'];
}
