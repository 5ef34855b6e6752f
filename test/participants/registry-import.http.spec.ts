import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReceiveImport } from '../../src/imports/index.js';
import { systemActor } from '../../src/kernel/index.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { madeUpNik } from './people.js';

describe('a whole extract through the import machinery', () => {
  let test: TestApplication;
  let agency: TestWorkspace;

  beforeAll(async () => {
    test = await startTestApplication();
    agency = await aWorkspace(test.db, { kind: 'agency' });
  });
  afterAll(() => test?.close());

  const load = async (lines: string[]) => {
    const { file } = await test.app.get(ReceiveImport, { strict: false }).receive(
      { ...systemActor('test', agency.id), workspaceSlug: agency.slug, workspaceKind: 'agency', role: 'admin' },
      {
        ...{ kind: 'registry', mode: 'upsert', channel: 'cli', fileName: 'peserta.csv', autoConfirm: true },
        content: Readable.from([lines.join('\r\n')]),
      },
    );
    await test.advance(agency.id, file.id);
    const [row] = await test.db.admin(
      `select state, failure, rows::int, created::int, updated::int, unchanged::int, duplicate::int, held::int,
         rejected::int, passed_over from app.imports where id = $1`,
      [file.id],
    );
    return row;
  };

  const HEADER = 'NIK;Nama Peserta;Tgl Lahir;Segmen;No KPJ;JKK s/d;JKM s/d';
  const person = (n: number, until: string) =>
    `${madeUpNik(n)};ORANG KE ${n};01-01-1990;BPU;190012345${String(n).padStart(2, '0')};${until};${until}`;

  it('reads a file with titles and totals in its cage and accounts for every row', async () => {
    const people = Array.from({ length: 30 }, (_, i) => person(i + 1, '12/2026'));
    const loaded = await load([
      'DAFTAR PESERTA;;;;;;',
      HEADER,
      ...people,
      person(1, '12/2026'),
      person(31, 'aktif'),
      '123;SALAH;01-01-1990;BPU;;;',
      'JUMLAH;33;;;;;',
    ]);
    expect(loaded).toMatchObject({
      ...{ state: 'applied', failure: null, rows: 33, created: 30, updated: 0, unchanged: 0 },
      ...{ duplicate: 1, held: 1, rejected: 1 },
    });
    const [stored] = await test.db.admin(
      `select count(*)::int as n, count(*) filter (where jkk_until = '2026-12-31' and segment = 'bpu')::int as good
       from registry.participants`,
    );
    expect(stored).toEqual({ n: 30, good: 30 });
  });

  it('takes the next month over it', async () => {
    const next = [person(1, '2027-01'), person(2, '2026-12'), person(40, '-')];
    expect(await load([HEADER, ...next])).toMatchObject({ state: 'applied', created: 1, updated: 1, unchanged: 1 });
    expect(await test.db.admin('select version::int from registry.extracts order by version')).toEqual([
      { version: 1 },
      { version: 2 },
    ]);
  });

  it('stops with a question when the months are missing', async () => {
    expect(await load(['NIK,Nama,Tanggal Lahir', `${madeUpNik(1)},ORANG KE 1,01-01-1990`])).toMatchObject({
      state: 'mapping',
    });
  });
});
