import { Injectable } from '@nestjs/common';
import type { Locale } from '../kernel/index.js';
import { currentWork } from '../platform/db/index.js';

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
