import { createHash } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import type { Request } from 'express';
import session, { type SessionData } from 'express-session';
import type { ActorSource, Person } from './actor-source.js';
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

/**
 * Sessions in PostgreSQL under hashed names; a session in use is prolonged at most once a minute. Whose session it was the
 * last time is read with it in one message, so that a page waits for the database once less; what a request gets of it is as
 * of this request.
 */
export class SessionStore extends PgStore {
  private readonly touched = new Map<string, number>();
  private readonly owners = new Map<string, string>();
  private readonly people = new WeakMap<SessionData, { userId: string; person: Person | null }>();
  private readonly written = new WeakMap<SessionData, string>();

  constructor(
    private readonly queries: RoleQueries,
    private readonly source: Pick<ActorSource, 'readOfPerson' | 'personIn'>,
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
    this.find(storedSessionId(sid)).then(
      (data) => done(null, data),
      (error: unknown) => done(error),
    );
  }

  private async find(value: string): Promise<SessionData | null> {
    const expected = this.owners.get(value);
    const reads = [
      { scope: { role: 'identity' } as const, text: FIND, value },
      ...(expected === undefined ? [] : [this.source.readOfPerson(expected)]),
    ];
    const [found, beside] = await this.queries.readTogether(reads);
    const data = (found as { sess: SessionData }[])[0]?.sess ?? null;
    const owner = data?.passport?.user;
    if (owner === undefined) this.owners.delete(value);
    else if (owner !== expected) remember(this.owners, value, owner);
    else if (data && beside) this.people.set(data, { userId: owner, person: this.source.personIn(beside) });
    return data;
  }

  /** What was read with the session goes to the request that it was read for. */
  override createSession(req: Request, data: SessionData) {
    const read = this.people.get(data);
    if (read) req.personRead = read;
    return super.createSession(req, data);
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
    this.owners.delete(storedSessionId(sid));
    super.destroy(storedSessionId(sid), done);
  }

  override touch(sid: string, data: SessionData, done?: () => void): void {
    const now = Date.now();
    if (now - (this.touched.get(sid) ?? 0) < TOUCH_AFTER_MS) return void done?.();
    remember(this.touched, sid, now);
    // Nobody's answer waits for it: the page of a request that failed because the database is away would come late.
    super.touch(storedSessionId(sid), data, () => undefined);
    done?.();
  }
}

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  if (map.size >= REMEMBERED) map.clear();
  map.set(key, value);
}
