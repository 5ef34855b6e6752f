import { WorkerForm } from './worker.forms.js';
import type { WorkerRow } from './worker-row.js';
import type { WorkerWords } from './worker-words.js';

const PROGRAMMES = ['JKK', 'JKM', 'JHT', 'JP', 'JKP'];

/** A form filled with what is stored. Sealed fields stay empty: empty means unchanged. */
export function formOf(worker: WorkerRow, words: WorkerWords): WorkerForm {
  return Object.assign(new WorkerForm(), {
    name: worker.name,
    birth_date: worker.birthDate,
    sex: worker.sex,
    sector: worker.sector,
    occupation: worker.occupation ? words.occupation(worker.occupation) : '',
    region: worker.region,
    region_text: worker.region ? words.region(worker.region) : '',
    wage: worker.wage === null ? '' : String(worker.wage),
    programmes: PROGRAMMES.filter((_, bit) => (worker.programmes ?? 0) & (1 << bit)),
    started_on: worker.startedOn ?? '',
    status: worker.status ?? '',
    kpj: worker.kpj ?? '',
    external_id: worker.externalId ?? '',
    version: worker.version,
  });
}
