import { Injectable } from '@nestjs/common';
import { NotFound, type Role } from '../kernel/index.js';
import { currentWork } from '../platform/db/index.js';
import type { Member } from './workspace.js';

@Injectable()
export class MembersRepository {
  list(workspaceId: string): Promise<Member[]> {
    return currentWork().query<Member>(
      `select m.id, m.user_id as "userId", u.name, u.email, m.role, m.created_at as since
       from app.members m join identity.users u on u.id = m.user_id
       where m.workspace_id = $1 order by lower(u.name), u.email`,
      [workspaceId],
    );
  }

  /** All places, locked in one order: two admins who demote each other at once must not both succeed. */
  lockPlaces(workspaceId: string): Promise<{ id: string; userId: string; role: Role }[]> {
    return currentWork().query(
      'select id, user_id as "userId", role from app.members where workspace_id = $1 order by id for update',
      [workspaceId],
    );
  }

  async changeRole(workspaceId: string, id: string, role: Role): Promise<void> {
    const changed = await currentWork().execute(
      'update app.members set role = $3 where workspace_id = $1 and id = $2',
      [workspaceId, id, role],
    );
    if (changed === 0) throw new NotFound();
  }

  async remove(workspaceId: string, id: string): Promise<void> {
    const removed = await currentWork().execute('delete from app.members where workspace_id = $1 and id = $2', [
      workspaceId,
      id,
    ]);
    if (removed === 0) throw new NotFound();
  }

  /** @returns false when the user already belongs to the workspace */
  async add(workspaceId: string, userId: string, role: Role): Promise<boolean> {
    const added = await currentWork().execute(
      'insert into app.members (workspace_id, user_id, role) values ($1, $2, $3) on conflict do nothing',
      [workspaceId, userId, role],
    );
    return added === 1;
  }

  async hasEmail(workspaceId: string, email: string): Promise<boolean> {
    const rows = await currentWork().query(
      `select 1 from app.members m join identity.users u on u.id = m.user_id
       where m.workspace_id = $1 and u.email = $2`,
      [workspaceId, email],
    );
    return rows.length > 0;
  }
}
