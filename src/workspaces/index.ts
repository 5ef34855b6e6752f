export { type Allowance, type Waiting, waitingFor } from './allowances/allowance.rules.js';
export { NO_LONG_NUMBERS } from './allowances/allowance.forms.js';
export { Allowances, SOON_DAYS, type UsageColumn } from './allowances/allowances.js';
export { InvitationsRepository } from './invitations.repository.js';
export { readInvitationToken } from './invitation.rules.js';
export { MembersRepository } from './members.repository.js';
export { DEFAULT_SETTINGS, type Workspace, type WorkspaceSettings } from './workspace.js';
export { WorkspacesModule } from './workspaces.module.js';
export { Workspaces } from './workspaces.service.js';
