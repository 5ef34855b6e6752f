/** The seventeen fields of a roster row, in the order of the template. */
export const ROSTER_FIELDS = [
  'nik',
  'name',
  'birth_date',
  'sex',
  'phone',
  'email',
  'sector',
  'occupation',
  'region',
  'address',
  'wage',
  'programmes',
  'started_on',
  'status',
  'kpj',
  'mother_name',
  'external_id',
] as const;

export type RosterField = (typeof ROSTER_FIELDS)[number];

/** Without a column for each of these no row can be judged. */
export const REQUIRED_FIELDS: readonly RosterField[] = ['nik', 'name', 'birth_date', 'sex'];

export function isRequired(field: RosterField): boolean {
  return REQUIRED_FIELDS.includes(field);
}

export function isRosterField(text: string): text is RosterField {
  return (ROSTER_FIELDS as readonly string[]).includes(text);
}
