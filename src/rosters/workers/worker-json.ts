import { maskNik } from '../../kernel/index.js';
import type { SealedFields } from '../../platform/crypto/index.js';
import { protectionOf } from './coverage-status.rules.js';
import { PROGRAMME_KEYS, untilOf, type WorkerRow } from './worker-row.js';

const PROGRAMMES = ['JKK', 'JKM', 'JHT', 'JP', 'JKP'];

/** A worker as the API gives it: the NIK masked, months as YYYY-MM, null for what is not known. */
export function workerJson(worker: WorkerRow, { nik }: Pick<SealedFields, 'nik'>, day: string) {
  const coverage = (until: string | null) => {
    const { status, until: month } = protectionOf(until, day);
    return { status, protected_until: month };
  };
  return {
    id: worker.id,
    version: worker.version,
    nik: nik.includes('•') ? nik : maskNik(nik),
    name: worker.name,
    birth_date: worker.birthDate,
    sex: worker.sex,
    region: worker.region || null,
    sector: worker.sector || null,
    occupation: worker.occupation,
    wage: worker.wage,
    programmes:
      worker.programmes === null ? null : PROGRAMMES.filter((_, bit) => (worker.programmes ?? 0) & (1 << bit)),
    started_on: worker.startedOn,
    status: worker.status,
    kpj: worker.kpj,
    external_id: worker.externalId,
    left_on: worker.leftOn,
    created_import: worker.createdImport,
    created_row: worker.createdRow,
    coverage: {
      as_of: day,
      ...coverage(worker.protectedUntil),
      programmes: Object.fromEntries(PROGRAMME_KEYS.map((key) => [key, coverage(untilOf(worker, key))])),
    },
  };
}
