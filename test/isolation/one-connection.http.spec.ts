import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withReference } from '../reference/loaded-reference.js';
import { aRoster } from '../rosters/workers/roster.builder.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aMember, aWorkspace } from '../support/builders.js';
import type { Browser } from '../support/browser-session.js';
import { aKey } from './sides.js';

const REQUESTS = 1_000;
const AT_ONCE = 25;

interface Side {
  slug: string;
  /** In the names of its people, its own name and its addresses, and in nothing of the other side. */
  marker: string;
  keys: string[];
  browser: Browser;
  workerId: string;
}

/** What somebody asks for; `others` is the other side, whose things are named to see that they are not there. */
const ASKED: Record<
  string,
  (test: TestApplication, side: Side, other: Side, key: string, signal: AbortSignal) => Promise<Response>
> = {
  list: (test, _side, _other, key, signal) => api(test, key, 'workers?limit=50', signal),
  'first letters': (test, _side, other, key, signal) => api(test, key, `workers?q=${other.marker}`, signal),
  'their worker': (test, _side, other, key, signal) => api(test, key, `workers/${other.workerId}`, signal),
  'own worker': (test, side, _other, key, signal) => api(test, key, `workers/${side.workerId}`, signal),
  coverage: (test, _side, _other, key, signal) => api(test, key, 'coverage?by=region,sector', signal),
  'page of the list': (_test, side, _other, _key, signal) => page(side, `/w/${side.slug}/workers`, signal),
  'page of theirs': (_test, side, other, _key, signal) => page(side, `/w/${other.slug}/workers`, signal),
  'page of one': (_test, side, _other, _key, signal) => page(side, `/w/${side.slug}/workers/${side.workerId}`, signal),
  'a refusal in the middle': (test, _side, _other, key, signal) =>
    fetch(`${test.origin}/api/v1/workers/search`, {
      ...{ method: 'POST', body: '{"nik": "1"}', signal },
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    }),
};

function api(test: TestApplication, key: string, path: string, signal: AbortSignal): Promise<Response> {
  return fetch(`${test.origin}/api/v1/${path}`, { headers: { authorization: `Bearer ${key}` }, signal });
}

function page({ browser }: Side, path: string, signal: AbortSignal): Promise<Response> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return fetch(browser.origin + path, { headers: { cookie }, redirect: 'manual', signal });
}

describe('requests of two workspaces through one connection', () => {
  let test: TestApplication;
  let sides: [Side, Side];

  beforeAll(async () => {
    // As in production: the web process sends statements ahead without waiting for answers.
    test = await startTestApplication({}, [], { poolSize: 1 });
    await withReference(test.db);
    sides = [await aSide('PENANDAKIRI'), await aSide('PENANDAKANAN')];
  });
  afterAll(() => test?.close());

  async function aSide(marker: string): Promise<Side> {
    const slug = marker.toLowerCase();
    const workspace = await aWorkspace(test.db, { slug, name: `Organisasi ${marker}` });
    const { email } = await aMember(test.db, { workspace, email: `petugas@${slug}.test` });
    const people = Array.from({ length: 20 }, (_, i) => ({ name: `${marker} ${String.fromCharCode(65 + i)}` }));
    const [workerId = ''] = await aRoster(test.db, workspace, people);
    const keys = await Promise.all([1, 2].map(() => aKey(test.db, workspace, 'admin')));
    return { slug, marker, keys, browser: await test.signIn(email), workerId };
  }

  it('a thousand, some given up halfway: no answer holds anything of the other', { timeout: 240_000 }, async () => {
    const plan = fc.record({ side: fc.nat(1), what: fc.constantFrom(...Object.keys(ASKED)), end: fc.nat(99) });
    const plans = fc.sample(plan, { numRuns: REQUESTS, seed: 11 });
    const leaks: string[] = [];
    const ends = { answered: 0, own: 0, givenUp: 0 };
    const one = async ({ side, what, end }: (typeof plans)[number], i: number) => {
      const [own, other] = [sides[side]!, sides[1 - side]!];
      const stop = new AbortController();
      // One in three hangs up: before the database is asked, meanwhile, or while the answer is on its way.
      if (end < 34) void sleep(end).then(() => stop.abort());
      try {
        const answer = await ASKED[what]!(test, own, other, own.keys[i % 2]!, stop.signal);
        const body = await answer.text();
        ends.answered++;
        const said = body.replaceAll(other.slug, '');
        if (said.includes(other.marker)) leaks.push(`${what} as ${own.marker}: ${answer.status}`);
        if (answer.status >= 500) leaks.push(`${what}: ${answer.status}`);
        if (body.includes(own.marker)) ends.own++;
      } catch (error) {
        if ((error as Error).name !== 'AbortError') throw error;
        ends.givenUp++;
      }
    };
    for (let at = 0; at < plans.length; at += AT_ONCE)
      await Promise.all(plans.slice(at, at + AT_ONCE).map((asked, i) => one(asked, i)));
    expect(leaks).toEqual([]);
    expect(ends.answered + ends.givenUp).toBe(REQUESTS);
    expect(ends.own, 'there was something to see').toBeGreaterThan(150);
    expect(ends.givenUp, 'some hung up').toBeGreaterThan(30);
  });

  it('and afterwards both are served as ever', async () => {
    for (const side of sides) {
      const answer = await api(test, side.keys[0]!, 'workers?limit=50', new AbortController().signal);
      const { workers } = (await answer.json()) as { workers: { name: string }[] };
      expect(workers).toHaveLength(20);
      expect(workers.every(({ name }) => name.startsWith(side.marker))).toBe(true);
    }
  });
});
