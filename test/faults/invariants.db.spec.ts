import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import } from '../../src/imports/index.js';
import { ImportDesk } from '../imports/import-desk.js';
import { withReference } from '../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { actsOf } from '../support/audit-trail.js';
import { aWorkspace } from '../support/builders.js';
import { brokenInvariants } from './invariants.js';
import { cleanRoster, messyRoster } from './messy-roster.js';

/** `$1` is the file that was applied. Each does harm, and takes it back. */
const HARM: [invariant: string, harm: string, remedy: string][] = [
  [
    'I2 ledger: counts',
    'update app.imports set created = created + 1, rows = rows + 1 where id = $1',
    'update app.imports set created = created - 1, rows = rows - 1 where id = $1',
  ],
  [
    'I2 ledger: rows are numbered',
    'update app.import_rows set row_no = 9999 where import_id = $1 and row_no = 3',
    'update app.import_rows set row_no = 3 where import_id = $1 and row_no = 9999',
  ],
  [
    'I2 ledger: causes',
    `update app.import_causes set rows = rows + 1 where import_id = $1 and severity <> 'warn'`,
    `update app.import_causes set rows = rows - 1 where import_id = $1 and severity <> 'warn'`,
  ],
  [
    'I3 once: a created row',
    'update app.workers set created_row = 9999 where created_import = $1 and created_row = 3',
    'update app.workers set created_row = 3 where created_import = $1 and created_row = 9999',
  ],
  [
    'I3 once: who was entered by hand',
    'update app.workers set created_import = null where created_import = $1 and created_row = 3',
    'update app.workers set created_import = $1 where created_import is null',
  ],
  [
    'I3 once: coverage cells',
    'update app.coverage_cells set workers = workers + 1 where workers > 0 and $1::uuid is not null',
    'update app.coverage_cells set workers = workers - 1 where workers > 0 and $1::uuid is not null',
  ],
  [
    'I3 once: people are kept',
    `do $do$ begin execute (select format('alter table %s set unlogged', oid::regclass) from pg_class where relispartition and relname like 'worker_keys%' and relkind = 'r' order by relpersistence desc, oid limit 1); end $do$`,
    `do $do$ begin execute (select format('alter table %s set logged', oid::regclass) from pg_class where relispartition and relname like 'worker_keys%' and relkind = 'r' order by relpersistence desc, oid limit 1); end $do$`,
  ],
  [
    'I4 states: nothing works on',
    `update app.imports set state = 'checking', lease_until = now() - interval '5 minutes' where id = $1`,
    `update app.imports set state = 'applied', lease_until = null where id = $1`,
  ],
  [
    'I4 states: what failed',
    `update app.imports set state = 'failed' where id = $1`,
    `update app.imports set state = 'applied' where id = $1`,
  ],
  [
    'I5 audit',
    `update app.imports set state = 'reversed' where id = $1`,
    `update app.imports set state = 'applied' where id = $1`,
  ],
  [
    'I5 audit',
    `update audit.events set detail = detail || '{"rows": 1}' where subject_id = $1::text and action = 'imports.applied'`,
    '',
  ],
];

describe('The invariants notice', () => {
  let test: TestApplication;
  let file: Import;

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    file = await new ImportDesk(test, await aWorkspace(test.db)).apply(messyRoster(100, 900));
    expect(file.state).toBe('applied');
  });
  afterAll(() => test?.close());

  const broken = (acknowledged = [{ id: file.id, sha256: file.fileSha256.toString('hex') }]) =>
    brokenInvariants({ db: test.db, data: test.data, acknowledged, service: async () => [] });

  it('nothing at first', async () => expect(await broken()).toEqual([]));

  it('nothing when a file is confirmed, sent back because the roster moved, and confirmed again', async () => {
    const desk = new ImportDesk(test, await aWorkspace(test.db));
    const [one, other] = [await desk.upload(cleanRoster(20, 901)), await desk.upload(cleanRoster(30, 901))];
    await desk.confirm(one.id);
    expect((await desk.confirm(other.id)).state).toBe('ready');
    expect(await broken()).toEqual([]);
    expect((await desk.confirm(other.id)).state).toBe('applied');
    expect(await broken()).toEqual([]);
    expect((await actsOf(test.db, desk.workspace.id)).slice(-4)).toEqual([
      'imports.confirmed',
      'imports.sent-back',
      'imports.confirmed',
      'imports.applied',
    ]);
  });

  it('a promise that was not kept, and a file that nobody sent', async () => {
    expect(await broken([{ id: file.id, sha256: '00' }])).toEqual([expect.stringContaining('I1 receipts')]);
    const stray = join(test.data, 'files', 'stray.part');
    writeFileSync(stray, 'x');
    expect(await broken()).toEqual([expect.stringContaining('I1 receipts: a file without an import')]);
    rmSync(stray);
  });

  it.each(HARM)('%s (%#)', async (invariant, harm, remedy) => {
    const params = harm.includes('$1') ? [file.id] : [];
    await test.db.admin(harm, params);
    expect(await broken()).toContainEqual(expect.stringContaining(invariant));
    if (!remedy) return;
    await test.db.admin(remedy, params);
    expect(await broken()).toEqual([]);
  });
});
