import type { SealedFields } from '../../platform/crypto/index.js';
import type { RowValues } from '../row/judged-row.js';
import { ROSTER_FIELDS, type RosterField } from '../row/roster-fields.js';
import type { WorkerRow } from '../workers/worker-row.js';

/** Values of one person by field, normalised as they are stored; null: nothing is said. */
export type FieldValues = Record<RosterField, string | number | null>;

export interface Side {
  field: RosterField;
  said: string | number | null;
  stored: string | number | null;
  /** The file says something else than what is stored; silence never differs. */
  differs: boolean;
}

export type Plain = Pick<
  WorkerRow,
  | 'name'
  | 'nameKey'
  | 'birthDate'
  | 'sex'
  | 'region'
  | 'sector'
  | 'occupation'
  | 'wage'
  | 'programmes'
  | 'startedOn'
  | 'status'
  | 'kpj'
  | 'externalId'
>;

export function saidValues(values: RowValues): FieldValues {
  return {
    nik: values.nik || null,
    name: values.name || null,
    birth_date: values.birthDate || null,
    sex: values.sex || null,
    phone: values.phone || null,
    email: values.email || null,
    sector: values.sector || null,
    occupation: values.occupation || null,
    region: values.region || null,
    address: values.address || null,
    wage: values.wage,
    programmes: values.programmes,
    started_on: values.startedOn || null,
    status: values.status || null,
    kpj: values.kpj || null,
    mother_name: values.motherName || null,
    external_id: values.externalId || null,
  };
}

export function storedValues(worker: Plain, sealed: SealedFields): FieldValues {
  return {
    nik: sealed.nik,
    name: worker.name,
    birth_date: worker.birthDate,
    sex: worker.sex,
    phone: sealed.phone,
    email: sealed.email,
    sector: worker.sector || null,
    occupation: worker.occupation,
    region: worker.region || null,
    address: sealed.address,
    wage: worker.wage,
    programmes: worker.programmes,
    started_on: worker.startedOn,
    status: worker.status,
    kpj: worker.kpj,
    mother_name: sealed.motherName,
    external_id: worker.externalId,
  };
}

/** Every field with both sides. Names count by their search key: titles and letter case make no difference. */
export function sideBySide(values: RowValues, worker: Plain | null, sealed: SealedFields | null): Side[] {
  const said = saidValues(values);
  const stored = worker && sealed ? storedValues(worker, sealed) : null;
  return ROSTER_FIELDS.map((field) => ({
    field,
    said: said[field],
    stored: stored?.[field] ?? null,
    differs:
      stored !== null &&
      said[field] !== null &&
      (field === 'name' ? values.nameKey !== worker?.nameKey : said[field] !== stored[field]),
  }));
}
