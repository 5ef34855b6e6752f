import { Refused, type Role } from '../kernel/index.js';

interface Place {
  id: string;
  role: Role;
}

/**
 * Somebody must always be able to invite and to give roles.
 * @param change the member's new role, or null when they go
 * @throws Refused `workspaces.last-admin`
 */
export function keepAnAdmin(members: readonly Place[], memberId: string, change: Role | null): void {
  const after = members.flatMap((member) => {
    if (member.id !== memberId) return [member.role];
    return change === null ? [] : [change];
  });
  if (!after.includes('admin')) throw new Refused('workspaces.last-admin');
}
