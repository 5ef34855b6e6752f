import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type Read, RoleQueries } from '../../../src/platform/web/index.js';
import { SessionStore } from '../../../src/platform/web/session-store.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';

describe('stored sessions', () => {
  let db: TestDatabase;
  let store: SessionStore;

  beforeAll(async () => {
    db = await openTestDatabase({ poolSize: 1 });
    store = new SessionStore(new RoleQueries(db.dataSource), people, () => undefined);
  });
  afterAll(() => db.close());

  // Who they are does not matter here, but when they are read and for whom.
  const people = {
    readOfPerson: (userId: string): Read => ({
      scope: { role: 'identity', userId },
      text: `select $1 as id, current_setting('app.user_id') as email`,
      value: userId,
    }),
    personIn: (rows: unknown[]) => rows[0] as Person,
  };
  const session = (csrfToken: string) => ({ cookie: {}, csrfToken }) as SessionData;
  const set = (data: SessionData) =>
    new Promise<void>((resolve, reject) =>
      store.set('s', data, (error) => (error ? reject(error as Error) : resolve())),
    );
  const get = () =>
    new Promise<SessionData | null>((resolve, reject) =>
      store.get('s', (error, data) => (error ? reject(error as Error) : resolve(data ?? null))),
    );

  it('are not undone by a late second write of an older request', async () => {
    const first = session('a');
    await set(first);
    await set(session('b'));
    await set(first);
    expect(await get()).toMatchObject({ csrfToken: 'b' });
    first.csrfToken = 'c';
    await set(first);
    expect(await get()).toMatchObject({ csrfToken: 'c' });
  });

  it('bring whom they belong to from the second request on, read for that request', async () => {
    const [siti, budi] = [randomUUID(), randomUUID()];
    const belongsTo = (user: string) => set({ cookie: {}, passport: { user } } as unknown as SessionData);
    const readWithIt = async () => {
      const req = {} as Request;
      store.createSession(req, (await get()) as SessionData);
      return req.personRead ?? null;
    };
    await belongsTo(siti);
    expect(await readWithIt()).toBeNull();
    expect(await readWithIt()).toEqual({ userId: siti, person: { id: siti, email: siti } });
    await belongsTo(budi);
    expect(await readWithIt()).toBeNull();
    expect(await readWithIt()).toEqual({ userId: budi, person: { id: budi, email: budi } });
  });

  it('leave the connection as it was, also after a mistake', async () => {
    const queries = new RoleQueries(db.dataSource);
    await expect(queries.query('select 1 / 0')).rejects.toMatchObject({ code: '22012' });
    const { rows } = await queries.query('select current_user::text as role');
    expect(rows).toEqual([{ role: 'sinergi_identity' }]);
    expect(await db.dataSource.query('select current_user::text as role')).toEqual([{ role: 'sinergi_login' }]);
  });

  it('are read with nothing in the statement that could end it', async () => {
    const queries = new RoleQueries(db.dataSource);
    const scope = { role: 'identity' } as const;
    const read = (value: string) => queries.readOnce({ scope, text: 'select $1 as v', value });
    expect(await read('abc-_9')).toEqual([{ v: 'abc-_9' }]);
    for (const value of ["'", "x' or '1'='1", '', 'x'.repeat(65), 'a;b', 'a\\b', 'é'])
      await expect(read(value)).rejects.toThrow(TypeError);
    await expect(
      queries.readOnce({ scope, text: `delete from identity.sessions where sid = $1`, value: 'a' }),
    ).rejects.toMatchObject({ code: '25006' });
    expect(await read('still')).toEqual([{ v: 'still' }]);
  });
});
