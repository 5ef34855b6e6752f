import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReceiveImport } from '../../../src/imports/index.js';
import { systemActor } from '../../../src/kernel/index.js';
import { made, rosterOf, type Someone } from '../../isolation/someone.js';
import type { Organisation } from '../../isolation/organisation.js';
import { actsOf } from '../../support/audit-trail.js';
import { aScene, type Scene } from './guard-scene.js';

const json = <T>({ body }: { body: string }) => JSON.parse(body) as T;
const stateOf = async (partner: Organisation, id: string) =>
  json<{ state: string; failure: { code: string } | null }>(await partner.api('GET', `/roster-imports/${id}`));

describe('how many new people a workspace may add', () => {
  let scene: Scene;
  beforeAll(async () => void (scene = await aScene()));
  afterAll(() => scene?.test.close());

  const workersOf = async (partner: Organisation) => {
    const [row] = await scene.test.db.admin<{ n: number }>(
      'select count(*)::int as n from app.workers where workspace_id = $1',
      [partner.workspace.id],
    );
    return row?.n;
  };
  const add = (partner: Organisation, { nik, name, birthDate, sex }: Someone) =>
    partner.form('/workers', { nik, name, birth_date: birthDate, sex });

  it('a file above it is kept and waits, and goes on when the agency grants more', async () => {
    const partner = await scene.partner('penunggu', 4, 2);
    const id = await partner.upload('roster', rosterOf(made(10, 1)));
    const refused = await partner.api('POST', `/roster-imports/${id}/confirmation`, { json: {} });
    expect(refused.status).toBe(409);
    expect(json(refused)).toMatchObject({ code: 'imports.new-people' });
    const shown = await partner.page(`/imports/${id}`);
    expect(shown.body).toContain('10 orang baru');
    expect(shown.body).toContain('minta BPJS Ketenagakerjaan');
    expect(shown.body).not.toContain(`${id}/confirmation`);
    expect((await stateOf(partner, id)).state).toBe('ready');
    expect(await workersOf(partner)).toBe(0);

    const grant = { size: 50, reason: 'first load of the whole list' };
    expect((await scene.agency.api('POST', '/workspaces/penunggu/allowance', { json: grant })).status).toBe(201);
    await partner.confirm('roster', id);
    expect((await stateOf(partner, id)).state).toBe('applied');
    expect(await workersOf(partner)).toBe(10);
    expect(json(await partner.api('GET', '/allowance'))).toMatchObject({ size: 50, added_today: 10, left_today: 240 });
    expect(await actsOf(scene.test.db, scene.agency.workspace.id)).toContain('workspaces.allowance.granted');
  });

  it('people who are on the roster already cost nothing', async () => {
    const partner = await scene.partner('bulanan', 5, 0);
    await partner.load('roster', rosterOf(made(5, 2)));
    const changed = made(5, 2).map((one) => ({ ...one, wage: one.wage + 100_000 }));
    await partner.load('roster', rosterOf(changed));
    expect(json(await partner.api('GET', '/allowance'))).toMatchObject({ added_today: 5, left_today: 0 });
  });

  it('two files that fit only one by one do not both come through', async () => {
    const partner = await scene.partner('ganda', 5, 0);
    const files = [
      await partner.upload('roster', rosterOf(made(4, 3))),
      await partner.upload('roster', rosterOf(made(4, 4))),
    ];
    for (const id of files) await partner.api('POST', `/roster-imports/${id}/confirmation`, { json: {} });
    for (const id of files) await partner.site.advance(partner.workspace.id, id);
    const states = [await stateOf(partner, files[0]!), await stateOf(partner, files[1]!)];
    expect(states[0]).toMatchObject({ state: 'applied', failure: null });
    expect(states[1]).toMatchObject({ state: 'ready', failure: { code: 'imports.new-people' } });
    expect(await workersOf(partner)).toBe(4);
  });

  it('a file that would confirm itself says why it waits', async () => {
    const partner = await scene.partner('sendiri', 1, 0);
    const workspaceId = partner.workspace.id;
    const { file } = await scene.test.app.get(ReceiveImport, { strict: false }).receive(
      { ...systemActor('cli', workspaceId), label: 'command line' },
      {
        ...{ kind: 'roster', mode: 'upsert', channel: 'cli', fileName: 'daftar.csv', autoConfirm: true },
        content: new Blob([rosterOf(made(2, 5))]).stream() as never,
      },
    );
    await partner.site.advance(workspaceId, file.id);
    expect(await stateOf(partner, file.id)).toMatchObject({ state: 'ready', failure: { code: 'imports.new-people' } });
  });

  it('undoing a file gives nothing back', async () => {
    const partner = await scene.partner('ulang', 3, 0);
    const id = await partner.upload('roster', rosterOf(made(3, 6)));
    await partner.confirm('roster', id);
    await partner.api('POST', `/roster-imports/${id}/reversal`, { json: {} });
    await partner.site.advance(partner.workspace.id, id);
    expect((await stateOf(partner, id)).state).toBe('reversed');
    expect(json(await partner.api('GET', '/allowance'))).toMatchObject({ added_today: 3, left_today: 0 });
    const [again] = made(1, 7);
    expect((await add(partner, again!)).status).toBe(409);
  });

  it('a form above it keeps what was typed and adds nobody', async () => {
    const partner = await scene.partner('formulir', 1, 1);
    const [first, second, third] = made(3, 8);
    for (const one of [first!, second!]) expect((await add(partner, one)).status).toBe(303);
    const refused = await add(partner, third!);
    expect(refused.status).toBe(409);
    expect(refused.body).toContain('Jatah orang baru hari ini sudah habis');
    expect(refused.body).toContain(third!.name);
    expect(await workersOf(partner)).toBe(2);
    // Somebody who is there already is said to be there, as ever.
    expect((await add(partner, first!)).status, 'sent twice').toBe(303);
    expect((await add(partner, { ...first!, name: 'ORANG LAIN' })).body).toContain('sudah ada');
  });

  it('only the agency grants; a grant with an end gives way to the one before', async () => {
    const partner = await scene.partner('sementara', 7, 0);
    expect(
      (await partner.api('POST', '/workspaces/sementara/allowance', { json: { size: 9, reason: 'please' } })).status,
    ).toBe(403);
    await scene.test.db.admin(
      `insert into app.nik_allowances (workspace_id, size, per_day, valid_from, valid_until, reason, granted_label)
       values ($1, 1000, 0, '2020-02-01', '2020-02-02', 'test', 'test')`,
      [partner.workspace.id],
    );
    expect(json(await partner.api('GET', '/allowance'))).toMatchObject({ size: 7 });
    const { agency } = scene;
    const form = { size: '1.000', perDay: '', validUntil: '2099-12-31', reason: 'kampanye akhir tahun' };
    const path = '/workspaces/sementara/allowance';
    expect((await agency.form(path, { ...form, validUntil: '2020-01-01' })).status).toBe(422);
    expect((await agency.form(path, { ...form, validUntil: '2099-02-31' })).status).toBe(422);
    expect((await agency.form(path, { ...form, reason: 'NIK 9901010101900001' })).status).toBe(422);
    expect((await agency.form(path, form)).status).toBe(303);
    expect(json(await partner.api('GET', '/allowance'))).toMatchObject({ size: 1000, per_day: 200 });
    expect((await agency.page(path)).body).toContain('kampanye akhir tahun');
    expect((await agency.page('/workspaces/tak-dikenal/allowance')).status).toBe(404);
  });
});
