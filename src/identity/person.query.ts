import type { Membership, Person, Read } from '../platform/web/index.js';

const PERSON = `
  select u.id, u.email, u.name, u.locale, m.workspace_id as "workspaceId", m.role, w.slug, w.name as "workspaceName", w.kind
  from identity.users u
  left join app.members m on m.user_id = u.id
  left join app.workspaces w on w.id = m.workspace_id
  where u.id = $1 and u.disabled_at is null order by w.name, w.slug`;

type Row = Omit<Person, 'memberships'> &
  Omit<Membership, 'workspaceId'> & { workspaceId: string | null; workspaceName: string };

/** The person and where they belong now, read on every request. @throws TypeError when it is no uuid */
export function readOfPerson(userId: string): Read {
  return { scope: { role: 'identity', userId }, text: PERSON, value: userId };
}

/** null: unknown or disabled. */
export function personIn(rows: unknown[]): Person | null {
  const memberships = (rows as Row[]).flatMap(({ workspaceId, slug, workspaceName, kind, role }) =>
    workspaceId === null ? [] : [{ workspaceId, slug, name: workspaceName, kind, role }],
  );
  const [first] = rows as Row[];
  return first ? { id: first.id, email: first.email, name: first.name, locale: first.locale, memberships } : null;
}
