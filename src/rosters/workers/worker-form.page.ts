import type { Actor } from '../../kernel/index.js';
import { maskNik } from '../../kernel/index.js';
import type { SealedFields } from '../../platform/crypto/index.js';
import { translator } from '../../platform/i18n/index.js';
import type { Form } from '../../platform/web/index.js';
import type { CauseCode } from '../row/causes.js';
import { causeSentence } from './cause-sentence.js';
import { fieldOfCause, needsIdentityCard } from './judge-form.rules.js';
import { maskedFields } from './masks.rules.js';
import type { WorkerForm } from './worker.forms.js';
import type { WorkerRow } from './worker-row.js';
import type { Choice } from './worker-words.js';

export interface FormWords {
  sectors: Choice[];
  occupations: string[];
  regionName: string;
}

/** The worker being edited, with what is sealed as masks. */
export interface Edited {
  worker: WorkerRow;
  sealed: SealedFields;
}

const STATUSES = ['active', 'inactive', 'left', 'deceased'] as const;
const PROGRAMMES = ['JKK', 'JKM', 'JHT', 'JP', 'JKP'] as const;

export class WorkerFormPage {
  static from(actor: Actor, form: Form<WorkerForm>, words: FormWords, edited: Edited | null, doubts: CauseCode[] = []) {
    const t = translator(actor.locale);
    const base = `/w/${actor.workspaceSlug}/workers`;
    const path = edited ? `${base}/${edited.worker.id}` : base;
    const masked = edited && maskedFields(edited.sealed);
    return {
      isNew: edited === null,
      title: edited ? t('workers.form.editTitle', { name: edited.worker.name }) : t('workers.form.newTitle'),
      crumbs: [
        { text: t('workers.index.title'), href: base },
        ...(edited ? [{ text: edited.worker.name, href: path }] : []),
        { text: t(edited ? 'workers.form.edit' : 'workers.form.new') },
      ],
      action: edited ? path : base,
      back: path,
      form: form.values,
      errors: form.errors,
      regionText: form.values.region_text || words.regionName,
      doubts: doubts.map((code) => ({
        code,
        field: fieldOfCause(code),
        what: causeSentence(actor.locale, code),
        answer: t(needsIdentityCard(code) ? 'workers.form.checkedCard' : 'workers.form.asTyped'),
        accepted: form.values.accepted.includes(code),
      })),
      kept: masked && {
        nik: t('workers.form.kept', { value: maskNik(edited.sealed.nik) }),
        phone: masked.phone && t('workers.form.kept', { value: masked.phone }),
        email: masked.email && t('workers.form.kept', { value: masked.email }),
        address: masked.address && t('workers.form.kept', { value: masked.address }),
        mother_name: masked.motherName && t('workers.form.kept', { value: masked.motherName }),
      },
      removable: masked
        ? (['phone', 'email', 'address', 'mother_name'] as const)
            .filter((field) => (field === 'mother_name' ? masked.motherName : masked[field]))
            .map((value) => ({ value, text: t(`workers.fields.${value}`) }))
        : [],
      sectors: words.sectors,
      occupations: words.occupations,
      statuses: STATUSES.map((value) => ({ value, text: t(`workers.status.${value}`) })),
      sexes: ['L', 'P'].map((value) => ({ value, text: t(`shared.sex.${value === 'L' ? 'male' : 'female'}`) })),
      programmes: PROGRAMMES.map((value) => ({ value, text: `${value} – ${t(`programmes.name.${value}`)}` })),
    };
  }
}
