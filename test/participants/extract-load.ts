import { Readable } from 'node:stream';
import { ImportSubjects, Import, staging } from '../../src/imports/index.js';
import { SealRows } from '../../src/imports/reading/seal-rows.js';
import { COMMON, RowStager } from '../../src/imports/reading/stage-rows.js';
import { Clock } from '../../src/kernel/index.js';
import { createRowJudge, type ExtractJudgeInput } from '../../src/participants/extract/extract-row-judge.js';
import { RegistrySubject } from '../../src/participants/index.js';
import { currentWork } from '../../src/platform/db/index.js';
import { testKeyring, type TestWorkspace } from '../support/builders.js';
import type { TestDatabase } from '../support/database.js';
import { aQueue } from '../support/queue.js';

/** Takes rows of an extract through judge, staging, plan and apply as the import machinery does. */
export async function extractLoader(db: TestDatabase, agency: TestWorkspace) {
  const { queue, close } = await aQueue(db);
  const subject = new RegistrySubject(new ImportSubjects(), testKeyring(), queue, new Clock());
  const asWorker = <T>(work: () => Promise<T>) => db.unitOfWork.run({ role: 'worker', workspaceId: agency.id }, work);

  async function rehearse(headers: string[], rows: string[][]): Promise<Import> {
    const file = await enterFile(db, agency, headers, subject);
    await asWorker(async () => {
      const input = (await subject.judgeInput(file)) as ExtractJudgeInput;
      const stager = new RowStager(createRowJudge(input), subject.stageColumns.length);
      rows.forEach((cells, i) =>
        stager.add({ number: i + 1, physical: i + 2, cells, kinds: null, width: cells.length }),
      );
      await staging.openRows(file, subject);
      const sealing = new SealRows(await subject.sealer(file, COMMON), subject.stageColumns.length);
      await staging.copy(staging.rows(file), Readable.from([stager.out.end()]), { through: sealing });
      const plan = await subject.plan(file);
      file.rosterVersion = plan.rosterVersion;
      file.changedFields = plan.changedFields;
    });
    for (const outcome of ['created', 'updated', 'unchanged'] as const)
      file[outcome] = await countOf(db, file, outcome);
    return file;
  }

  return {
    subject,
    rehearse,
    confirm: (file: Import) => asWorker(() => subject.apply(file)),
    outcomes: (file: Import) =>
      db.admin<{ row_no: number; outcome: string; changed: number | null; causes: string[] | null }>(
        'select row_no, outcome, changed, causes from app.import_rows where import_id = $1 order by row_no',
        [file.id],
      ),
    refreshes: () =>
      asWorker(() =>
        currentWork().query<{ workspace: string }>(
          `select data->>'workspaceId' as workspace from jobs.job where name = 'coverage.refresh' order by 1`,
        ),
      ),
    close,
  };
}

async function enterFile(
  db: TestDatabase,
  agency: TestWorkspace,
  headers: string[],
  subject: RegistrySubject,
): Promise<Import> {
  const [row] = await db.admin<{ id: string }>(
    `insert into app.imports (workspace_id, kind, mode, channel, file_name, file_size, file_sha256, storage_key, uploaded_label)
     values ($1, 'registry', 'upsert', 'cli', 'extract.csv', 1, decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), 'x', 'test')
     returning id`,
    [agency.id],
  );
  const { mapping } = subject.propose(headers);
  return Object.assign(new Import(), { workspaceId: agency.id, id: row?.id ?? '', headers, mapping });
}

async function countOf(db: TestDatabase, file: Import, outcome: string): Promise<number> {
  const [row] = await db.admin<{ n: number }>(
    'select count(*)::int as n from app.import_rows where import_id = $1 and outcome = $2',
    [file.id, outcome],
  );
  return row?.n ?? 0;
}
