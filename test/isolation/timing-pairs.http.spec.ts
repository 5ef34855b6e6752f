import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  MATCH_RESULT_COLUMNS,
  MATCH_STAGE_COLUMNS,
  Matcher,
  raiseNotedCanaries,
} from '../../src/participants/index.js';
import { personKey } from '../../src/kernel/index.js';
import { Keyring } from '../../src/platform/crypto/index.js';
import { currentWork, UnitOfWork } from '../../src/platform/db/index.js';
import { withReference } from '../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { Organisation } from './organisation.js';
import { siteOf } from './site.js';
import { extractOf, made, rosterOf, type Someone } from './someone.js';
import { seeded, tellsApart, timePairs, type Quartets } from './timing-pairs.js';

const REPEATS = 3;
/** In all, for each act. `SINERGI_PAIRS=6000 npx vitest run test/isolation/timing-pairs` looks as closely as SECURITY asks. */
const PAIRS = Number(process.env.SINERGI_PAIRS ?? 90);

/** Four lists of people nobody has, of whom the first are then marked. */
function quartets(seed: number): Quartets<Someone> {
  const all = made(PAIRS * 4, seed);
  const part = (i: number) => all.slice(i * PAIRS, (i + 1) * PAIRS);
  return { marked: part(0), plain: part(1), control: [part(2), part(3)] };
}

describe('how long an answer takes does not tell who is held by others', { timeout: 3_600_000 }, () => {
  const [searched, added, baited] = [quartets(81), quartets(82), quartets(83)];
  let test: TestApplication;
  let clerk: Organisation;

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    const site = siteOf(test);
    const agency = await Organisation.open(site, 'badan', 'agency');
    await agency.load('registry', extractOf([...searched.marked, ...searched.plain, ...added.marked, ...added.plain]));
    for (const { nik } of baited.marked) await agency.form('/registry/canaries', { nik, note: 'timing' });
    const holder = await Organisation.open(site, 'pemegang', 'local_government');
    await holder.load('roster', rosterOf([...searched.marked, ...added.marked]));
    clerk = await Organisation.open(site, 'pengukur', 'local_government');
    await clerk.load('roster', rosterOf(made(20, 84)));
  });
  afterAll(() => test?.close());

  it('looking for a NIK that another workspace has', async () => {
    const search = ({ nik }: Someone) => clerk.browser.post('/w/pengukur/workers/search', { q: nik });
    for (const one of made(10, 85)) await search(one);
    const shares = await timePairs(searched, REPEATS, search, seeded(1));
    expect(tellsApart(shares), JSON.stringify(shares)).toBe(false);
  });

  it('adding somebody whom another workspace has', async () => {
    const add = async ({ nik, name, birthDate, sex }: Someone) => {
      const fields = { nik, name, birth_date: birthDate, sex };
      expect((await clerk.browser.post('/w/pengukur/workers', fields)).status).toBe(303);
    };
    for (const one of made(10, 86)) await add(one);
    const shares = await timePairs(added, REPEATS, add, seeded(2));
    expect(tellsApart(shares), JSON.stringify(shares)).toBe(false);
  });

  it('matching a decoy', async () => {
    const [units, matcher] = [test.app.get(UnitOfWork), test.app.get(Matcher, { strict: false })];
    const scope = { role: 'worker', workspaceId: clerk.workspace.id } as const;
    const keys = await units.run(scope, () => test.app.get(Keyring).registryKeys());
    const stage = async (one: Someone) => {
      const id = randomUUID().replaceAll('-', '');
      await units.run(scope, async () => {
        const work = currentWork();
        await work.query('select staging.open_table($1, $2)', [`k_${id}`, MATCH_STAGE_COLUMNS]);
        await work.query('select staging.open_table($1, $2)', [`m_${id}`, MATCH_RESULT_COLUMNS]);
        await work.execute(
          `insert into staging.k_${id} (worker_id, match_index, birth_date, name_key) values ($1, $2, $3, $4)`,
          [...[randomUUID(), keys.matchIndex(one.nik), one.birthDate, personKey(one.name)]],
        );
      });
      return [`staging.k_${id}`, `staging.m_${id}`] as const;
    };
    const ready = new Map<Someone, readonly [string, string]>();
    for (const list of [baited.marked, baited.plain, ...baited.control])
      for (const one of list) ready.set(one, await stage(one));
    const match = (one: Someone) =>
      units.run({ role: 'matcher', workspaceId: clerk.workspace.id }, () => matcher.matchStaged(...ready.get(one)!));
    for (const one of made(10, 87)) {
      ready.set(one, await stage(one));
      await match(one);
    }
    const shares = await timePairs(baited, REPEATS, match, seeded(3));
    await units.run({ role: 'matcher', workspaceId: clerk.workspace.id }, raiseNotedCanaries);
    const [alarms] = await test.db.admin<{ n: number }>(
      `select count(*)::int as n from registry.alarms where kind = 'canary'`,
    );
    expect(alarms?.n, 'the decoys were seen').toBe(baited.marked.length);
    expect(tellsApart(shares), JSON.stringify(shares)).toBe(false);
  });
});
