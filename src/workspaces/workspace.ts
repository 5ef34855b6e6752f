import type { Role, WorkspaceKind } from '../kernel/index.js';

/** What a workspace decides about itself. */
export interface WorkspaceSettings {
  /** Somebody else than the uploader has to confirm an import. */
  requireSecondPerson: boolean;
}

export const DEFAULT_SETTINGS: WorkspaceSettings = { requireSecondPerson: false };

export interface Workspace {
  id: string;
  kind: WorkspaceKind;
  slug: string;
  name: string;
  /** Ministry code of the province or district, or null. */
  regionCode: string | null;
  settings: WorkspaceSettings;
}

export interface NewWorkspace {
  kind: WorkspaceKind;
  slug: string;
  name: string;
  regionCode?: string | null;
  /** How many people it is to manage: its allowance of new people. Not given: by the rule for unstated sizes. */
  size?: number | null;
}

export interface Member {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
  since: Date;
}

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}
