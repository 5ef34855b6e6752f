import type { StageColumn } from '../../imports/subject.js';
import { MARK_COLUMNS } from '../sealed-fields.js';

/** Staging columns of a roster, in the order in which the judge writes them. */
export const ROSTER_STAGE: readonly StageColumn[] = [
  { name: 'worker_id', type: 'uuid' },
  { name: 'nik_index', type: 'bytea' },
  { name: 'nik_tail', type: 'integer' },
  { name: 'sealed', type: 'bytea' },
  ...MARK_COLUMNS.map((name) => ({ name, type: 'bigint' as const })),
  { name: 'match_index', type: 'bytea' },
  { name: 'name', type: 'text' },
  { name: 'name_key', type: 'text' },
  { name: 'birth_date', type: 'date' },
  { name: 'sex', type: 'text' },
  { name: 'region', type: 'text' },
  { name: 'sector', type: 'text' },
  { name: 'occupation', type: 'text' },
  { name: 'wage', type: 'bigint' },
  { name: 'programmes', type: 'smallint' },
  { name: 'started_on', type: 'date' },
  { name: 'status', type: 'text' },
  { name: 'kpj', type: 'text' },
  { name: 'external_id', type: 'text' },
];
