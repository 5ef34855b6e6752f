import { afterAll, describe, expect, it } from 'vitest';
import { withReference } from '../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { workThrough } from './clerk-session.js';
import { Organisation, type Recorded } from './organisation.js';
import { siteOf } from './site.js';
import { comparable } from './comparable.js';
import { extractOf, made, rosterOf } from './someone.js';

/** X: everybody asks whether anything shows that others hold them. */
const [X, ...THEIRS] = made(6, 11);
const OURS = made(4, 12);
const OTHERS = made(5, 13);
const opened: TestApplication[] = [];

/**
 * A world in which the agency's registry is the same, and another workspace does or does not hold X, covered and counted.
 */
async function world(holdsX: boolean): Promise<Recorded[]> {
  const test = await startTestApplication();
  opened.push(test);
  await withReference(test.db);
  const site = siteOf(test);
  const agency = await Organisation.open(site, 'badan', 'agency');
  await agency.load('registry', extractOf([X!, OURS[0]!, THEIRS[0]!]));
  const holder = await Organisation.open(site, 'pemegang', 'local_government');
  await holder.load('roster', rosterOf(holdsX ? [X!, ...THEIRS] : OTHERS));
  for (const path of ['/coverage', '/workers', '/imports']) await holder.page(path);
  const clerk = await Organisation.open(site, 'penanya', 'local_government');
  await workThrough(clerk, X!, OURS);
  return clerk.recorded;
}

describe('two worlds: nothing that a workspace can see depends on whom others hold', { timeout: 180_000 }, () => {
  afterAll(async () => {
    for (const test of opened) await test.close();
  });

  it('a whole session is answered with the same bytes', async () => {
    // One after the other: strategies of signing in belong to the process, not to the application.
    const [without, held] = [await world(false), await world(true)];
    expect(held.map(({ step }) => comparable(step))).toEqual(without.map(({ step }) => comparable(step)));
    for (const [i, answer] of held.entries()) {
      const other = without[i]!;
      expect({ ...answer, headers: {}, body: comparable(answer.body) }, answer.step).toEqual({
        ...other,
        step: answer.step,
        headers: {},
        body: comparable(other.body),
      });
      expect(comparable(JSON.stringify(answer.headers)), answer.step).toBe(comparable(JSON.stringify(other.headers)));
    }
  });

  it('and the session had something to see', async () => {
    const [first] = opened;
    const rows = await first!.db.admin<{ state: string; n: number }>(
      `select match_state as state, count(*)::int as n from app.workers w join app.workspaces s on s.id = w.workspace_id
       where s.slug = 'penanya' group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { state: 'absent', n: 3 },
      { state: 'matched', n: 2 },
    ]);
  });
});
