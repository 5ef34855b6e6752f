import { isUuid } from '../platform/db/index.js';
import type { Membership, Person, RoleQueries } from '../platform/web/index.js';

const PERSON = `
  select u.id, u.email, u.name, u.locale, m.workspace_id as "workspaceId", m.role, w.slug, w.name as "workspaceName", w.kind
  from identity.users u
  left join app.members m on m.user_id = u.id
  left join app.workspaces w on w.id = m.workspace_id
  where u.id = $1 and u.disabled_at is null order by w.name, w.slug`;

type Row = Omit<Person, 'memberships'> &
  Omit<Membership, 'workspaceId'> & { workspaceId: string | null; workspaceName: string };

/** The person and where they belong now, read on every request. null: unknown or disabled. */
export async function readPerson(queries: RoleQueries, userId: string): Promise<Person | null> {
  if (!isUuid(userId)) return null;
  const rows = await queries.readOnce<Row>({ role: 'identity', userId }, PERSON, userId);
  const [first] = rows;
  if (!first) return null;
  const memberships = rows.flatMap(({ workspaceId, slug, workspaceName, kind, role }) =>
    workspaceId === null ? [] : [{ workspaceId, slug, name: workspaceName, kind, role }],
  );
  return { id: first.id, email: first.email, name: first.name, locale: first.locale, memberships };
}
