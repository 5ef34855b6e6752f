import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Clock, Nik, type Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import {
  anId,
  CurrentActor,
  emptyForm,
  Form,
  FormBody,
  notice,
  OwnWork,
  page,
  redirect,
  Requires,
} from '../../platform/web/index.js';
import { Canaries } from './canaries.js';
import { CanaryForm } from './guard.forms.js';

/** NIKs that belong to nobody: registered, listed masked, retired. */
@ApiExcludeController()
@Controller('w/:workspace/registry/canaries')
@Requires('canaries.manage')
@OwnWork()
export class CanariesController {
  constructor(
    private readonly canaries: Canaries,
    private readonly clock: Clock,
  ) {}

  @Get()
  index(@CurrentActor() actor: Actor) {
    return this.page(actor, emptyForm<CanaryForm>());
  }

  @Post()
  async register(@CurrentActor() actor: Actor, @FormBody(CanaryForm) form: Form<CanaryForm>) {
    const { nik, note } = form.values;
    // A number that no file would get past its check would never be heard of.
    if (form.ok && typeof Nik.parse(nik, this.clock.today()) === 'string')
      form.errors.nik = translator(actor.locale)('participants.canaries.errors.nik');
    if (!form.ok) return this.page(actor, form);
    try {
      await this.canaries.register(actor, nik, note);
    } catch (error) {
      return this.page(actor, form.refuse('nik', error));
    }
    notice('success', 'participants.canaries.registered');
    return redirect(`/w/${actor.workspaceSlug}/registry/canaries`);
  }

  @Post(':id/retirement')
  async retire(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    await this.canaries.retire(actor, id);
    notice('success', 'participants.canaries.retired');
    return redirect(`/w/${actor.workspaceSlug}/registry/canaries`);
  }

  private async page(actor: Actor, form: Form<CanaryForm>) {
    const view = {
      base: `/w/${actor.workspaceSlug}/registry/canaries`,
      alarms: `/w/${actor.workspaceSlug}/registry/alarms`,
      canaries: await this.canaries.list(actor),
      form: form.values,
      errors: form.errors,
    };
    return page(view, { full: 'participants/canaries', status: form.ok ? 200 : 422 });
  }
}
