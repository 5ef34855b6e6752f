/** Fields of a worker in the order of the `changed` bits in the ledger and in worker_versions: field i is bit 2^i. */
export const WORKER_FIELDS = [
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
  'nik',
  'left_on',
] as const;

export type WorkerField = (typeof WORKER_FIELDS)[number];

export function bitOf(field: WorkerField): number {
  return 1 << WORKER_FIELDS.indexOf(field);
}

export function fieldsOf(changed: number): WorkerField[] {
  return WORKER_FIELDS.filter((_, i) => changed & (1 << i));
}
