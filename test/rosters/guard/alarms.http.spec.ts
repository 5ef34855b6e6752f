import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Organisation } from '../../isolation/organisation.js';
import { extractOf, made, rosterOf, type Someone } from '../../isolation/someone.js';
import { actsOf } from '../../support/audit-trail.js';
import { aScene, type Scene } from './guard-scene.js';

/** Guesses: one district, one day of birth, serials counted up from 1. */
function guesses(count: number, series = '327301120185'): Someone[] {
  const [someone] = made(1, 9);
  return Array.from({ length: count }, (_, i) => ({
    ...someone!,
    nik: series + String(i + 1).padStart(4, '0'),
    name: `TEBAKAN ${String.fromCharCode(65 + (i % 26))}`,
    birthDate: '1985-01-12',
    sex: 'L',
    phone: '',
    email: '',
    kpj: '',
  }));
}

describe('signs of guessing', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await aScene();
    await scene.agency.load('registry', extractOf([...made(60, 20), ...guesses(40)]));
  });
  afterAll(() => scene?.test.close());

  const kindsAbout = async (partner: Organisation) => {
    await scene.watch();
    return (await scene.alarmsAbout(partner)).map(({ kind }) => kind).sort();
  };
  const add = (partner: Organisation, { nik, name, birthDate, sex }: Someone) =>
    partner.form('/workers', { nik, name, birth_date: birthDate, sex });
  const idOf = async (partner: Organisation, { nik }: Someone) =>
    (JSON.parse((await partner.api('POST', '/workers/search', { json: { nik } })).body) as { id: string }).id;
  const leave = async (partner: Organisation, person: Someone) => {
    const id = await idOf(partner, person);
    const [row] = await scene.test.db.admin<{ version: number }>('select version from app.workers where id = $1', [id]);
    return partner.form(`/workers/${id}/leaving`, { version: String(row?.version) });
  };

  it('five thousand guesses are stopped before the registry is asked, and raise one alarm of each kind', async () => {
    const partner = await scene.partner('penebak', 300, 50);
    const id = await partner.upload('roster', rosterOf(guesses(5000)));
    const refused = await partner.api('POST', `/roster-imports/${id}/confirmation`, { json: {} });
    expect(refused.status).toBe(409);
    await partner.api('POST', `/roster-imports/${id}/confirmation`, { json: {} });
    expect(await kindsAbout(partner)).toEqual(['quota', 'sequence']);
    const alarms = await scene.alarmsAbout(partner);
    expect(alarms.map(({ times }) => times)).toEqual([1, 1]);
    expect(alarms.find(({ kind }) => kind === 'quota')?.detail).toMatchObject({ added: 5000, left: 350 });
    expect(
      await scene.test.db.admin('select from registry.lookups where workspace_id = $1', [partner.workspace.id]),
    ).toEqual([]);
  });

  it('guessing by forms ends with the day’s allowance, and the names that do not agree are noticed', async () => {
    const partner = await scene.partner('pengetik', 1, 11);
    const answers = [];
    for (const one of guesses(15)) answers.push((await add(partner, { ...one, name: 'ORANG LAIN' })).status);
    expect(answers).toEqual([...Array<number>(12).fill(303), 409, 409, 409]);
    expect(await scene.alarmsAbout(partner)).toEqual([]);
    await scene.work('coverage.refresh');
    // The registry holds these numbers under other names than the twelve that were typed.
    expect(await kindsAbout(partner)).toEqual(['mismatch', 'quota']);
    const [, mismatch] = (await scene.alarmsAbout(partner)).toSorted((a, b) => b.kind.localeCompare(a.kind));
    expect(mismatch).toMatchObject({ kind: 'mismatch', detail: { source: 'one', found: 12, mismatch: 12 } });
  });

  it('a file whose names do not agree with the registry', async () => {
    const partner = await scene.partner('nama-lain', 1000, 100);
    const wrong = made(60, 20).map((one, i) => (i < 25 ? { ...one, name: `ORANG LAIN ${one.name.slice(-2)}` } : one));
    await partner.load('roster', rosterOf(wrong));
    expect(await kindsAbout(partner)).toEqual(['mismatch']);
    const [alarm] = await scene.alarmsAbout(partner);
    expect(alarm?.detail).toEqual({ source: 'file', found: 60, mismatch: 25 });
  });

  it('people who are taken off as soon as the registry has answered', async () => {
    const partner = await scene.partner('lalu-lalang', 1000, 100);
    await partner.load('roster', rosterOf(made(60, 20)));
    for (const one of made(60, 20).slice(0, 9)) expect((await leave(partner, one)).status).toBe(303);
    expect(await kindsAbout(partner)).toEqual([]);
    await leave(partner, made(60, 20)[9]!);
    expect(await kindsAbout(partner)).toEqual(['churn']);
  });

  it('files that are loaded and undone again and again', async () => {
    const partner = await scene.partner('bolak-balik', 1000, 100);
    for (const seed of [31, 32]) {
      expect(await kindsAbout(partner)).toEqual([]);
      const id = await partner.upload('roster', rosterOf(made(20, seed)));
      await partner.confirm('roster', id);
      await partner.api('POST', `/roster-imports/${id}/reversal`, { json: {} });
      await partner.site.advance(partner.workspace.id, id);
    }
    expect(await kindsAbout(partner)).toEqual(['churn']);
  });

  describe('decoys', () => {
    const [decoy, bystander, typed] = made(3, 41);

    beforeAll(async () => {
      const register = (nik: string) => scene.agency.form('/registry/canaries', { nik, note: 'lent in May' });
      for (const one of [decoy!, typed!]) expect((await register(one.nik)).status).toBe(303);
      expect((await register(decoy!.nik)).status, 'once only').toBe(422);
      expect((await register('327301120185')).status, 'no NIK').toBe(422);
      expect((await register(guesses(1)[0]!.nik)).status, 'a participant').toBe(422);
      const { body } = await scene.agency.page('/registry/canaries');
      expect(body).toContain('lent in May');
      expect(body).not.toContain(decoy!.nik);
    });

    it('in a file that is never confirmed', async () => {
      const partner = await scene.partner('pemancing', 100, 10);
      const id = await partner.upload('roster', rosterOf([decoy!, bystander!]));
      await partner.api('DELETE', `/roster-imports/${id}`);
      // A discarded file is gone; one that still waits is looked at.
      await partner.upload('roster', rosterOf([decoy!]));
      expect(await kindsAbout(partner)).toEqual(['canary']);
      expect((await scene.agency.page('/registry/alarms?workspace=pemancing')).body).toContain('lent in May');
    });

    it('in a file that was applied before anybody looked, and by a form', async () => {
      const partner = await scene.partner('pemancing-cepat', 100, 10);
      await partner.load('roster', rosterOf([decoy!, bystander!]));
      expect(await kindsAbout(partner)).toEqual(['canary']);
      await add(partner, typed!);
      await scene.work('coverage.refresh');
      expect(await kindsAbout(partner)).toEqual(['canary', 'canary']);
    });

    it('raise none when they are retired, and none about who has others', async () => {
      const { body } = await scene.agency.page('/registry/canaries');
      for (const [, id] of body.matchAll(/canaries\/([0-9a-f-]{36})\/retirement/g))
        expect((await scene.agency.form(`/registry/canaries/${id}/retirement`, {})).status).toBe(303);
      const partner = await scene.partner('jujur', 100, 10);
      await partner.load('roster', rosterOf([decoy!, ...made(10, 42)]));
      expect(await kindsAbout(partner)).toEqual([]);
    });
  });

  it('are looked into by the agency, with a note, and told to nobody else', async () => {
    const partner = await scene.partner('diperiksa', 1, 0);
    const [before, id] = [
      await actsOf(scene.test.db, partner.workspace.id),
      await partner.upload('roster', rosterOf(made(5, 51))),
    ];
    await scene.watch();
    const [alarm] = await scene.alarmsAbout(partner);
    const path = `/registry/alarms/${alarm!.id}/settlement`;
    const { agency } = scene;
    expect((await agency.form(path, { note: 'x' })).status).toBe(422);
    expect((await agency.form(path, { note: `nomor ${made(1, 1)[0]!.nik}` })).status).toBe(422);
    expect((await agency.form(path, { note: 'sudah ditelepon' })).status).toBe(303);
    expect((await agency.page('/registry/alarms?state=settled&workspace=diperiksa')).body).toContain('sudah ditelepon');
    expect((await agency.page('/registry/alarms?state=open&workspace=diperiksa')).body).not.toContain(
      'sudah ditelepon',
    );
    expect(await actsOf(scene.test.db, agency.workspace.id)).toContain('participants.alarm.settled');
    expect(
      (await agency.api('POST', `/alarms/${alarm!.id}/settlement`, { json: { note: 'lagi diperiksa' } })).status,
    ).toBe(204);

    for (const asked of ['/alarms', `/roster-imports/${id}`, '/allowance'])
      expect((await partner.api('GET', asked)).body).not.toMatch(/alarm.*quota|ditelepon|canary/);
    expect((await partner.api('GET', '/alarms')).status).toBe(403);
    expect((await partner.page('/registry/alarms')).status).toBe(403);
    const told = (await actsOf(scene.test.db, partner.workspace.id)).slice(before.length);
    expect(told.filter((act) => act.includes('alarm'))).toEqual([]);
  });

  it('come again: the alarm is open again and counts', async () => {
    const partner = await scene.partner('berulang', 1, 0);
    for (const seed of [61, 62]) await partner.upload('roster', rosterOf(made(5, seed)));
    await scene.watch();
    const [alarm] = await scene.alarmsAbout(partner);
    expect(alarm).toMatchObject({ kind: 'quota', times: 2 });
  });
});
