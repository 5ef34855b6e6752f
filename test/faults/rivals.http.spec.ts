import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryResultRow } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, lineOf } from '../imports/roster-files.js';
import { withReference } from '../reference/loaded-reference.js';
import { anApiKey } from '../rosters/uploads/api-key.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { brokenInvariants } from './invariants.js';
import { Machine, type Said } from './machine.js';
import { cleanRoster, distinctPeople } from './messy-roster.js';
import { brokenServiceOf } from './service.js';
import { SIZES, TIMEOUT } from './sizes.js';

/** Who waits for a lock, for whom, and since which statement. A file that grows is locked for that moment only, not until a commit. */
const WAITS = `select w.pid, b.pid as for, w.query_start::text as since, left(w.query, 200) as query
  from pg_stat_activity w, unnest(pg_blocking_pids(w.pid)) b (pid)
  where w.datname = current_database() and w.wait_event_type = 'Lock' and w.wait_event <> 'extend' and w.query !~ $1`;
/** A heartbeat that waits for the transaction of its own file. */
const HEARTBEAT = 'lease_until = clock_timestamp';
/** What the one who is waited for does: it hangs its partition in, and nothing after that but end its staging and commit. */
const HANGS_IN = /^\s*(select app\.attach_partition\(|select staging\.drop_table\(|commit\b)/i;

interface Wait extends QueryResultRow {
  pid: number;
  for: number;
  since: string;
  query: string;
}

let test: TestApplication;
const machines: Machine[] = [];

beforeAll(async () => {
  test = await startTestApplication();
  await withReference(test.db);
});
afterAll(() => test?.close());

describe(
  'Fault 14: two workspaces bring the same people at the same moment, in opposite order',
  { timeout: TIMEOUT },
  () => {
    const lines = distinctPeople(SIZES.rivals, 141).map(lineOf);
    const texts = [csv(lines), csv([...lines].reverse())];
    const receipts: Said[] = [];
    const waits = new Set<string>();

    it('both are applied, and neither waits for the other but while its partition is hung in', async () => {
      const [one, other] = [await aSide(), await aSide()];
      let over = false;
      const watched = watch(() => over);
      const both = Promise.all([applied(one, texts[0] ?? ''), applied(other, texts[1] ?? '')]);
      receipts.push(...(await both.finally(() => (over = true))));
      await watched;
      expect(receipts.map(({ state }) => state)).toEqual(['applied', 'applied']);
      expect([...waits]).toEqual([]);
      const [row] = await test.db.admin<{ deadlocks: number }>(
        'select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()',
      );
      expect(row?.deadlocks).toBe(0);
    });

    it('each gets what it gets alone', async () => {
      const alone = await applied(await aSide(), texts[0] ?? '');
      expect(receipts[0]).toMatchObject({ counts: alone.counts, causes: alone.causes });
      expect(receipts[1]).toMatchObject({ counts: alone.counts });
    });

    it('I1 to I8', async () => expect(await broken()).toEqual([]));

    async function watch(isOver: () => boolean): Promise<void> {
      for (; !isOver(); await sleep(20)) for (const what of await unpromised()) waits.add(what);
    }
  },
);

/** Waits of this moment that were not promised to be possible. */
async function unpromised(): Promise<string[]> {
  const before = await test.db.admin<Wait>(WAITS, [HEARTBEAT]);
  if (before.length === 0) return [];
  const doing = await test.db.admin<{ pid: number; query: string }>(
    'select pid, left(query, 200) as query from pg_stat_activity where pid = any ($1)',
    [before.map((wait) => wait.for)],
  );
  const did = new Map(doing.map(({ pid, query }) => [pid, query]));
  // Only who waits before and after that look was kept by what was seen in it.
  const after = await test.db.admin<Wait>(WAITS, [HEARTBEAT]);
  const stayed = new Set(after.map(signOf));
  return before
    .filter((wait) => stayed.has(signOf(wait)) && !HANGS_IN.test(did.get(wait.for) ?? ''))
    .map(({ query, for: other }) => `${query}\nwaits for ${did.get(other)}`);
}

function signOf({ pid, for: other, since }: Wait): string {
  return `${pid} ${other} ${since}`;
}

describe('Fault 15: the same file twice, at the same moment and in another workspace', { timeout: TIMEOUT }, () => {
  const text = cleanRoster(200, 151);

  it('five uploads at once make one import, and the others are told which', async () => {
    const side = await aSide();
    const answers = await Promise.all(Array.from({ length: 5 }, () => side.machine.upload(text)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 202]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ body }) => !body.seenBefore)).toHaveLength(1);
    const rows = await test.db.admin('select from app.imports where workspace_id = $1', [side.workspace.id]);
    expect(rows).toHaveLength(1);
  });

  it('another workspace is answered as if nobody had ever sent it', async () => {
    const [known, fresh] = [
      await (await aSide()).machine.upload(text),
      await (await aSide()).machine.upload(cleanRoster(200, 152)),
    ];
    expect([known.status, fresh.status]).toEqual([202, 202]);
    expect(shapeOf(known.body)).toEqual(shapeOf(fresh.body));
  });

  it('I1 to I8', async () => expect(await broken()).toEqual([]));
});

interface Side {
  workspace: TestWorkspace;
  machine: Machine;
}

async function aSide(): Promise<Side> {
  const workspace = await aWorkspace(test.db);
  const machine = new Machine(() => test.origin, await anApiKey(test.db, workspace, 'admin'));
  machines.push(machine);
  return { workspace, machine };
}

/** Uploads, lets a worker rehearse, confirms and lets it apply. */
async function applied({ workspace, machine }: Side, text: string): Promise<Said> {
  const { id } = (await machine.upload(text)).body;
  await test.advance(workspace.id, id);
  await machine.confirm(id);
  await test.advance(workspace.id, id);
  return (await machine.get(id)).body;
}

/** Everything of an answer but what is random, of a time, or of this file's bytes. */
function shapeOf(said: Said): string {
  return JSON.stringify(said)
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replace(/[0-9a-f]{64}/g, 'HASH')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/"bytes(Total)?":\d+/g, '"bytes":N');
}

async function broken(): Promise<string[]> {
  const { machine } = await aSide();
  const acknowledged = machines.flatMap((one) => one.acknowledged);
  const service = () => brokenServiceOf(test, machine);
  return brokenInvariants({ db: test.db, data: test.data, acknowledged, service });
}
