import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '../kernel/index.js';
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
import { InvitationsRepository } from './invitations.repository.js';
import { Invitations } from './invitations.service.js';
import { MembersRepository } from './members.repository.js';
import { Members } from './members.service.js';
import { TeamPage } from './team.page.js';
import { InviteForm, RoleForm } from './workspaces.forms.js';

@ApiExcludeController()
@Controller('w/:workspace/members')
export class TeamController {
  constructor(
    private readonly members: Members,
    private readonly places: MembersRepository,
    private readonly invitations: Invitations,
    private readonly open: InvitationsRepository,
  ) {}

  @Get()
  @Requires('members.read')
  index(@CurrentActor() actor: Actor) {
    return this.show(actor, emptyForm<InviteForm>({ role: 'officer' }));
  }

  @Post()
  @Requires('members.manage')
  async invite(@CurrentActor() actor: Actor, @FormBody(InviteForm) form: Form<InviteForm>) {
    if (!form.ok) return this.show(actor, form);
    const { email, role } = form.values;
    try {
      await this.invitations.invite(actor.workspaceId ?? '', { email, role, locale: actor.locale });
    } catch (error) {
      return this.show(actor, form.refuse('email', error));
    }
    notice('success', 'workspaces.team.invited');
    return redirect(teamPath(actor));
  }

  @Post(':id/role')
  @Requires('members.manage')
  async changeRole(
    @CurrentActor() actor: Actor,
    @Param('id', anId) id: string,
    @FormBody(RoleForm) form: Form<RoleForm>,
  ) {
    if (!form.ok) return redirect(teamPath(actor));
    await this.members.changeRole(actor.workspaceId ?? '', id, form.values.role);
    notice('success', 'workspaces.team.roleChanged');
    return redirect(teamPath(actor));
  }

  @Post(':id/removal')
  @Requires('members.manage')
  async remove(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    await this.members.remove(actor.workspaceId ?? '', id);
    notice('success', 'workspaces.team.removed');
    return redirect(teamPath(actor));
  }

  private async show(actor: Actor, form: Form<InviteForm>) {
    const id = actor.workspaceId ?? '';
    const invitations = actor.role === 'admin' ? await this.open.list(id) : [];
    const view = TeamPage.from(actor, await this.places.list(id), invitations, form);
    return page(view, { full: 'workspaces/team', status: form.ok ? 200 : 422 });
  }
}

export function teamPath(actor: Actor): string {
  return `/w/${actor.workspaceSlug}/members`;
}
