import { createHash } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import type { RoleQueries } from './role-queries.js';

export const IDLE_SECONDS = 30 * 60;
const TOUCH_AFTER_MS = 60_000;
const REMEMBERED = 10_000;

const FIND = 'select sess from identity.sessions where sid = $1 and expire >= now()';
const PgStore = connectPgSimple(session);
type Done = (error?: unknown) => void;

/** Name of a session in the database: whoever reads it there cannot use it as a cookie. */
export function storedSessionId(sid: string): string {
  return createHash('sha256').update(sid).digest('base64url');
}

/** Sessions in PostgreSQL under hashed names; a session in use is prolonged at most once a minute. */
export class SessionStore extends PgStore {
  private readonly touched = new Map<string, number>();
  private readonly written = new WeakMap<SessionData, string>();

  constructor(
    private readonly queries: RoleQueries,
    onError: (message: string) => void,
  ) {
    super({
      pool: queries as never,
      schemaName: 'identity',
      tableName: 'sessions',
      ttl: IDLE_SECONDS,
      errorLog: (...parts: unknown[]) => onError(parts.map(String).join(' ')),
    });
  }

  override get(sid: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.queries.readOnce<{ sess: SessionData }>({ role: 'identity' }, FIND, storedSessionId(sid)).then(
      ([row]) => done(null, row?.sess ?? null),
      (error: unknown) => done(error),
    );
  }

  /**
   * Writes what one request made of a session once: express-session writes a renewed session again after the answer
   * has left, and would undo what the next request has already stored.
   */
  override set(sid: string, data: SessionData, done?: Done): void {
    const text = JSON.stringify(data);
    if (this.written.get(data) === text) return void done?.();
    super.set(storedSessionId(sid), data, (error?: unknown) => {
      if (!error) this.written.set(data, text);
      done?.(error);
    });
  }

  override destroy(sid: string, done?: Done): void {
    this.touched.delete(sid);
    super.destroy(storedSessionId(sid), done);
  }

  override touch(sid: string, data: SessionData, done?: () => void): void {
    const now = Date.now();
    if (now - (this.touched.get(sid) ?? 0) < TOUCH_AFTER_MS) return void done?.();
    if (this.touched.size >= REMEMBERED) this.touched.clear();
    this.touched.set(sid, now);
    // Nobody's answer waits for it: the page of a request that failed because the database is away would come late.
    super.touch(storedSessionId(sid), data, () => undefined);
    done?.();
  }
}
