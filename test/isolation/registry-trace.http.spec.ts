import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withReference } from '../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { workThrough } from './clerk-session.js';
import { Organisation } from './organisation.js';
import { siteOf } from './site.js';
import { extractOf, made, rosterOf } from './someone.js';
import { StatementTrace } from './statement-trace.js';

const [TARGET, ...OTHERS] = made(5, 71);

/** What a request of a workspace sends to the database, and what only the worker does. */
describe('the registry is asked by the matcher, and never inside a request', () => {
  let test: TestApplication;
  const trace = new StatementTrace();

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    const site = siteOf(test);
    const agency = await Organisation.open(site, 'badan', 'agency');
    await agency.load('registry', extractOf([TARGET!, OTHERS[0]!]));
    const watched = {
      ...site,
      api: (...asked: Parameters<typeof site.api>) => trace.during(() => site.api(...asked)),
    };
    const clerk = await Organisation.open(watched, 'diamati', 'local_government');
    const { browser } = clerk;
    const [get, post] = [browser.get.bind(browser), browser.post.bind(browser)];
    browser.get = (...asked) => trace.during(() => get(...asked));
    browser.post = (...asked) => trace.during(() => post(...asked));
    trace.start();
    await workThrough(clerk, TARGET!, OTHERS);
    await clerk.load('roster', rosterOf(made(3, 72)));
  });
  afterAll(async () => {
    trace.stop();
    await test?.close();
  });

  const of = (role: string) => trace.seen.filter((one) => one.role === role);

  it('saw requests and the worker’s part', () => {
    expect(of('app').filter(({ inRequest }) => inRequest).length).toBeGreaterThan(200);
    expect(of('worker').length).toBeGreaterThan(50);
    expect(of('matcher').some(({ text }) => text.includes('registry.participants'))).toBe(true);
    expect(of('matcher').some(({ text }) => text.includes('registry.canaries'))).toBe(true);
  });

  it('no statement of a request’s role names the registry, its totals or staged rows', () => {
    const found = trace.seen.filter(
      ({ role, text }) =>
        (role === 'app' || role === 'identity') && /\b(registry\.|staging\.|reporting\.registry)/.test(text),
    );
    expect(found.map(({ text }) => text)).toEqual([]);
  });

  it('inside a request of a workspace nobody becomes matcher, worker or agency', () => {
    const roles = new Set(trace.seen.filter(({ inRequest }) => inRequest).map(({ role }) => role));
    expect([...roles].filter((role) => role !== null && !['app', 'identity'].includes(role))).toEqual([]);
  });
});
