export const WORKSPACE_KINDS = [
  'local_government',
  'industry_association',
  'labour_union',
  'platform',
  'agency',
] as const;
export type WorkspaceKind = (typeof WORKSPACE_KINDS)[number];

export const ROLES = ['admin', 'officer', 'approver', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export type Locale = 'id' | 'en';

/** Who acts, in which workspace. Filled by identity; everybody else only reads it. */
export interface Actor {
  userId: string | null;
  workspaceId: string | null;
  workspaceSlug: string | null;
  workspaceKind: WorkspaceKind | null;
  role: Role | null;
  apiKeyId: string | null;
  /** Human identifier that survives the user's deletion: an e-mail address, `api-key:<name>` or `system`. */
  label: string;
  locale: Locale;
  requestId: string;
  address: string | null;
}

/** The actor of jobs and of the command line. */
export function systemActor(requestId: string, workspaceId: string | null = null): Actor {
  return {
    userId: null,
    workspaceId,
    workspaceSlug: null,
    workspaceKind: null,
    role: null,
    apiKeyId: null,
    label: 'system',
    locale: 'id',
    requestId,
    address: null,
  };
}
