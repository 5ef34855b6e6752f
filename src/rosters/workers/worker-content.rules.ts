import type { SealedFields } from '../../platform/crypto/index.js';
import type { RowValues } from '../row/judged-row.js';
import { bitOf, type WorkerField } from '../worker-fields.js';
import type { WorkerContent } from './worker-store.js';
import type { WorkerRow } from './worker-row.js';

/** What is stored, in the shape a form says it. */
export function contentOfWorker(worker: WorkerRow, sealed: SealedFields): WorkerContent {
  return {
    plain: {
      name: worker.name,
      nameKey: worker.nameKey,
      birthDate: worker.birthDate,
      sex: worker.sex,
      sector: worker.sector,
      occupation: worker.occupation ?? '',
      region: worker.region,
      wage: worker.wage,
      programmes: worker.programmes,
      startedOn: worker.startedOn ?? '',
      status: worker.status ?? '',
      kpj: worker.kpj ?? '',
      externalId: worker.externalId ?? '',
    },
    sealed,
  };
}

export function contentOfValues(values: RowValues, sealed: SealedFields): WorkerContent {
  const { nik: _nik, phone: _phone, email: _email, address: _address, motherName: _mother, ...plain } = values;
  return { plain, sealed };
}

const PLAIN: readonly (readonly [keyof WorkerContent['plain'], WorkerField])[] = [
  ['name', 'name'],
  ['birthDate', 'birth_date'],
  ['sex', 'sex'],
  ['sector', 'sector'],
  ['occupation', 'occupation'],
  ['region', 'region'],
  ['wage', 'wage'],
  ['programmes', 'programmes'],
  ['startedOn', 'started_on'],
  ['status', 'status'],
  ['kpj', 'kpj'],
  ['externalId', 'external_id'],
];

const SEALED: readonly (readonly [keyof SealedFields, WorkerField])[] = [
  ['nik', 'nik'],
  ['phone', 'phone'],
  ['email', 'email'],
  ['address', 'address'],
  ['motherName', 'mother_name'],
];

/** Bits of the fields in which two contents differ. */
export function changedBits(before: WorkerContent, after: WorkerContent): number {
  let bits = 0;
  for (const [key, field] of PLAIN) if (before.plain[key] !== after.plain[key]) bits |= bitOf(field);
  for (const [key, field] of SEALED) if (before.sealed[key] !== after.sealed[key]) bits |= bitOf(field);
  return bits;
}

/** Whether the registry may know the two as different people: it compares NIK, birth date and the name's key. */
export function isOtherIdentity(before: WorkerContent, after: WorkerContent): boolean {
  return (
    before.sealed.nik !== after.sealed.nik ||
    before.plain.birthDate !== after.plain.birthDate ||
    before.plain.nameKey !== after.plain.nameKey
  );
}
