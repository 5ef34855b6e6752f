import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort } from '../../src/platform/db/index.js';
import { ProductProcess } from '../faults/product-process.js';
import { withReference } from '../reference/loaded-reference.js';
import { machineCalls } from '../support/application.js';
import { TEST_PASSWORD } from '../support/builders.js';
import { Browser } from '../support/browser-session.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { workThrough } from './clerk-session.js';
import { Organisation } from './organisation.js';
import { untilResting, type Site } from './site.js';
import { extractOf, made, rosterOf } from './someone.js';

const PEOPLE = made(6, 21);
const [TARGET, ...OTHERS] = PEOPLE;
const [DECOY] = made(1, 22);
/** What must stand nowhere in clear: NIK (also cut short), telephone, e-mail, address, mother's name. */
const SECRETS = [...PEOPLE, DECOY!].flatMap((one) => [
  ...[one.nik.slice(0, 15), one.phone.slice(-10), one.email],
  ...[one.address, one.motherName],
]);

describe('where personal data could leak to', { timeout: 60_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'sinergi-data-'));
  let db: TestDatabase;
  let web: ProductProcess;
  let worker: ProductProcess;
  let clerk: Organisation;
  /** Answers of the ordinary session: those to odd questions repeat what was typed. */
  let ordinary: number;

  beforeAll(async () => {
    db = await openTestDatabase();
    await withReference(db);
    const site = { databaseUrl: db.url, data, port: await freePort(), logLevel: 'debug' };
    [web, worker] = await Promise.all([ProductProcess.start('main', site), ProductProcess.start('worker', site)]);
    const origin = `http://127.0.0.1:${site.port}`;
    const here: Site = {
      db,
      ...machineCalls(origin),
      signIn: async (email) => {
        const browser = new Browser(origin);
        await browser.signIn(email, TEST_PASSWORD);
        return browser;
      },
      advance: (_workspace, id) => untilResting(db, id),
    };
    const agency = await Organisation.open(here, 'badan', 'agency');
    await agency.load('registry', extractOf([TARGET!, OTHERS[0]!]));
    await agency.form('/registry/canaries', { nik: DECOY!.nik, note: `a note with ${DECOY!.nik} is refused` });
    await agency.form('/registry/canaries', { nik: DECOY!.nik, note: 'a decoy of this test' });
    clerk = await Organisation.open(here, 'rahasia', 'local_government');
    await workThrough(clerk, TARGET!, OTHERS);
    await clerk.form('/members', { email: 'baru@rahasia.test', role: 'viewer' });
    await clerk.upload('roster', rosterOf([DECOY!]));
    await untilAlarmed();
    ordinary = clerk.recorded.length;
    await makeErrors();
  });
  afterAll(async () => {
    await Promise.all([web?.stop(), worker?.stop()]);
    await db?.close();
    rmSync(data, { recursive: true, force: true });
  });

  /** Personal data at places where it is not expected, so that errors would quote it. */
  async function makeErrors(): Promise<void> {
    const { nik, name } = TARGET!;
    await clerk.api('GET', `/workers?q=${nik}`);
    await clerk.api('GET', `/workers/${nik}`);
    await clerk.api('GET', `/workers?region=${nik}&limit=${nik}`);
    await clerk.api('GET', `/coverage?by=${nik}&as_of=${nik}`);
    await clerk.api('POST', '/workers/search', { json: { nik, [nik]: nik } });
    await clerk.api('POST', '/workers/search', {
      body: `{"nik": ${nik}`,
      headers: { 'content-type': 'application/json' },
    });
    await clerk.api('POST', '/roster-imports', { json: { nik }, headers: { 'idempotency-key': nik } });
    await clerk.form('/workers', { nik, name, birth_date: nik, sex: nik, wage: nik, version: nik });
    await clerk.form('/coverage/figures', { indicator: nik, value: nik, year: nik });
    for (const path of [`/workers/${nik}`, `/workers?q=${nik}`, `/imports/${nik}`, `/audit?subject=${nik}`])
      await clerk.page(path);
  }

  /** The worker looks for decoys beside its other work. */
  async function untilAlarmed(): Promise<void> {
    for (let tries = 0; tries < 600; tries++) {
      if ((await db.admin(`select from registry.alarms where kind = 'canary'`)).length > 0) return;
      await sleep(50);
    }
    throw new Error('The decoy raised no alarm.');
  }

  it('the session went well, so there is something to find', async () => {
    const rows = await db.admin<{ n: number }>(
      `select count(*)::int as n from app.workers w join app.workspaces s on s.id = w.workspace_id where slug = 'rahasia'`,
    );
    expect(rows).toEqual([{ n: PEOPLE.length }]);
    expect(web.output.split('\n').length).toBeGreaterThan(50);
  });

  it('tables of every schema, jobs and audit among them', async () => {
    const tables = await db.admin<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'reference')`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await db.admin<{ text: string }>(`select t::text as text from ${name} t`);
      found.push(...secretsIn(rows.map(({ text }) => text).join('\n')).map((secret) => `${name}: ${secret}`));
    }
    expect(tables.length).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });

  it('logs of web, worker and PostgreSQL, and the metrics', async () => {
    const metrics = await fetch(`http://127.0.0.1:${web.metricsPort}/metrics`).then((answer) => answer.text());
    expect(metrics).toContain('http_request_duration_seconds');
    expect(secretsIn(metrics)).toEqual([]);
    expect(secretsIn(web.output)).toEqual([]);
    expect(secretsIn(worker.output)).toEqual([]);
    expect(secretsIn(readFileSync(join(inject('cluster').folder, 'postgres.log'), 'latin1'))).toEqual([]);
  });

  it('files and their names, but for the stored originals', () => {
    const entries = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = entries.map((entry) => join(entry.parentPath, entry.name));
    expect(secretsIn(paths.join('\n'))).toEqual([]);
    const written = paths.filter((path) => !path.startsWith(join(data, 'files')));
    for (const path of written) expect(secretsIn(readFileSync(path, 'latin1')), path).toEqual([]);
    expect(paths.length - written.length, 'originals are kept').toBeGreaterThan(1);
  });

  it('pages and answers of the API', () => {
    // A form that is shown again holds what was typed into it.
    const shown = clerk.recorded.slice(0, ordinary).filter(({ step }) => step !== 'form /workers');
    const leaks = shown.filter(({ body, headers }) =>
      PEOPLE.some(({ nik }) => `${body}${JSON.stringify(headers)}`.includes(nik)),
    );
    expect(leaks.map(({ step }) => step)).toEqual([]);
    expect(shown.length).toBeGreaterThan(50);
  });

  it('only unmasking shows a number, and writes it down once', async () => {
    const { body } = await clerk.api('POST', '/workers/search', { json: { nik: TARGET!.nik } });
    const { id } = JSON.parse(body) as { id: string };
    const acts = () =>
      db.admin('select actor_label as who, detail from audit.events where action = $1 and subject_id = $2', [
        'workers.unmasked',
        id,
      ]);
    expect(await acts()).toEqual([]);
    const unmasked = await clerk.form(`/workers/${id}/unmasking`, { reason: 'contact' });
    expect(unmasked.body.replace(/\s/g, '')).toContain(TARGET!.nik);
    expect(await acts()).toEqual([{ who: 'petugas@rahasia.test', detail: { reason: 'contact' } }]);
    expect((await clerk.page(`/workers/${id}`)).body).not.toContain(TARGET!.nik);
  });
});

/** Secrets that a text holds, in clear or as hexadecimal bytes. */
function secretsIn(text: string): string[] {
  return SECRETS.filter((secret) => text.includes(secret) || text.includes(Buffer.from(secret).toString('hex')));
}
