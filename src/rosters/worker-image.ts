/** Columns of app.workers that a change may alter, with their types: what worker_versions.before holds. */
export const IMAGE_COLUMNS: readonly (readonly [column: string, type: string])[] = [
  ['name', 'text'],
  ['name_key', 'text'],
  ['birth_date', 'date'],
  ['sex', 'text'],
  ['region', 'text'],
  ['sector', 'text'],
  ['occupation', 'text'],
  ['wage', 'bigint'],
  ['programmes', 'smallint'],
  ['started_on', 'date'],
  ['status', 'text'],
  ['kpj', 'text'],
  ['external_id', 'text'],
  ['sealed_mask', 'smallint'],
  ['sealed_mark', 'text'],
  ['match_state', 'text'],
  ['jkk_until', 'date'],
  ['jkm_until', 'date'],
  ['jht_until', 'date'],
  ['jp_until', 'date'],
  ['jkp_until', 'date'],
  ['protected_until', 'date'],
  ['touched_import', 'uuid'],
  ['touched_row', 'integer'],
  ['left_on', 'date'],
  ['left_import', 'uuid'],
  ['version', 'integer'],
];

/** SQL for the `before` image of worker `w`. */
export function imageSql(w: string): string {
  const pairs = IMAGE_COLUMNS.map(([column]) => {
    const value = column === 'sealed_mark' ? `encode(${w}.${column}, 'hex')` : `${w}.${column}`;
    return `'${column}', ${value}`;
  });
  return `jsonb_build_object(${pairs.join(', ')})`;
}

/** SQL of a FROM item `b` that gives the image `before` its columns back. */
export function imageRecordSql(before: string): string {
  return `jsonb_to_record(${before}) as b (${IMAGE_COLUMNS.map(([column, type]) => `${column} ${type}`).join(', ')})`;
}

/** SET list that puts an image `b` back. */
export function restoreSql(): string {
  return IMAGE_COLUMNS.map(([column]) =>
    column === 'sealed_mark' ? `sealed_mark = decode(b.sealed_mark, 'hex')` : `${column} = b.${column}`,
  ).join(', ');
}
