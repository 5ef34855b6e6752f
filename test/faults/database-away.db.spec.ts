import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../support/browser-session.js';
import { aMember } from '../support/builders.js';
import { cleanRoster, messyRoster, outcomeOf } from './messy-roster.js';
import type { Answer } from './machine.js';
import { ProductSite } from './product-site.js';
import { SIZES, SLOWER, TIMEOUT } from './sizes.js';

const WORKING = `select pid from pg_stat_activity where application_name = 'sinergi-worker' and state = 'active'
  and query ~* 'copy|insert into app\\.(import_rows|workers)' limit 1`;

let site: ProductSite;
beforeAll(async () => {
  site = await ProductSite.open();
});
afterAll(() => site?.close());

describe('Fault 6: kill -9 of the PostgreSQL process that a worker writes with', { timeout: TIMEOUT }, () => {
  it('web and worker find their way back, and the file is applied once', async () => {
    const { body } = await site.machine.upload(messyRoster(SIZES.rows, 61));
    await crashed(() => seen(WORKING));
    await site.healthy();
    await site.strike();
    const ready = await site.until(body.id, ['ready', 'failed']);
    expect([ready.state, ready.counts]).toEqual(['ready', expect.objectContaining(outcomeOf(SIZES.rows))]);
    await confirmed(body.id);
  });

  it('I1 to I8', async () => expect(await site.broken()).toEqual([]));
});

describe('Fault 7: kill -9 of every PostgreSQL process while uploads are acknowledged', { timeout: TIMEOUT }, () => {
  const acknowledged: string[] = [];

  it('what was acknowledged is there when the server is started again', async () => {
    await site.worker?.kill();
    const { email } = await aMember(site.cluster.db, { workspace: site.workspace });
    await new Browser(site.origin).post('/password-reset', { email });
    let uploads = 0;
    const clerk = async () => {
      for (let answer: Answer | null = null; (answer?.status ?? 202) === 202;) {
        answer = await site.machine.upload(cleanRoster(3, 7_000 + uploads++)).catch(() => null);
        if (answer?.status !== 202) return;
        acknowledged.push(answer.body.id);
      }
    };
    const clerks = Promise.all([clerk(), clerk(), clerk(), clerk()]);
    while (acknowledged.length < 12) await sleep(10);
    await site.cluster.killAll();
    await clerks;
    await site.cluster.boot();
    await site.healthy();
    const rows = await site.cluster.query<{ id: string }>('select id from app.imports');
    const there = new Set(rows.map(({ id }) => id));
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
  });

  it('mails that were owed are sent, files go on', async () => {
    const [last, ...others] = [...acknowledged].reverse();
    for (const id of others) await site.machine.discard(id);
    await site.startWorker();
    expect((await site.until(last ?? '', ['ready', 'failed'])).state).toBe('ready');
    await settled();
    const mails = await site.cluster.query('select from identity.mail_outbox where sent_at is null');
    expect(mails).toEqual([]);
  });

  it('I1 to I8', async () => expect(await site.broken()).toEqual([]));
});

describe('Fault 8: the answer to COMMIT is lost on the way', { timeout: TIMEOUT }, () => {
  const text = cleanRoster(60, 81);
  let id = '';

  it('an upload that was entered keeps its file; the same key gets the same import', async () => {
    const key = randomUUID();
    site.cluster.door.loseAnswerTo(/insert into app\.imports /);
    const lost = await site.machine.upload(text, key);
    expect([lost.status, lost.body.code]).toEqual([503, 'outcome-unknown']);
    const again = await site.machine.upload(text, key);
    expect([again.status, again.replayed, again.body.seenBefore]).toEqual([202, true, false]);
    id = again.body.id;
    const without = await site.machine.upload(text);
    expect([without.status, without.body.id, without.body.seenBefore]).toEqual([200, id, true]);
    await site.until(id, ['ready']);
  });

  it('a confirmation is not made twice', async () => {
    site.cluster.door.loseAnswerTo(/imports\.confirmed/);
    expect((await site.machine.confirm(id)).status).toBe(503);
    expect((await site.machine.confirm(id)).status).toBe(202);
    expect((await site.until(id, ['applied', 'failed'])).counts).toMatchObject({ rows: 60, created: 60 });
  });

  it('a worker whose application was committed does not apply it again', async () => {
    const { body } = await site.machine.upload(cleanRoster(60, 82));
    await site.until(body.id, ['ready']);
    site.cluster.door.loseAnswerTo(/imports\.applied/);
    await site.machine.confirm(body.id);
    expect((await site.until(body.id, ['applied', 'failed'])).state).toBe('applied');
    expect(site.cluster.door.lost).toBe(3);
  });

  it('I1 to I8', async () => expect(await site.broken()).toEqual([]));
});

describe('Fault 11: PostgreSQL stands still', { timeout: TIMEOUT }, () => {
  it('every request ends with 503, health is red, and all goes on when it moves again', async () => {
    const web = site.web.pid;
    site.cluster.signal('SIGSTOP');
    // They are awaited before it moves again: whoever waited for it would never end.
    const answers = await Promise.all([
      site.machine.upload(cleanRoster(5, 111)),
      ...Array.from({ length: 16 }, () => site.machine.get(randomUUID())),
    ]).finally(() => site.cluster.signal('SIGCONT'));
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([503]);
    await site.healthy();
    expect(site.web.pid).toBe(web);
    expect((await site.machine.upload(cleanRoster(5, 112))).status).toBe(202);
  });

  it('health says so meanwhile', async () => {
    site.cluster.signal('SIGSTOP');
    const said = await site.health().finally(() => site.cluster.signal('SIGCONT'));
    expect(said).toBe(503);
    await site.healthy();
  });

  it('one session that stands still costs its own request, and no other', async () => {
    const idle = await site.cluster.query<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = 'sinergi-web' and state = 'idle' limit 1`,
    );
    const stopped = idle[0]?.pid ?? 0;
    process.kill(stopped, 'SIGSTOP');
    const asked = Array.from({ length: 24 }, () => site.machine.get(randomUUID()));
    const answers = await Promise.all(asked).finally(() => process.kill(stopped, 'SIGCONT'));
    const failed = answers.filter(({ status }) => status !== 404);
    expect(failed.every(({ status }) => status === 503)).toBe(true);
    expect(failed.length).toBeLessThan(answers.length / 2);
  });

  it('I1 to I8', async () => {
    await settled();
    expect(await site.broken()).toEqual([]);
  });
});

async function confirmed(id: string): Promise<void> {
  await site.machine.confirm(id);
  expect((await site.until(id, ['applied', 'failed', 'ready'])).state).toBe('applied');
}

/** The first column of the first row, as soon as there is one. */
/** Kills a process of the server, and waits until the server has noticed and ended every connection: until then all looks healthy. */
async function crashed(find: () => Promise<number>): Promise<void> {
  const witness = new pg.Client({ connectionString: site.cluster.adminUrl });
  witness.on('error', () => undefined);
  await witness.connect();
  const ended = new Promise<void>((resolve) => witness.once('end', () => resolve()));
  process.kill(await find(), 'SIGKILL');
  await ended;
}

async function seen(sql: string): Promise<number> {
  for (const end = Date.now() + 150_000 * SLOWER; Date.now() < end; await sleep(5)) {
    const [row] = await site.cluster.query<{ pid: number }>(sql);
    if (row) return row.pid;
  }
  throw new Error(`never seen: ${sql}`);
}

/** Until no file is worked on: what was asked while the server stood still comes to its end, too. */
async function settled(): Promise<void> {
  for (const end = Date.now() + 150_000 * SLOWER; Date.now() < end; await sleep(200)) {
    const working = await site.cluster.query(
      `select from app.imports where state in ('received', 'reading', 'checking', 'applying', 'reversing')
       union all select from identity.mail_outbox where sent_at is null`,
    );
    if (working.length === 0) return;
  }
  throw new Error(`files are still worked on\n${site.worker?.output}`);
}
