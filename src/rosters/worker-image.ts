import { MARK_COLUMNS } from './sealed-fields.js';

/** Columns of app.workers that a change may alter: app.worker_versions keeps them under the same names. */
const IMAGE_COLUMNS: readonly string[] = [
  ...['name', 'name_key', 'birth_date', 'sex', 'region', 'sector', 'occupation', 'wage', 'programmes', 'started_on'],
  ...['status', 'kpj', 'external_id', 'sealed', ...MARK_COLUMNS],
  ...['match_state', 'jkk_until', 'jkm_until', 'jht_until', 'jp_until', 'jkp_until', 'protected_until'],
  ...['touched_import', 'touched_row', 'left_on', 'left_import'],
];

/** The image's columns, for the target list of an insert. */
export const IMAGE = IMAGE_COLUMNS.join(', ');

/** The image of worker `w` as it is, for the select list of an insert. */
export const IMAGE_OF_W = IMAGE_COLUMNS.map((column) => `w.${column}`).join(', ');

/** SET list that puts the image `v` back, and the version that it had. */
export const RESTORE = [...IMAGE_COLUMNS, 'version'].map((column) => `${column} = v.${column}`).join(', ');
