import { Injectable } from '@nestjs/common';
import type { Locale } from '../kernel/index.js';
import { currentWork } from '../platform/db/index.js';
import type { Membership, Person } from '../platform/web/index.js';

export interface User {
  id: string;
  email: string;
  name: string;
  locale: Locale;
  passwordHash: string | null;
}

const COLUMNS = 'id, email, name, locale, password_hash as "passwordHash"';

/** SQL about people; wants a unit of work as role `identity`. */
@Injectable()
export class UsersRepository {
  /** null: unknown or disabled. */
  async byEmail(email: string): Promise<User | null> {
    const rows = await currentWork().query<User>(
      `select ${COLUMNS} from identity.users where email = $1 and disabled_at is null`,
      [email],
    );
    return rows[0] ?? null;
  }

  async byId(id: string): Promise<User | null> {
    const rows = await currentWork().query<User>(
      `select ${COLUMNS} from identity.users where id = $1 and disabled_at is null`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** The person and where they belong now; the unit of work must be that person's. */
  async person(id: string): Promise<Person | null> {
    const rows = await currentWork().query<Person & Membership & { id: string; workspaceName: string }>(
      `select u.id, u.email, u.name, u.locale, m.workspace_id as "workspaceId", m.role,
         w.slug, w.name as "workspaceName", w.kind
       from identity.users u
       left join app.members m on m.user_id = u.id
       left join app.workspaces w on w.id = m.workspace_id
       where u.id = $1 and u.disabled_at is null order by w.name, w.slug`,
      [id],
    );
    const [first] = rows;
    if (!first) return null;
    const memberships = rows
      .filter((row) => row.workspaceId !== null)
      .map(({ workspaceId, slug, workspaceName, kind, role }) => ({
        workspaceId,
        slug,
        name: workspaceName,
        kind,
        role,
      }));
    return { id: first.id, email: first.email, name: first.name, locale: first.locale, memberships };
  }

  /** @returns null when the address is taken */
  async insert(user: Omit<User, 'id'>): Promise<string | null> {
    const [row] = await currentWork().query<{ id: string }>(
      `insert into identity.users (email, name, locale, password_hash) values ($1, $2, $3, $4)
       on conflict (email) do nothing returning id`,
      [user.email, user.name, user.locale, user.passwordHash],
    );
    return row?.id ?? null;
  }

  async changeProfile(id: string, name: string, locale: Locale): Promise<void> {
    await currentWork().execute('update identity.users set name = $2, locale = $3 where id = $1', [id, name, locale]);
  }

  async changeLocale(id: string, locale: Locale): Promise<void> {
    await currentWork().execute('update identity.users set locale = $2 where id = $1', [id, locale]);
  }

  async changePassword(id: string, passwordHash: string): Promise<void> {
    await currentWork().execute(
      'update identity.users set password_hash = $2, password_changed_at = now() where id = $1',
      [id, passwordHash],
    );
  }
}
