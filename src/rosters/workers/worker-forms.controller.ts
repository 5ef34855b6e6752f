import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '../../kernel/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { translator } from '../../platform/i18n/index.js';
import {
  anId,
  CurrentActor,
  emptyForm,
  Form,
  FormBody,
  notice,
  page,
  redirect,
  Requires,
} from '../../platform/web/index.js';
import type { CauseCode } from '../row/causes.js';
import type { RosterField } from '../row/roster-fields.js';
import { causeSentence } from './cause-sentence.js';
import { OvertakenPage } from './overtaken.page.js';
import { SaveWorker, type Saved } from './save-worker.js';
import { WorkerForm } from './worker.forms.js';
import { WorkerFormPage, type Edited } from './worker-form.page.js';
import { formOf } from './worker-form-values.js';
import type { WorkerRow } from './worker-row.js';
import { getWorker } from './worker-store.js';
import { Wording } from './worker-words.js';

@ApiExcludeController()
@Controller('w/:workspace/workers')
@Requires('workers.write')
export class WorkerFormsController {
  constructor(
    private readonly saving: SaveWorker,
    private readonly wording: Wording,
    private readonly keyring: Keyring,
  ) {}

  @Get('new')
  blank(@CurrentActor() actor: Actor) {
    return this.form(actor, emptyForm(new WorkerForm()), null);
  }

  @Post()
  async create(@CurrentActor() actor: Actor, @FormBody(WorkerForm) form: Form<WorkerForm>) {
    if (!form.ok) return this.form(actor, form, null);
    return this.answer(actor, form, null, await this.saving.create(actor, form.values));
  }

  @Get(':id/edit')
  async edit(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    const edited = await this.edited(actor, await getWorker(actor.workspaceId ?? '', id));
    const words = await this.wording.words(actor.locale, [edited.worker.region]);
    return this.form(actor, emptyForm(formOf(edited.worker, words)), edited);
  }

  @Post(':id')
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', anId) id: string,
    @FormBody(WorkerForm) form: Form<WorkerForm>,
  ) {
    const edited = await this.edited(actor, await getWorker(actor.workspaceId ?? '', id));
    if (!form.ok) return this.form(actor, form, edited);
    return this.answer(actor, form, edited, await this.saving.edit(actor, id, form.values));
  }

  private async answer(actor: Actor, form: Form<WorkerForm>, edited: Edited | null, saved: Saved) {
    const path = `/w/${actor.workspaceSlug}/workers`;
    if (saved.outcome === 'questioned') {
      addCauses(actor, form, saved.mustFix);
      return this.form(actor, form, edited, saved.toAccept);
    }
    if (saved.outcome === 'duplicate') {
      form.errors.nik = translator(actor.locale)('workers.errors.duplicate');
      return this.form(actor, form, edited, [], `${path}/${saved.existingId}`);
    }
    if (saved.outcome === 'waiting') return this.form(actor, form, edited, [], null, true);
    if (saved.outcome === 'overtaken') return this.overtaken(actor, form.values, saved.current);
    notice('success', `workers.form.${saved.outcome === 'saved' ? (edited ? 'saved' : 'added') : 'unchanged'}`);
    return redirect(`${path}/${saved.id}`);
  }

  private async form(
    actor: Actor,
    form: Form<WorkerForm>,
    edited: Edited | null,
    doubts: CauseCode[] = [],
    existingPath: string | null = null,
    waiting = false,
  ) {
    const words = {
      sectors: await this.wording.sectors(actor.locale),
      occupations: await this.wording.occupations(actor.locale),
      regionName: await this.wording.regionName(form.values.region),
    };
    const view = { ...WorkerFormPage.from(actor, form, words, edited, doubts), existingPath, waiting };
    const status = waiting ? 409 : form.ok && doubts.length === 0 ? 200 : 422;
    return page(view, { full: 'workers/form', status });
  }

  private async overtaken(actor: Actor, typed: WorkerForm, current: WorkerRow) {
    const { sealed } = await this.edited(actor, current);
    const words = await this.wording.words(actor.locale, [current.region, typed.region]);
    return page(OvertakenPage.from(actor, current, sealed, typed, words), { full: 'workers/overtaken', status: 409 });
  }

  private async edited(actor: Actor, worker: WorkerRow): Promise<Edited> {
    const keys = await this.keyring.workspaceKeys(actor.workspaceId ?? '');
    return { worker, sealed: keys.openFields(worker.sealed, worker.nikIndex) };
  }
}

function addCauses(actor: Actor, form: Form<WorkerForm>, mustFix: Partial<Record<RosterField, CauseCode>>): void {
  for (const [field, code] of Object.entries(mustFix)) form.errors[field] = causeSentence(actor.locale, code);
}
