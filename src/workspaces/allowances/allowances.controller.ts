import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/db/index.js';
import {
  AgencyReads,
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
import { GrantForm } from './allowance.forms.js';
import { AllowancePage } from './allowance.page.js';
import { Allowances } from './allowances.js';
import { Grants } from './grants.js';

/** The agency's page about how many new people a workspace may add. */
@ApiExcludeController()
@Controller('w/:workspace/workspaces/:slug/allowance')
export class AllowancesController {
  constructor(
    private readonly units: UnitOfWork,
    private readonly allowances: Allowances,
    private readonly grants: Grants,
  ) {}

  @Get()
  @Requires('workspaces.read')
  @AgencyReads()
  async show(@CurrentActor() actor: Actor, @Param('slug') slug: string) {
    return this.page(actor, slug, emptyForm<GrantForm>());
  }

  @Post()
  @Requires('allowances.grant')
  @OwnWork()
  async grant(@CurrentActor() actor: Actor, @Param('slug') slug: string, @FormBody(GrantForm) form: Form<GrantForm>) {
    if (!form.ok) return this.again(actor, slug, form);
    const { size, perDay = null, validUntil = null, reason } = form.values;
    try {
      const partner = await this.grants.give(actor, slug, { size, perDay, validUntil, reason });
      notice('success', 'workspaces.allowance.granted', { name: partner.name });
      return redirect(`/w/${actor.workspaceSlug}/workspaces/${partner.slug}/allowance`);
    } catch (error) {
      return this.again(actor, slug, form.refuse('validUntil', error));
    }
  }

  private again(actor: Actor, slug: string, form: Form<GrantForm>) {
    const scope = { role: 'agency', workspaceId: actor.workspaceId, userId: actor.userId, readOnly: true } as const;
    return this.units.run(scope, () => this.page(actor, slug, form));
  }

  private async page(actor: Actor, slug: string, form: Form<GrantForm>) {
    const partner = await this.grants.partner(slug);
    const facts = {
      partner,
      allowance: await this.allowances.of(partner.id),
      grants: await this.grants.of(partner.id),
      usage: await this.grants.usage(partner.id),
    };
    return page(AllowancePage.from(actor, facts, form), {
      full: 'workspaces/allowance',
      status: form.ok ? 200 : 422,
    });
  }
}
