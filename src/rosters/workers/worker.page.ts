import type { Actor } from '../../kernel/index.js';
import type { SealedFields } from '../../platform/crypto/index.js';
import { translator, type Translate } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import { allows } from '../../platform/web/index.js';
import type { WorkerField } from '../worker-fields.js';
import { ageOn } from './age.rules.js';
import { protectionOf } from './coverage-status.rules.js';
import { fieldSources, type FieldSource } from './provenance.rules.js';
import { sourceOf } from './source-words.js';
import { timelineOf } from './worker-timeline.js';
import { UNMASK_REASONS } from './worker.forms.js';
import type { WorkerView } from './view-worker.js';
import { PROGRAMME_KEYS, untilOf } from './worker-row.js';
import type { WorkerWords } from './worker-words.js';

interface Fact {
  term: string;
  text: string;
  /** Where the value came from, when it did not come with the worker. */
  source: { text: string; path: string | null } | null;
  masked: boolean;
}

export class WorkerPage {
  /** @param open the sealed fields in full, when the person gave a reason to see them */
  static from(actor: Actor, view: WorkerView, words: WorkerWords, open: SealedFields | null = null) {
    const t = translator(actor.locale);
    const { worker, day } = view;
    const base = `/w/${actor.workspaceSlug}/workers`;
    const path = `${base}/${worker.id}`;
    const may = (permission: 'workers.write' | 'workers.unmask') => allows(permission, actor.role, actor.workspaceKind);
    const sources = fieldSources(view.origin, view.changes);
    return {
      title: worker.name,
      nik: open?.nik ?? view.masked.nik,
      lead: `${words.sex(worker.sex)} · ${t('workers.show.age', { years: ageOn(worker.birthDate, day) })}`,
      crumbs: [{ text: t('workers.index.title'), href: base }, { text: worker.name }],
      workerPath: path,
      workerVersion: worker.version,
      mayWrite: may('workers.write'),
      mayUnmask: may('workers.unmask') && !open,
      isOpen: open !== null,
      reasons: UNMASK_REASONS.map((value) => ({ value, text: t(`workers.unmask.reasons.${value}`) })),
      leftOn: worker.leftOn,
      isPending: worker.matchState === 'pending',
      day,
      headline: protectionOf(worker.protectedUntil, day),
      programmes: PROGRAMME_KEYS.map((key) => ({
        code: key.toUpperCase(),
        name: t(`programmes.name.${key.toUpperCase()}`),
        protection: protectionOf(untilOf(worker, key), day),
      })),
      ...factsOf(actor, view, words, t, open ?? view.masked, sources, open === null),
      timeline: timelineOf(actor, view, words),
    };
  }
}

function factsOf(
  actor: Actor,
  { worker, origin }: WorkerView,
  words: WorkerWords,
  t: Translate,
  sealed: SealedFields,
  sources: Record<WorkerField, FieldSource>,
  masked: boolean,
) {
  const { date, rupiah } = formatsFor(actor.locale);
  const fact = (field: WorkerField, text: string | null, isSealed = false): Fact => ({
    term: t(`workers.fields.${field}`),
    text: text || '–',
    source: sources[field] === origin ? null : sourceOf(actor, sources[field], t),
    masked: isSealed && masked && text !== null,
  });
  return {
    person: [
      fact('nik', sealed.nik, true),
      fact('name', worker.name),
      fact('birth_date', date(worker.birthDate)),
      fact('sex', words.sex(worker.sex)),
      fact('phone', sealed.phone, true),
      fact('email', sealed.email, true),
      fact('address', sealed.address, true),
      fact('mother_name', sealed.motherName, true),
    ],
    work: [
      fact('region', words.region(worker.region)),
      fact('sector', words.sector(worker.sector)),
      fact('occupation', words.occupation(worker.occupation)),
      fact('wage', worker.wage === null ? null : rupiah(worker.wage)),
      fact('programmes', words.programmes(worker.programmes)),
      fact('started_on', worker.startedOn && date(worker.startedOn)),
      fact('status', worker.status && t(`workers.status.${worker.status}`)),
      fact('kpj', worker.kpj),
      fact('external_id', worker.externalId),
    ],
    origin: sourceOf(actor, origin, t),
  };
}
