import { afterAll, describe, expect, it } from 'vitest';
import { raiseNotedCanaries } from '../../src/participants/index.js';
import { withReference } from '../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { workThrough } from './clerk-session.js';
import { Organisation, type Recorded } from './organisation.js';
import { siteOf } from './site.js';
import { comparable } from './comparable.js';
import { extractOf, made, rosterOf } from './someone.js';
import { lookEverywhere } from './whole-surface.js';

/** X: everybody asks whether anything shows that others hold them, or that the agency made them up. */
const [X, ...THEIRS] = made(6, 11);
const OURS = made(4, 12);
const OTHERS = made(5, 13);
const opened: TestApplication[] = [];

interface World {
  /** Another workspace has X on its roster, covered and counted. */
  held?: boolean;
  /** The agency's registry knows X. The same in both worlds of a pair. */
  known?: boolean;
  /** X is a decoy of the agency. */
  decoy?: boolean;
}

interface Seen {
  recorded: Recorded[];
  /** What the product wrote down for the workspace: jobs, mails, rows of its tables by number. */
  kept: string[];
  alarms: number;
}

async function world({ held = false, known = false, decoy = false }: World): Promise<Seen> {
  const test = await startTestApplication();
  opened.push(test);
  await withReference(test.db);
  const site = siteOf(test);
  const agency = await Organisation.open(site, 'badan', 'agency');
  await agency.load('registry', extractOf([...(known ? [X!] : []), OURS[0]!, THEIRS[0]!]));
  if (decoy) await agency.form('/registry/canaries', { nik: X!.nik, note: 'two worlds' });
  const holder = await Organisation.open(site, 'pemegang', 'local_government');
  await holder.load('roster', rosterOf(held ? [X!, ...THEIRS] : OTHERS));
  for (const path of ['/coverage', '/workers', '/imports']) await holder.page(path);
  const clerk = await Organisation.open(site, 'penanya', 'local_government');
  await workThrough(clerk, X!, OURS);
  await lookEverywhere(clerk, await ownOf(test, clerk));
  await clerk.form('/members', { email: 'baru@penanya.test', role: 'viewer' });
  const scope = { role: 'matcher', workspaceId: clerk.workspace.id } as const;
  await test.db.unitOfWork.run(scope, raiseNotedCanaries);
  const [alarms] = await test.db.admin<{ n: number }>('select count(*)::int as n from registry.alarms');
  return { recorded: clerk.recorded, kept: await keptFor(test, clerk.workspace.id), alarms: alarms?.n ?? 0 };
}

/** The clerk's own things: the file that was applied, somebody on it. */
async function ownOf(test: TestApplication, { workspace }: Organisation) {
  const one = async (sql: string) => (await test.db.admin<{ id: string }>(sql, [workspace.id]))[0]?.id;
  return {
    rosterImport: await one(`select id from app.imports where workspace_id = $1 and state = 'applied'`),
    worker: await one('select id from app.workers where workspace_id = $1 order by name_key limit 1'),
    member: await one('select id from app.members where workspace_id = $1'),
  };
}

async function keptFor(test: TestApplication, workspaceId: string): Promise<string[]> {
  const jobs = await test.db.admin<{ text: string }>(
    `select name || ' ' || data::text as text from jobs.job where data ->> 'workspaceId' = $1 order by name, created_on`,
    [workspaceId],
  );
  const mails = await test.db.admin<{ text: string }>(
    `select template || ' ' || to_address || ' ' || data::text as text from identity.mail_outbox where to_address like '%penanya.test'`,
  );
  const tables = await test.db.admin<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
     where column_name = 'workspace_id' and table_schema in ('app', 'audit', 'identity') order by 1`,
  );
  const counts: string[] = [];
  for (const { name } of tables) {
    const [row] = await test.db.admin<{ n: number }>(`select count(*)::int as n from ${name} where workspace_id = $1`, [
      workspaceId,
    ]);
    // Partitions of others are named by their ids, and are empty here.
    if (row?.n) counts.push(`${name.replace(/_[0-9a-f]{32}(_rows)?$/, '')}: ${row.n}`);
  }
  return [...jobs, ...mails].map(({ text }) => comparable(text)).concat(counts);
}

describe('two worlds: nothing that a workspace can see depends on whom others hold', { timeout: 400_000 }, () => {
  afterAll(async () => {
    for (const test of opened) await test.close();
  });

  it.each<[string, World, World, number]>([
    ['held by another workspace', { known: true }, { known: true, held: true }, 0],
    ['a decoy of the agency', {}, { decoy: true }, 1],
  ])('%s: a whole session is answered with the same bytes', async (_, without, within, alarms) => {
    // One after the other: strategies of signing in belong to the process, not to the application.
    const [plain, odd] = [await world(without), await world(within)];
    expect([plain.alarms, odd.alarms], 'the agency hears of it').toEqual([0, alarms]);
    expect(odd.recorded.map(({ step }) => comparable(step))).toEqual(
      plain.recorded.map(({ step }) => comparable(step)),
    );
    expect(odd.recorded.flatMap((answer, i) => differences(answer, plain.recorded[i]!))).toEqual([]);
    expect(odd.kept).toEqual(plain.kept);
    expect(odd.recorded.length).toBeGreaterThan(100);
    expect(odd.kept.length).toBeGreaterThan(10);
  });

  it('and the session had something to see', async () => {
    const rows = await opened[0]!.db.admin<{ state: string; n: number }>(
      `select match_state as state, count(*)::int as n from app.workers w join app.workspaces s on s.id = w.workspace_id
       where s.slug = 'penanya' group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { state: 'absent', n: 3 },
      { state: 'matched', n: 2 },
    ]);
  });
});

/** Where two answers differ: the step, and the first lines that are not the same. */
function differences(answer: Recorded, other: Recorded): string[] {
  const [ours, theirs] = [answer, other].map(({ status, headers, body }) =>
    `${status}\n${comparable(JSON.stringify(headers))}\n${comparable(body)}`.split('\n'),
  ) as [string[], string[]];
  const at = ours.findIndex((line, i) => line !== theirs[i]);
  if (at < 0 && ours.length === theirs.length) return [];
  return [`${answer.step}: ${ours[at]?.slice(0, 600)} / ${theirs[at]?.slice(0, 600)}`];
}
