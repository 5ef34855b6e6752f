import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type WorkspaceKind } from '../../src/kernel/index.js';
import { listRoutes, type Route } from '../../src/platform/web/index.js';
import { withReference } from '../reference/loaded-reference.js';
import { startTestApplication } from '../support/application.js';
import { nothingsName, type RecordKind } from './records.js';
import { call, isApi, isUnsafe, nameOf, type Answer, type Caller } from './route-call.js';
import { ROUTES, type RouteEntry } from './route-entries.js';
import { aSide, type Person, type Side } from './sides.js';
import { fingerprint } from './fingerprint.js';

// The routes of the running application decide which tests there are.
const test = await startTestApplication();
await withReference(test.db);
const known = listRoutes(test.app).flatMap((route) => {
  const entry = ROUTES[nameOf(route)];
  return entry ? [{ name: nameOf(route), route, entry }] : [];
});
const inWorkspace = known.filter(({ entry }) => Array.isArray(entry.by));
const unsafePages = known.filter(({ route }) => isUnsafe(route) && !isApi(route));
const FOREIGN = [
  { origin: 'https://evil.test' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
] as const;

afterAll(() => test.close());

describe('the table of routes', () => {
  it('has a line for every route', () => {
    const missing = listRoutes(test.app).filter((route) => !ROUTES[nameOf(route)]);
    expect(
      missing.map((route) => `Add '${nameOf(route)}' to test/isolation/route-entries.ts: who may, which record.`),
    ).toEqual([]);
  });

  it('has no line for a route that is gone', () => {
    const names = new Set(listRoutes(test.app).map(nameOf));
    expect(Object.keys(ROUTES).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe.each<WorkspaceKind>(['local_government', 'agency'])('in a workspace of kind %s', (kind) => {
  let ours: Side;
  let theirs: Side;
  const exists = ({ entry }: { entry: RouteEntry }) => (kind === 'agency' ? !entry.partners : !entry.agency);
  const unknownSlug = `ws-${randomBytes(5).toString('hex')}`;

  beforeAll(async () => {
    [ours, theirs] = [await aSide(test, kind), await aSide(test, kind)];
    for (const { entry } of known) for (const record of recordsOf(entry)) await theirs.record(record);
  });

  it.each(inWorkspace.filter(exists))('$name: records of others are not there', async ({ route, entry }) => {
    const caller = callerOf(route, ours.people.admin);
    const before = await fingerprint(test.db, theirs.workspace.id);
    if (entry.record) {
      const asked = { route, entry, slug: ours.workspace.slug };
      const foreign = await call(test, caller, { ...asked, id: await theirs.record(entry.record) });
      const nothing = await call(test, caller, { ...asked, id: nothingsName(entry.record) });
      expect(foreign.status).toBe(404);
      expect(foreign).toEqual(nothing);
      expect(await call(test, caller, { ...asked, id: '../x' })).toEqual(nothing);
    }
    for (const ask of entry.asks ?? []) await sameFor(route, entry, caller, ask);
    expect(await fingerprint(test.db, theirs.workspace.id)).toBe(before);
  });

  it.each(inWorkspace.filter((one) => exists(one) && !isApi(one.route)))(
    '$name: a foreign workspace is like none',
    async ({ route, entry }) => {
      const id = entry.record && (await theirs.record(entry.record));
      const before = await fingerprint(test.db, theirs.workspace.id);
      for (const headers of [{}, { 'hx-request': 'true' }] as Record<string, string>[]) {
        const foreign = await call(test, ours.people.admin, { route, entry, slug: theirs.workspace.slug, id, headers });
        const nothing = await call(test, ours.people.admin, { route, entry, slug: unknownSlug, id, headers });
        expect(foreign.status).toBe(404);
        expect(foreign).toEqual(nothing);
      }
      expect(await fingerprint(test.db, theirs.workspace.id)).toBe(before);
    },
  );

  it.each(inWorkspace)('$name: strangers', async ({ route, entry }) => {
    const stranger: Caller = isApi(route) ? { key: null } : { browser: test.browser() };
    const answer = await call(test, stranger, { route, entry, slug: ours.workspace.slug, id: idOf(entry) });
    expect(answer.status).toBe(isApi(route) ? 401 : 303);
    if (!isApi(route)) return expect(answer.headers.location).toMatch(/^\/sign-in/);
    const cookie = [...ours.people.admin.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const withCookie = await call(test, stranger, { route, entry, slug: '', id: idOf(entry), headers: { cookie } });
    expect(withCookie.status, 'the API takes no cookies').toBe(401);
  });

  it.each(unsafePages.filter(exists))('$name: forged requests', async ({ route, entry }) => {
    const id = entry.record && (await ours.record(entry.record));
    const asked = { route, entry, slug: ours.workspace.slug, id };
    const { browser } = ours.people.admin;
    const before = await fingerprint(test.db, ours.workspace.id);
    expect((await call(test, { browser }, { ...asked, withoutToken: true })).status, 'without token').toBe(403);
    for (const headers of FOREIGN)
      expect((await call(test, { browser }, { ...asked, headers })).status, JSON.stringify(headers)).toBe(403);
    const other = { 'x-csrf-token': await theirs.people.admin.browser.csrfToken() };
    expect((await call(test, { browser }, { ...asked, headers: other, withoutToken: true })).status).toBe(403);
    expect(await fingerprint(test.db, ours.workspace.id)).toBe(before);
  });

  describe.each(ROLES)('%s', (role) => {
    it.each(inWorkspace.toSorted((a, b) => Number(a.entry.ends ?? false) - Number(b.entry.ends ?? false)))(
      '$name',
      async ({ route, entry }) => {
        const id = entry.record && (await ours.fresh(entry.record, role));
        const before = await fingerprint(test.db, ours.workspace.id);
        const answer = await call(test, callerOf(route, ours.people[role]), {
          route,
          entry,
          slug: ours.workspace.slug,
          id,
        });
        const may = exists({ entry }) && (entry.by as readonly string[]).includes(role);
        if (!may) {
          expect(answer.status).toBe(403);
          return expect(await fingerprint(test.db, ours.workspace.id)).toBe(before);
        }
        const bad = entry.finds ? [401, 403, 500, 503] : [401, 403, 404, 500, 503];
        expect(bad, answer.body.slice(0, 2000)).not.toContain(answer.status);
        if (!isUnsafe(route)) expect([200, 303, 409, ...(entry.finds ? [404] : [])]).toContain(answer.status);
      },
    );
  });

  function idOf(entry: RouteEntry): string | undefined {
    return entry.record && nothingsName(entry.record);
  }

  /** A record named in the query: the other workspace's gives what an unknown one gives. */
  async function sameFor(route: Route, entry: RouteEntry, caller: Caller, ask: string): Promise<void> {
    const kindOf = /\{(\w+)\}/.exec(ask)?.[1] as RecordKind;
    const answers: Answer[] = [];
    for (const id of [await theirs.record(kindOf), nothingsName(kindOf)]) {
      const answer = await call(test, caller, {
        route,
        entry,
        slug: ours.workspace.slug,
        query: ask.replace(/\{\w+\}/, id),
      });
      answers.push(without(answer, id));
    }
    expect(answers[0]).toEqual(answers[1]);
  }
});

function callerOf(route: Route, person: Person): Caller {
  return isApi(route) ? { key: person.key } : person;
}

function recordsOf(entry: RouteEntry): RecordKind[] {
  const asked = (entry.asks ?? []).map((ask) => /\{(\w+)\}/.exec(ask)?.[1] as RecordKind);
  return [...(entry.record ? [entry.record] : []), ...asked];
}

/** The name that was asked for, and tokens of the session, which are new on every page. */
function without(answer: Answer, id: string): Answer {
  return { ...answer, headers: { ...answer.headers, etag: '' }, body: answer.body.replaceAll(id, '<id>') };
}
