/** What a cause does to its row: refuse it, keep it for a person's decision, or only say it. */
export type Severity = 'reject' | 'hold' | 'warn';

/**
 * Every cause a row can be given, by stable code. Sentences are in `locales/<lang>/causes.json` under the code.
 * `duplicate.*` are given by the import, which sees the other rows; `worker.*` and `nik.rescue_proposed` by the look at the
 * roster; `row.skipped` and `row.kept_stored` by a person's decision; all others by the judge.
 */
const SEVERITIES = {
  'nik.missing': 'reject',
  'nik.length': 'reject',
  'nik.not_digits': 'reject',
  'nik.truncated_by_excel': 'reject',
  'nik.rescue_proposed': 'hold',
  'nik.impossible_date': 'reject',
  'nik.serial': 'reject',
  'nik.region_unknown': 'warn',
  'nik.birth_date_mismatch': 'hold',
  'nik.sex_mismatch': 'hold',
  'name.missing': 'reject',
  'name.unreadable': 'reject',
  'name.suspicious': 'hold',
  'birth_date.missing': 'reject',
  'birth_date.unreadable': 'reject',
  'birth_date.future': 'reject',
  'birth_date.age': 'hold',
  'sex.missing': 'reject',
  'sex.unreadable': 'reject',
  'phone.unreadable': 'hold',
  'email.unreadable': 'warn',
  'sector.unknown': 'hold',
  'sector.ambiguous': 'hold',
  'occupation.unknown': 'warn',
  'region.unknown': 'hold',
  'region.ambiguous': 'hold',
  'wage.unreadable': 'hold',
  'wage.range': 'hold',
  'programmes.unreadable': 'hold',
  'started_on.unreadable': 'hold',
  'started_on.before_birth': 'hold',
  'status.unreadable': 'hold',
  'kpj.unreadable': 'hold',
  'kpj.jkn_number': 'hold',
  'text.too_long': 'hold',
  'row.columns': 'reject',
  'row.cell_error': 'hold',
  'row.skipped': 'reject',
  'row.kept_stored': 'warn',
  'duplicate.in_file': 'warn',
  'duplicate.conflicting': 'hold',
  'worker.other_person': 'hold',
} as const satisfies Record<string, Severity>;

export type CauseCode = keyof typeof SEVERITIES;

export const CAUSE_CODES = Object.keys(SEVERITIES) as CauseCode[];

export function severityOf(code: CauseCode): Severity {
  return SEVERITIES[code];
}

export function isCauseCode(text: string): text is CauseCode {
  return Object.hasOwn(SEVERITIES, text);
}

/** Contradictions that can be true all the same: a person who looked at the identity card may accept the row. */
export const ACCEPTABLE: readonly CauseCode[] = [
  'nik.birth_date_mismatch',
  'nik.sex_mismatch',
  'birth_date.age',
  'name.suspicious',
  'wage.range',
];

/** i18n keys of a cause: a short title, what is wrong, and what the clerk can do. */
export function causeKeys(code: CauseCode): { title: string; what: string; repair: string } {
  return { title: `causes.${code}.title`, what: `causes.${code}.what`, repair: `causes.${code}.repair` };
}

/** What was put right without asking; sentences under `causes.repairs.<code>`. */
export const REPAIR_NOTES = [
  'nik.separators',
  'name.spaces',
  'name.case',
  'name.titles',
  'date.serial',
  'date.two_digit_year',
  'date.words',
  'date.time',
  'phone.leading_zero',
  'phone.first_of_several',
  'email.cleaned',
  'wage.rounded',
  'wage.zero',
  'region.code_shortened',
  'region.trailing_zero',
  'sector.from_number',
  'programmes.package',
  'status.employment',
  'kpj.separators',
  'kpj.first_of_several',
  'text.cleaned',
  'cell.placeholder',
] as const;

/** Also notes of repairs that people gave, `given.<field>:<id>`: those are counted one by one. */
export type RepairNote = (typeof REPAIR_NOTES)[number] | `given.${string}`;
