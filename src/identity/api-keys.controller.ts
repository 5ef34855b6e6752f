import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ROLES, type Actor } from '../kernel/index.js';
import { translator } from '../platform/i18n/index.js';
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
} from '../platform/web/index.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeys } from './api-keys.service.js';
import { NewKeyForm } from './identity.forms.js';

@ApiExcludeController()
@Controller('w/:workspace/api-keys')
@Requires('api-keys.manage')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly repository: ApiKeysRepository,
  ) {}

  @Get()
  index(@CurrentActor() actor: Actor) {
    return this.show(actor, emptyForm<NewKeyForm>({ role: 'officer', days: '90' }));
  }

  /** Shows the key, once: no redirect, because then it would have to be kept somewhere. */
  @Post()
  async create(@CurrentActor() actor: Actor, @FormBody(NewKeyForm) form: Form<NewKeyForm>) {
    if (!form.ok) return this.show(actor, form);
    const { name, role, days } = form.values;
    const { key } = await this.keys.create(actor.workspaceId ?? '', { name, role, days: Number(days) });
    return page({ base: path(actor), name, key }, { full: 'identity/api-key-created' });
  }

  @Post(':id/revocation')
  async revoke(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    await this.keys.revoke(actor.workspaceId ?? '', id);
    notice('success', 'identity.apiKeys.revoked');
    return redirect(path(actor));
  }

  private async show(actor: Actor, form: Form<NewKeyForm>) {
    const t = translator(actor.locale);
    const keys = await this.repository.list(actor.workspaceId ?? '');
    const now = new Date();
    const view = {
      base: path(actor),
      keys: keys.map((key) => ({
        ...key,
        state: key.revokedAt ? 'revoked' : key.expiresAt < now ? 'expired' : 'active',
        revokePath: `${path(actor)}/${key.id}/revocation`,
      })),
      roles: ROLES.map((role) => ({ value: role, text: t(`shared.role.${role}`) })),
      lifetimes: ['30', '90', '180', '365'].map((days) => ({
        value: days,
        text: t('identity.apiKeys.days', { count: Number(days) }),
      })),
      form: form.values,
      errors: form.errors,
    };
    return page(view, { full: 'identity/api-keys', status: form.ok ? 200 : 422 });
  }
}

function path(actor: Actor): string {
  return `/w/${actor.workspaceSlug}/api-keys`;
}
