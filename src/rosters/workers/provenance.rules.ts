import { bitOf, fieldsOf, WORKER_FIELDS, type WorkerField } from '../worker-fields.js';
import type { WorkerChange, WorkerOrigin } from './worker-history.query.js';

/** Where the value that a field has now came from. */
export type FieldSource = WorkerOrigin;

/** The last change that touched a field gave it its value; without one it came with the worker. */
export function fieldSources(origin: WorkerOrigin, changes: readonly WorkerChange[]): Record<WorkerField, FieldSource> {
  const source = (field: WorkerField): FieldSource => {
    const last = changes.findLast(({ changed }) => (changed & bitOf(field)) !== 0);
    return last
      ? { importId: last.importId, rowNo: last.rowNo, fileName: last.fileName, by: last.by, at: last.at }
      : origin;
  };
  return Object.fromEntries(WORKER_FIELDS.map((field) => [field, source(field)])) as Record<WorkerField, FieldSource>;
}

/** Column of a field whose earlier value may be shown; sealed fields have none. */
export const SHOWN: Partial<Record<WorkerField, string>> = {
  name: 'name',
  birth_date: 'birth_date',
  sex: 'sex',
  sector: 'sector',
  occupation: 'occupation',
  region: 'region',
  wage: 'wage',
  programmes: 'programmes',
  started_on: 'started_on',
  status: 'status',
  kpj: 'kpj',
  external_id: 'external_id',
};

export interface FieldChange {
  field: WorkerField;
  /** null when the field is sealed: then only the fact of the change is known here. */
  values: { from: string | number | null; to: string | number | null } | null;
}

/** What each change did, oldest first. @param now the worker's columns as they are */
export function fieldChanges(
  changes: readonly WorkerChange[],
  now: Record<string, string | number | null>,
): FieldChange[][] {
  return changes.map((change, i) => {
    const after = changes[i + 1]?.before ?? now;
    return fieldsOf(change.changed)
      .filter((field) => field !== 'left_on')
      .map((field) => {
        const column = SHOWN[field];
        return { field, values: column ? { from: change.before[column] ?? null, to: after[column] ?? null } : null };
      });
  });
}
