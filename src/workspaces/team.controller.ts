import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { NotFound, type Actor } from '../kernel/index.js';
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
import { memberView, TeamPage } from './team.page.js';
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

  @Get(':id')
  @Requires('members.manage')
  edit(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    return this.member(actor, id, {});
  }

  @Post(':id/role')
  @Requires('members.manage')
  async changeRole(
    @CurrentActor() actor: Actor,
    @Param('id', anId) id: string,
    @FormBody(RoleForm) form: Form<RoleForm>,
  ) {
    if (!form.ok) return this.member(actor, id, form.errors);
    try {
      await this.members.changeRole(actor.workspaceId ?? '', id, form.values.role);
    } catch (error) {
      return this.member(actor, id, form.refuse('role', error).errors);
    }
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

  private async member(actor: Actor, id: string, errors: Record<string, string>) {
    const member = (await this.places.list(actor.workspaceId ?? '')).find((place) => place.id === id);
    if (!member) throw new NotFound();
    const refused = Object.keys(errors).length > 0;
    return page(memberView(actor, member, errors), { full: 'workspaces/member', status: refused ? 422 : 200 });
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
