import { Controller, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '../kernel/index.js';
import { anId, CurrentActor, notice, redirect, Requires } from '../platform/web/index.js';
import { Invitations } from './invitations.service.js';
import { Members } from './members.service.js';
import { teamPath } from './team.controller.js';

/** What happens to open invitations, and going by oneself. */
@ApiExcludeController()
@Controller('w/:workspace')
export class TeamPlacesController {
  constructor(
    private readonly members: Members,
    private readonly invitations: Invitations,
  ) {}

  @Post('invitations/:id/resending')
  @Requires('members.manage')
  async resend(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    await this.invitations.resend(actor.workspaceId ?? '', id);
    notice('success', 'workspaces.team.resent');
    return redirect(teamPath(actor));
  }

  @Post('invitations/:id/withdrawal')
  @Requires('members.manage')
  async withdraw(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    await this.invitations.withdraw(actor.workspaceId ?? '', id);
    notice('success', 'workspaces.team.withdrawn');
    return redirect(teamPath(actor));
  }

  @Post('departure')
  @Requires('workspace.read')
  async leave(@CurrentActor() actor: Actor) {
    await this.members.leave(actor);
    notice('success', 'workspaces.team.left');
    return redirect('/workspaces');
  }
}
