import { Injectable } from '@nestjs/common';
import { currentWork } from '../platform/db/index.js';

export interface ActiveSession {
  /** Hash of the identifier in the cookie. */
  id: string;
  startedAt: Date;
  expiresAt: Date;
  agent: string | null;
  address: string | null;
}

/** SQL about sessions of one person; wants a unit of work as role `identity`. */
@Injectable()
export class SessionsRepository {
  list(userId: string): Promise<ActiveSession[]> {
    return currentWork().query<ActiveSession>(
      `select sid as id, to_timestamp((sess ->> 'startedAt')::bigint / 1000.0) as "startedAt", expire as "expiresAt",
         sess ->> 'agent' as agent, sess ->> 'address' as address
       from identity.sessions where user_id = $1 and expire > now() order by expire desc limit 100`,
      [userId],
    );
  }

  /** @returns false when it is not that person's or is over */
  async end(userId: string, id: string): Promise<boolean> {
    const ended = await currentWork().execute('delete from identity.sessions where user_id = $1 and sid = $2', [
      userId,
      id,
    ]);
    return ended > 0;
  }

  /** @param kept id of the session that goes on, or null to end all */
  endOthers(userId: string, kept: string | null): Promise<number> {
    return currentWork().execute(
      'delete from identity.sessions where user_id = $1 and ($2::text is null or sid <> $2)',
      [userId, kept],
    );
  }
}
