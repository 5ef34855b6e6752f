import { Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '../kernel/index.js';
import {
  allows,
  CurrentActor,
  Form,
  FormBody,
  emptyForm,
  notice,
  page,
  redirect,
  Requires,
} from '../platform/web/index.js';
import { Allowances } from './allowances/allowances.js';
import { withDots } from './region-code.rules.js';
import { SettingsForm } from './workspaces.forms.js';
import { Workspaces } from './workspaces.service.js';

@ApiExcludeController()
@Controller('w/:workspace/settings')
export class SettingsController {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly allowances: Allowances,
  ) {}

  @Get()
  @Requires('workspace.read')
  async show(@CurrentActor() actor: Actor) {
    const { name, regionCode, settings } = await this.workspaces.get(actor.workspaceId ?? '');
    const form = emptyForm<SettingsForm>({ name, regionCode: withDots(regionCode) });
    if (settings.requireSecondPerson) form.values.requireSecondPerson = 'yes';
    return this.page(actor, form);
  }

  @Post()
  @Requires('workspace.manage')
  async update(@CurrentActor() actor: Actor, @FormBody(SettingsForm) form: Form<SettingsForm>) {
    if (!form.ok) return this.page(actor, form);
    const { name, regionCode, requireSecondPerson } = form.values;
    await this.workspaces.change(actor.workspaceId ?? '', {
      name,
      regionCode: regionCode || null,
      settings: { requireSecondPerson: requireSecondPerson === 'yes' },
    });
    notice('success', 'workspaces.settings.saved');
    return redirect(`/w/${actor.workspaceSlug}/settings`);
  }

  private async page(actor: Actor, form: Form<SettingsForm>) {
    const { leftToday } = await this.allowances.of(actor.workspaceId ?? '');
    const view = {
      leftToday,
      base: `/w/${actor.workspaceSlug}`,
      slug: actor.workspaceSlug,
      kind: actor.workspaceKind,
      mayManage: allows('workspace.manage', actor.role, actor.workspaceKind),
      secondPerson: form.values.requireSecondPerson ? ['yes'] : [],
      form: form.values,
      errors: form.errors,
    };
    return page(view, { full: 'workspaces/settings', status: form.ok ? 200 : 422 });
  }
}
