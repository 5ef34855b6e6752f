import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdvanceImport } from '../../src/imports/index.js';
import { csv, lineOf, people } from '../imports/roster-files.js';
import { withReference } from '../reference/loaded-reference.js';
import { anApiKey } from '../rosters/uploads/api-key.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { brokenInvariants } from './invariants.js';
import { cleanRoster } from './messy-roster.js';
import { SIZES, TIMEOUT } from './sizes.js';

const PATH = '/api/v1/roster-imports';
/** Waits for locks; a heartbeat that waits for the transaction of its own file is none of them. */
const WAITS = `select left(query, 200) as query from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
  and query !~ 'lease_until = clock_timestamp'`;

interface Said {
  id: string;
  state: string;
  seenBefore: boolean;
  counts: object | null;
  causes: object[];
}

let test: TestApplication;

beforeAll(async () => {
  test = await startTestApplication();
  await withReference(test.db);
});
afterAll(() => test?.close());

describe(
  'Fault 14: two workspaces bring the same people at the same moment, in opposite order',
  { timeout: TIMEOUT },
  () => {
    const lines = people(SIZES.rivals, 141).map(lineOf);
    const texts = [csv(lines), csv([...lines].reverse())];
    const receipts: Said[] = [];
    const waits = new Set<string>();

    it('both are applied, and neither waits for the other', async () => {
      const [one, other] = [await aSide(), await aSide()];
      let over = false;
      const watched = watch(() => over);
      receipts.push(...(await Promise.all([applied(one, texts[0] ?? ''), applied(other, texts[1] ?? '')])));
      over = true;
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
      for (; !isOver(); await sleep(20))
        for (const { query } of await test.db.admin<{ query: string }>(WAITS)) waits.add(query);
    }
  },
);

describe('Fault 15: the same file twice, at the same moment and in another workspace', { timeout: TIMEOUT }, () => {
  const text = cleanRoster(200, 151);

  it('five uploads at once make one import, and the others are told which', async () => {
    const side = await aSide();
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(side, text)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 202]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ body }) => !body.seenBefore)).toHaveLength(1);
    const rows = await test.db.admin('select from app.imports where workspace_id = $1', [side.workspace.id]);
    expect(rows).toHaveLength(1);
  });

  it('another workspace is answered as if nobody had ever sent it', async () => {
    const [known, fresh] = [await send(await aSide(), text), await send(await aSide(), cleanRoster(200, 152))];
    expect([known.status, fresh.status]).toEqual([202, 202]);
    expect(shapeOf(known.body)).toEqual(shapeOf(fresh.body));
  });

  it('I1 to I8', async () => expect(await broken()).toEqual([]));
});

interface Side {
  workspace: TestWorkspace;
  key: string;
}

async function aSide(): Promise<Side> {
  const workspace = await aWorkspace(test.db);
  return { workspace, key: await anApiKey(test.db, workspace, 'admin') };
}

async function send({ key }: Side, text: string): Promise<{ status: number; body: Said }> {
  const body = new FormData();
  body.set('file', new Blob([text]), 'daftar.csv');
  const answer = await test.api(key, 'POST', PATH, { body });
  return { status: answer.status, body: (await answer.json()) as Said };
}

/** Uploads, lets a worker rehearse, confirms and lets it apply. */
async function applied(side: Side, text: string): Promise<Said> {
  const { body } = await send(side, text);
  const advance = () =>
    test.app.get(AdvanceImport, { strict: false }).run(side.workspace.id, body.id, new AbortController().signal);
  await advance();
  await test.api(side.key, 'POST', `${PATH}/${body.id}/confirmation`, { json: {} });
  await advance();
  return (await (await test.api(side.key, 'GET', `${PATH}/${body.id}`)).json()) as Said;
}

/** Everything of an answer but what is random, of a time, or of this file's bytes. */
function shapeOf(said: Said): string {
  return JSON.stringify(said)
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replace(/[0-9a-f]{64}/g, 'HASH')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/"bytes(Total)?":\d+/g, '"bytes":N');
}

function broken(): Promise<string[]> {
  const service = async () => {
    const { status } = await send(await aSide(), cleanRoster(3, 159));
    return status === 202 ? [] : [`an upload answers ${status}`];
  };
  return brokenInvariants({ db: test.db, data: test.data, service });
}
