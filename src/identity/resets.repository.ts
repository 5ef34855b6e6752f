import { Injectable } from '@nestjs/common';
import { currentWork } from '../platform/db/index.js';

/** One-time links for forgotten passwords; stored as hashes, good for an hour. */
@Injectable()
export class ResetsRepository {
  async insert(userId: string, tokenHash: Buffer): Promise<void> {
    await currentWork().execute(
      `insert into identity.password_resets (token_hash, user_id, expires_at) values ($1, $2, now() + interval '1 hour')`,
      [tokenHash, userId],
    );
  }

  async userOf(tokenHash: Buffer): Promise<string | null> {
    const [row] = await currentWork().query<{ userId: string }>(
      'select user_id as "userId" from identity.password_resets where token_hash = $1 and expires_at > now()',
      [tokenHash],
    );
    return row?.userId ?? null;
  }

  /** Uses the link up: of two who come at once, one gets null. */
  async take(tokenHash: Buffer): Promise<string | null> {
    const [row] = await currentWork().query<{ userId: string; fresh: boolean }>(
      `delete from identity.password_resets where token_hash = $1
       returning user_id as "userId", expires_at > now() as fresh`,
      [tokenHash],
    );
    return row?.fresh ? row.userId : null;
  }

  async deleteOf(userId: string): Promise<void> {
    await currentWork().execute('delete from identity.password_resets where user_id = $1 or expires_at < now()', [
      userId,
    ]);
  }
}
