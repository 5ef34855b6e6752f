export { InvitationsRepository } from './invitations.repository.js';
export { readInvitationToken } from './invitation.rules.js';
export { MembersRepository } from './members.repository.js';
export { DEFAULT_SETTINGS, type Workspace, type WorkspaceSettings } from './workspace.js';
export { WorkspacesModule } from './workspaces.module.js';
export { Workspaces } from './workspaces.service.js';
