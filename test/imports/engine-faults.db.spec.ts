import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConfirmImport, CorrectMapping } from '../../src/imports/index.js';
import { withReference } from '../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aWorkspace } from '../support/builders.js';
import { ImportDesk } from './import-desk.js';
import { csv, HEADER, lineOf, people } from './roster-files.js';

// Each upload starts two caged processes.
describe('when something comes between', { timeout: 120_000 }, () => {
  let test: TestApplication;
  let desk: ImportDesk;

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
  });
  afterAll(() => test?.close());
  beforeEach(async () => {
    desk = new ImportDesk(test, await aWorkspace(test.db));
  });

  const onRoster = async () => {
    const sql = 'select count(*)::int as n from app.workers where workspace_id = $1 and left_on is null';
    return (await test.db.admin<{ n: number }>(sql, [desk.workspace.id]))[0]?.n;
  };
  const say = (id: string) => {
    const confirming = test.app.get(ConfirmImport, { strict: false });
    return desk.asApp(() => confirming.confirm(desk.actor, id, 'roster', {}));
  };

  it('reads the file again when a crash emptied the staging table, with the same counts', async () => {
    const all = people(25, 1).map(lineOf);
    await desk.apply(csv(all.slice(0, 5)));
    const ready = await desk.upload(csv(all));
    const table = `staging.i_${ready.id.replaceAll('-', '')}`;
    await test.db.admin(`truncate ${table}`);
    const applied = await desk.confirm(ready.id);
    expect([applied.state, applied.counts()]).toEqual(['applied', ready.counts()]);
    expect(await onRoster()).toBe(25);
  });

  it('reads the file again when the staging table is gone', async () => {
    const next = await desk.upload(csv(people(4, 2).map(lineOf)));
    await test.db.admin(`drop table staging.i_${next.id.replaceAll('-', '')}`);
    expect((await desk.confirm(next.id)).counts()).toEqual(next.counts());
  });

  it('asks again when the roster moved between rehearsal and confirmation', async () => {
    const all = people(10, 3).map(lineOf);
    const slow = await desk.upload(csv(all));
    expect(slow.counts()?.created).toBe(10);
    await desk.apply(csv(all.slice(0, 4)));
    const asked = await desk.confirm(slow.id);
    expect(asked.state).toBe('ready');
    expect(asked.previousCounts).toMatchObject({ created: 10, unchanged: 0 });
    expect(asked.counts()).toMatchObject({ rows: 10, created: 6, unchanged: 4 });
    const applied = await desk.confirm(asked.id);
    expect([applied.state, applied.counts()]).toEqual(['applied', asked.counts()]);
    expect(await onRoster()).toBe(10);
  });

  it('goes ahead when the roster moved without changing the plan', async () => {
    const all = people(10, 4).map(lineOf);
    const slow = await desk.upload(csv(all.slice(0, 5)));
    await desk.apply(csv(all.slice(5)));
    expect((await desk.confirm(slow.id)).state).toBe('applied');
    expect(await onRoster()).toBe(10);
  });

  it('undoes a file, back to what was there', async () => {
    const all = people(12, 5).map(lineOf);
    await desk.apply(csv(all.slice(0, 6)));
    const before = await image();
    const changed = all.map((line, i) => (i < 3 ? { ...line, Upah: '6543210', 'No HP': '081211112222' } : line));
    const applied = await desk.apply(csv(changed));
    expect(applied.counts()).toMatchObject({ created: 6, updated: 3, unchanged: 3 });
    const undone = await desk.reverse(applied.id);
    expect([undone.state, undone.failure]).toEqual(['reversed', null]);
    expect(await image()).toEqual(before);
  });

  it('refuses to undo what something later touched, and says how many', async () => {
    const all = people(8, 6).map(lineOf);
    const first = await desk.apply(csv(all));
    await desk.apply(csv([{ ...all[0], Upah: '6543210' }]));
    const refused = await desk.reverse(first.id);
    expect([refused.state, refused.failure]).toEqual([
      'applied',
      { code: 'imports.touched-later', params: { workers: 1 } },
    ]);
    expect(await onRoster()).toBe(8);
  });

  it('takes two confirmations as one, and two workers at once do the work once', async () => {
    const ready = await desk.upload(csv(people(6, 7).map(lineOf)));
    const said = await Promise.allSettled([say(ready.id), say(ready.id), say(ready.id)]);
    const refusals = said.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code: string }] : []));
    expect(refusals.length).toBeLessThan(3);
    for (const { code } of refusals) expect(code).toBe('imports.changed-meanwhile');
    await Promise.all([desk.advance(ready.id), desk.advance(ready.id)]);
    expect((await desk.get(ready.id)).state).toBe('applied');
    expect(await onRoster()).toBe(6);
  });

  it('stops where it stood when the process ends, and goes on later', async () => {
    const ready = await desk.upload(csv(people(6, 8).map(lineOf)));
    await say(ready.id);
    const ended = AbortSignal.abort();
    await test.advance(desk.workspace.id, ready.id, ended);
    expect((await desk.get(ready.id)).state).toBe('applying');
    expect((await desk.advance(ready.id)).state).toBe('applied');
  });

  it('drops a file that was discarded before or while it was read', async () => {
    const sent = await desk.send(csv(people(5, 11).map(lineOf)));
    expect((await desk.discard(sent.id)).state).toBe('discarded');
    const asking = await desk.send('A,B\n1,2\n');
    expect((await desk.discard(asking.id)).state).toBe('discarded');
    const other = await desk.send(csv(people(5, 12).map(lineOf)));
    const reading = desk.advance(other.id);
    await desk.discard(other.id).catch(() => undefined);
    await reading;
    expect((await desk.advance(other.id)).state).toBe('discarded');
  });

  it('says why a file is refused', async () => {
    const pdf = await desk.upload(Buffer.from('%PDF-1.7\n1 0 obj'), { fileName: 'daftar.xlsx' });
    expect([pdf.state, pdf.failure?.code]).toEqual(['failed', 'file.pdf']);
    const again = await desk.upload(Buffer.from('%PDF-1.7\n1 0 obj'), { fileName: 'daftar.xlsx' });
    expect(again.id).not.toBe(pdf.id);
  });

  it('stops at a question, and takes the answer', async () => {
    const text = csv(people(5, 9).map(lineOf))
      .replace('Jenis Kelamin', 'X')
      .replace(/,([LP]),/g, ',laki-laki,');
    const asked = await desk.upload(text);
    expect(asked.state).toBe('mapping');
    expect(asked.questions).toMatchObject([{ about: 'column', code: 'missing', field: 'sex', blocking: true }]);
    const mappings = test.app.get(CorrectMapping, { strict: false });
    const fields = ['nik', 'name', 'birth_date', 'sex', 'phone', 'region', 'wage'];
    const answer = (mapping: (string | null)[]) => desk.asApp(() => mappings.correct(asked.id, 'roster', { mapping }));
    await expect(answer(fields.map((field) => (field === 'sex' ? null : field)))).rejects.toMatchObject({
      ...{ code: 'imports.mapping-missing', params: { field: 'sex' } },
    });
    await expect(answer(['nik', 'nik', 'name', 'birth_date', 'sex', null, null])).rejects.toMatchObject({
      code: 'imports.mapping-twice',
    });
    await answer(fields);
    const ready = await desk.advance(asked.id);
    expect([ready.state, ready.rows, HEADER.length]).toEqual(['ready', 5, ready.headers?.length]);
  });

  it('reads the file anew when a person chooses another delimiter', async () => {
    const asked = await desk.upload(csv(people(5, 10).map(lineOf)));
    const mappings = test.app.get(CorrectMapping, { strict: false });
    await desk.asApp(() => mappings.correct(asked.id, 'roster', { choice: { delimiter: ';' } }));
    const wrong = await desk.advance(asked.id);
    expect([wrong.state, wrong.headers?.length]).toEqual(['mapping', 1]);
    await desk.asApp(() => mappings.correct(asked.id, 'roster', { choice: { delimiter: ',' } }));
    const right = await desk.advance(asked.id);
    expect([right.state, right.counts()]).toEqual(['ready', asked.counts()]);
  });

  async function image() {
    return test.db.admin(
      `select encode(nik_index, 'hex') as nik, name, birth_date, sex, region, wage, concat_ws(' ', phone_mark, email_mark, address_mark, mother_mark) as mark, left_on,
         (select sum(workers)::int from app.coverage_cells c where c.workspace_id = w.workspace_id) as cells
       from app.workers w where workspace_id = $1 order by 1`,
      [desk.workspace.id],
    );
  }
});
