export type ExtractSeverity = 'reject' | 'hold' | 'warn';

/** Causes a row of an extract can be given. Where rosters have the same cause, code and sentence are the same. */
const SEVERITIES = {
  'nik.missing': 'reject',
  'nik.length': 'reject',
  'nik.not_digits': 'reject',
  'nik.truncated_by_excel': 'reject',
  'nik.impossible_date': 'reject',
  'nik.serial': 'reject',
  // The registry is the truth about a participant's birth date: a NIK that says another is only worth knowing.
  'nik.birth_date_mismatch': 'warn',
  'name.missing': 'reject',
  'name.unreadable': 'reject',
  'birth_date.missing': 'reject',
  'birth_date.unreadable': 'reject',
  'birth_date.future': 'reject',
  'segment.unknown': 'hold',
  'kpj.unreadable': 'hold',
  'until.unreadable': 'hold',
  'row.columns': 'reject',
  'row.cell_error': 'hold',
} as const satisfies Record<string, ExtractSeverity>;

export type ExtractCause = keyof typeof SEVERITIES;
export const EXTRACT_CAUSES = Object.keys(SEVERITIES) as ExtractCause[];

export function extractSeverity(code: ExtractCause): ExtractSeverity {
  return SEVERITIES[code];
}

export type ExtractRepair = 'nik.separators' | 'date.serial' | 'date.words' | 'date.time' | 'kpj.separators';
