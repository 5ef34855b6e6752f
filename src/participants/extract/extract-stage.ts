import type { StageColumn } from '../../imports/subject.js';
import { UNTIL_FIELDS } from './judge-extract.rules.js';

/** Staging columns of an extract, in the order in which the row judge writes them. */
export const EXTRACT_STAGE: readonly StageColumn[] = [
  { name: 'match_index', type: 'bytea' },
  { name: 'sealed', type: 'bytea' },
  { name: 'name_key', type: 'text' },
  { name: 'birth_date', type: 'date' },
  { name: 'segment', type: 'text' },
  { name: 'kpj', type: 'text[]' },
  ...UNTIL_FIELDS.map((name) => ({ name, type: 'date' as const })),
];
