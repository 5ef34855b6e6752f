import type { Actor } from '../../kernel/index.js';
import type { SealedFields } from '../../platform/crypto/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import type { RosterField } from '../row/roster-fields.js';
import { maskedFields } from './masks.rules.js';
import { formOf } from './worker-form-values.js';
import type { WorkerForm } from './worker.forms.js';
import type { WorkerRow } from './worker-row.js';
import type { WorkerWords } from './worker-words.js';

const PLAIN = [
  'name',
  'birth_date',
  'sex',
  'sector',
  'occupation',
  'region',
  'wage',
  'programmes',
  'started_on',
  'status',
  'kpj',
  'external_id',
] as const satisfies readonly RosterField[];
const SEALED = ['nik', 'phone', 'email', 'address', 'mother_name'] as const satisfies readonly RosterField[];

/** Two people changed the same worker: what stands there now beside what this one typed. */
export class OvertakenPage {
  static from(actor: Actor, current: WorkerRow, sealed: SealedFields, typed: WorkerForm, words: WorkerWords) {
    const t = translator(actor.locale);
    const path = `/w/${actor.workspaceSlug}/workers/${current.id}`;
    const now = formOf(current, words);
    const masked = maskedFields(sealed);
    const stored = { ...masked, mother_name: masked.motherName };
    const word = (form: WorkerForm, field: (typeof PLAIN)[number]) => inWords(actor, form, field, words);
    return {
      name: current.name,
      workerPath: path,
      workerVersion: current.version,
      typed: Object.entries(typed)
        .filter(([name]) => name !== 'version')
        .flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: String(one) }))),
      rows: [
        ...PLAIN.map((field) => ({ field, theirs: word(now, field), yours: word(typed, field) })),
        ...SEALED.filter((field) => typed[field] !== '').map((field) => ({
          field,
          theirs: stored[field] ?? '–',
          yours: typed[field],
        })),
      ].map((row) => ({ ...row, term: t(`workers.fields.${row.field}`), differs: row.theirs !== row.yours })),
    };
  }
}

function inWords(actor: Actor, form: WorkerForm, field: (typeof PLAIN)[number], words: WorkerWords): string {
  const { date, rupiah } = formatsFor(actor.locale);
  if (field === 'programmes') return form.programmes.join(', ') || '–';
  if (field === 'region') return form.region_text || words.region(form.region);
  const text = form[field];
  if (text === '') return '–';
  if (field === 'sex') return words.sex(text);
  if (field === 'sector') return words.sector(text);
  if (field === 'status') return translator(actor.locale)(`workers.status.${text}`);
  if (field === 'wage' && /^\d+$/.test(text)) return rupiah(Number(text));
  if (/_date|_on/.test(field) && /^\d{4}-\d{2}-\d{2}$/.test(text)) return date(text);
  return text;
}
