import { ROLES, WORKSPACE_KINDS, type Role, type WorkspaceKind } from '../../kernel/index.js';

interface Grant {
  roles: readonly Role[];
  /** Kinds of workspace in which the permission exists; absent: all. */
  kinds?: readonly WorkspaceKind[];
}

const everybody: Grant = { roles: ROLES };
const writers: Grant = { roles: ['admin', 'officer'] };
const deciders: Grant = { roles: ['admin', 'approver'] };
const admins: Grant = { roles: ['admin'] };
const agency = (grant: Grant): Grant => ({ ...grant, kinds: ['agency'] });
const partners = (grant: Grant): Grant => ({ ...grant, kinds: WORKSPACE_KINDS.filter((kind) => kind !== 'agency') });

/** The one table of who may do what. API keys carry a role and are judged by the same table. */
export const PERMISSIONS = {
  'workspace.read': everybody,
  'workspace.manage': admins,
  'members.read': everybody,
  'members.manage': admins,
  'api-keys.manage': admins,
  'audit.read': admins,
  'workspaces.read': agency(everybody),
  'workspaces.create': agency(admins),
  'allowances.grant': agency(deciders),

  'reference.read': everybody,
  'registry.read': agency(everybody),
  'registry.import': agency(writers),
  'registry.cases': agency({ roles: ['admin', 'officer', 'approver'] }),
  'alarms.read': agency({ roles: ['admin', 'officer', 'approver'] }),
  'alarms.settle': agency(deciders),
  'canaries.manage': agency(admins),

  'rosters.read': everybody,
  'rosters.upload': writers,
  'rosters.confirm': { roles: ['admin', 'officer', 'approver'] },
  'rosters.reverse': deciders,
  'rosters.export': { roles: ['admin', 'officer', 'approver'] },
  'workers.read': everybody,
  'workers.write': writers,
  'workers.unmask': { roles: ['admin', 'officer', 'approver'] },

  'coverage.read': everybody,
  'coverage.own-roster': partners(everybody),
  'coverage.export': { roles: ['admin', 'officer', 'approver'] },
  'coverage.figures': writers,
  'coverage.national': agency(everybody),
} satisfies Record<string, Grant>;

export type Permission = keyof typeof PERMISSIONS;

export function allows(permission: Permission, role: Role | null, kind: WorkspaceKind | null): boolean {
  const grant: Grant = PERMISSIONS[permission];
  if (role === null || kind === null) return false;
  return grant.roles.includes(role) && (grant.kinds === undefined || grant.kinds.includes(kind));
}

/** Permissions of an actor as a set of names, for views that draw a button only for whom it works. */
export function permissionsOf(role: Role | null, kind: WorkspaceKind | null): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => allows(permission, role, kind));
}
