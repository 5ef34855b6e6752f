import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import } from '../../../src/imports/index.js';
import { ImportDesk } from '../../imports/import-desk.js';
import { csv, lineOf, people, type RosterLine } from '../../imports/roster-files.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aWorkspace, type TestWorkspace } from '../../support/builders.js';
import { anApiKey } from './api-key.js';

// Each upload starts two caged processes.
describe('files that are written oddly', { timeout: 120_000 }, () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let desk: ImportDesk;
  let key: string;
  const at = '/api/v1/roster-imports';
  const linesOf = (n: number, seed: number) => csv(people(n, seed).map(lineOf)).split('\n');

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    workspace = await aWorkspace(test.db, { slug: 'kab-aneh' });
    desk = new ImportDesk(test, workspace);
    key = await anApiKey(test.db, workspace, 'officer');
  });
  afterAll(() => test?.close());

  const outcomes = async (file: Import) => (await desk.rows(file)).map(({ outcome, causes }) => [outcome, ...causes]);
  const put = async (id: string, json: unknown) => {
    const answer = await test.api(key, 'PUT', `${at}/${id}/mapping`, { json });
    return { status: answer.status, body: (await answer.json()) as { code?: string; state?: string } };
  };
  async function upload(text: string | Buffer, fields: Record<string, string> = {}) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([text]), 'daftar.csv');
    const answer = await test.api(key, 'POST', at, { body: form });
    const body = (await answer.json()) as { id: string; code?: string };
    if (answer.status === 202) await test.advance(workspace.id, body.id);
    return { status: answer.status, body };
  }

  it('a wrong number of columns is the outcome of its row and moves nobody else', async () => {
    const [header = '', a = '', b = '', c = '', d = ''] = linesOf(4, 1);
    const longer = `${b},satu,dua`;
    const shorter = c.split(',').slice(0, 2).join(',');
    const file = await desk.upload([header, a, longer, shorter, d, ''].join('\n'));
    expect(await outcomes(file)).toEqual([
      ['created'],
      ['rejected', 'row.columns'],
      ['rejected', 'row.columns'],
      ['created'],
    ]);
  });

  it('titles, blank lines above and below, and one line of totals are passed over and counted once each', async () => {
    const [header = '', a = '', b = ''] = linesOf(2, 2);
    const blank = ',,,,,,';
    const file = await desk.upload(
      ['DAFTAR PEKERJA', '', blank, header, a, '', b, blank, 'JUMLAH,,,,,,2', ''].join('\n'),
    );
    expect(file.counts()).toMatchObject({ rows: 2, created: 2 });
    expect(file.passedOver).toEqual({ title: 1, blank: 4, totals: 1 });
  });

  it.each([
    ['a NUL byte', (line: string) => line.replace(',', ',\0'), 'csv.nul', 3],
    ['a lone CR', (line: string) => line.replace(',', '\r,'), 'csv.lone_cr', 3],
    ['a quote left open', (line: string) => line.replace(',', ',"'), 'csv.quote_unclosed', 3],
    ['a field of 1 MB', (line: string) => `${line}${'x'.repeat(1_048_576)}`, 'csv.record_too_long', 3],
  ])('%s ends the file with the line', async (name, harm, code, line) => {
    const lines = linesOf(4, 10 + name.length);
    lines[2] = harm(lines[2] ?? '');
    const file = await desk.upload(lines.join('\n'));
    expect([file.state, file.failure]).toEqual([
      'failed',
      { code, params: expect.objectContaining({ line }) as object },
    ]);
  });

  it('delimiter, quotes and header are corrected by API, and said with the upload', async () => {
    const text = csv(people(3, 40).map(lineOf)).replaceAll(',', '|').replace(/^/, 'judul;lain\n');
    const first = await upload(text, { choice: JSON.stringify({ delimiter: ';', headerRow: 0 }) });
    expect((await desk.get(first.body.id)).headers).toEqual(['judul', 'lain']);
    expect(await put(first.body.id, { choice: { delimiter: '|', quote: '', headerRow: 1 } })).toMatchObject({
      status: 202,
    });
    const read = await desk.advance(first.body.id);
    expect(read.choice).toMatchObject({ delimiter: '|', quote: '', headerRow: 1 });
    expect(read.counts()).toMatchObject({ rows: 3, created: 3 });
    for (const choice of ['{"delimiter":"x"}', '{"quotes":1}', '[', '{"headerRow":1.5}']) {
      const refused = await upload(`${text}\n`, { choice });
      expect([refused.status, refused.body.code], choice).toEqual([422, 'imports.choice-unreadable']);
    }
    expect((await put(first.body.id, { choice: { quote: '`' } })).status).toBe(422);
  });

  it('a way of reading that does not fit the file is asked about again, and does not end it', async () => {
    const lines = linesOf(3, 45);
    const latin = Buffer.from(lines.join('\n').replace('Nama Lengkap', 'Nama Lengkap é'), 'latin1');
    const file = await desk.upload(latin);
    expect([file.state, file.questions]).toMatchObject(['mapping', [{ about: 'encoding', proposed: 'windows-1252' }]]);
    expect((await put(file.id, { choice: { encoding: 'utf-8' } })).status).toBe(202);
    const again = await desk.advance(file.id);
    expect([again.state, again.choice?.encoding]).toEqual(['mapping', 'windows-1252']);
    expect(again.questions).toContainEqual(expect.objectContaining({ code: 'choice_refused', blocking: true }));
    await put(file.id, { mapping: ['nik', 'name', 'birth_date', 'sex', 'phone', 'region', 'wage'] });
    expect((await desk.advance(file.id)).counts()).toMatchObject({ rows: 3, created: 3 });
  });

  it('two columns of the same meaning are objected to, lists of programmes too', async () => {
    const lines = linesOf(2, 50).map((line, i) =>
      line ? `${line},${i === 0 ? 'Program,Program lain' : 'JKK,JKM'}` : '',
    );
    const file = await desk.upload(lines.join('\n'));
    const fields = ['nik', 'name', 'birth_date', 'sex', 'phone', 'region', 'wage'];
    const twice = await put(file.id, { mapping: [...fields, 'programmes', 'programmes'] });
    expect([twice.status, twice.body.code]).toEqual([422, 'imports.mapping-twice']);
    expect(await put(file.id, { mapping: [...fields, 'programmes', null] })).toMatchObject({ status: 202 });
    const given = await upload(`${lines.join('\n')}\n`, { mapping: JSON.stringify([...fields, 'nik', null]) });
    const asked = await desk.get(given.body.id);
    expect([asked.state, asked.questions]).toMatchObject([
      'mapping',
      [{ code: 'twice', field: 'nik', columns: [0, 7] }],
    ]);
    const flags = linesOf(2, 51).map((line, i) => (line ? `${line},${i === 0 ? 'JKK,JKM' : 'ya,tidak'}` : ''));
    const yesNo = await desk.upload(flags.join('\n'));
    expect((await put(yesNo.id, { mapping: [...fields, 'programmes', 'programmes'] })).status).toBe(202);
  });

  it('a name with quotes is kept as it is', async () => {
    const form = new FormData();
    const [person] = people(1, 60).map(lineOf) as [RosterLine];
    form.set('file', new Blob([csv([person])]), 'daftar "juli" 100%.csv');
    const answer = await test.api(key, 'POST', at, { body: form });
    const { id } = (await answer.json()) as { id: string };
    expect((await desk.get(id)).fileName).toBe('daftar "juli" 100%.csv');
  });
});
