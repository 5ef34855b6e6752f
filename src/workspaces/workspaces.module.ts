import { Global, Module } from '@nestjs/common';
import { addNavigation } from '../platform/web/index.js';
import { Allowances } from './allowances/allowances.js';
import { AllowancesApi } from './allowances/allowances.api.js';
import { AllowancesController } from './allowances/allowances.controller.js';
import { Grants } from './allowances/grants.js';
import { AgencyWorkspacesController } from './agency-workspaces.controller.js';
import { InvitationsRepository } from './invitations.repository.js';
import { Invitations } from './invitations.service.js';
import { MembersRepository } from './members.repository.js';
import { Members } from './members.service.js';
import { SettingsController } from './settings.controller.js';
import { TeamPlacesController } from './team-places.controller.js';
import { TeamController } from './team.controller.js';
import { WorkspacesRepository } from './workspaces.repository.js';
import { Workspaces } from './workspaces.service.js';

addNavigation(
  { key: 'workspaces', path: '/workspaces', icon: 'building', permission: 'workspaces.read', order: 70 },
  { key: 'team', path: '/members', icon: 'team', permission: 'members.read', order: 80 },
  { key: 'settings', path: '/settings', icon: 'settings', permission: 'workspace.read', order: 90 },
);

@Global()
@Module({
  controllers: [
    AgencyWorkspacesController,
    AllowancesApi,
    AllowancesController,
    TeamController,
    TeamPlacesController,
    SettingsController,
  ],
  providers: [
    Allowances,
    Grants,
    Workspaces,
    WorkspacesRepository,
    Members,
    MembersRepository,
    Invitations,
    InvitationsRepository,
  ],
  exports: [Allowances, Workspaces, Members, MembersRepository, InvitationsRepository],
})
export class WorkspacesModule {}
