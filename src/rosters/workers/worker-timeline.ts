import type { Actor } from '../../kernel/index.js';
import { translator, type Translate } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import { fieldChanges, type FieldChange } from './provenance.rules.js';
import { sourceOf } from './source-words.js';
import type { WorkerView } from './view-worker.js';
import type { WorkerWords } from './worker-words.js';
import type { WorkerRow } from './worker-row.js';

export interface TimelineItem {
  at: Date;
  text: string;
  source: { text: string; path: string | null };
  who: string | null;
  changes: { field: string; from: string; to: string; sealed: boolean }[];
}

/** What happened to a worker, newest first. */
export function timelineOf(actor: Actor, view: WorkerView, words: WorkerWords): TimelineItem[] {
  const t = translator(actor.locale);
  const changes = fieldChanges(view.changes, columnsNow(view.worker));
  const later = view.changes.map((change, i) => ({
    at: change.at,
    text: t(`workers.timeline.${change.act}`),
    source: sourceOf(actor, change, t),
    who: change.importId ? change.by : null,
    changes: (changes[i] ?? []).map((fieldChange) => inWords(actor, fieldChange, words, t)),
  }));
  const made = {
    at: view.origin.at,
    text: t('workers.timeline.created'),
    source: sourceOf(actor, view.origin, t),
    who: view.origin.importId ? view.origin.by : null,
    changes: [],
  };
  return [made, ...later].reverse();
}

function inWords(actor: Actor, { field, values }: FieldChange, words: WorkerWords, t: Translate) {
  const { date, rupiah } = formatsFor(actor.locale);
  const word = (value: string | number | null): string => {
    if (value === null || value === '') return '–';
    const text = String(value);
    if (field === 'birth_date' || field === 'started_on') return date(text);
    if (field === 'sex') return words.sex(text);
    if (field === 'region') return words.region(text);
    if (field === 'sector') return words.sector(text);
    if (field === 'occupation') return words.occupation(text);
    if (field === 'wage') return rupiah(Number(value));
    if (field === 'programmes') return words.programmes(Number(value));
    return field === 'status' ? t(`workers.status.${text}`) : text;
  };
  const shown = values ?? { from: null, to: null };
  return { field: t(`workers.fields.${field}`), from: word(shown.from), to: word(shown.to), sealed: values === null };
}

/** Regions that the words of a view have to know. */
export function regionsIn(view: WorkerView): string[] {
  return [view.worker.region, ...view.changes.map(({ before }) => String(before.region ?? ''))];
}

function columnsNow(worker: WorkerRow): Record<string, string | number | null> {
  return {
    name: worker.name,
    birth_date: worker.birthDate,
    sex: worker.sex,
    sector: worker.sector,
    occupation: worker.occupation,
    region: worker.region,
    wage: worker.wage,
    programmes: worker.programmes,
    started_on: worker.startedOn,
    status: worker.status,
    kpj: worker.kpj,
    external_id: worker.externalId,
  };
}
