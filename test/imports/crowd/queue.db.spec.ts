import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportProgress, type Import } from '../../../src/imports/index.js';
import { ImportLanes } from '../../../src/imports/crowd/import-lanes.js';
import { ImportWork } from '../../../src/imports/crowd/import-work.js';
import { MOST_UNFINISHED } from '../../../src/imports/crowd/lanes.rules.js';
import { UnitOfWork } from '../../../src/platform/db/index.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aWorkspace } from '../../support/builders.js';
import { ImportDesk } from '../import-desk.js';

describe('the queue of files', { timeout: 60_000 }, () => {
  let test: TestApplication;

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
  });
  afterAll(() => test?.close());

  it('is not filled by one workspace: the next upload is refused in words, others are taken', async () => {
    const desk = new ImportDesk(test, await aWorkspace(test.db));
    const sent: Import[] = [];
    for (let i = 0; i < MOST_UNFINISHED; i++) sent.push(await desk.send(`A,B\n${i},2\n`));
    const refused = { code: 'imports.too-many-waiting', status: 429, params: { most: MOST_UNFINISHED } };
    await expect(desk.send('A,B\nx,2\n')).rejects.toMatchObject(refused);
    const other = new ImportDesk(test, await aWorkspace(test.db));
    expect((await other.send('A,B\n1,2\n')).state).toBe('received');
    await desk.discard(sent[0]?.id ?? '');
    expect((await desk.send('A,B\nx,2\n')).state).toBe('received');
  });

  it('tells who waits how many go first and when, and another workspace no more than that', async () => {
    const [one, two] = [await waiting('satu'), await waiting('dua')];
    expect(await two.told()).toMatchObject({ step: 'wait', ahead: 1, secondsLeft: null, startsIn: null });
    await one.works(40);
    expect(await one.told()).toMatchObject({
      step: 'read',
      secondsLeft: expect.closeTo(40, -1) as number,
      ahead: null,
    });
    await two.expects(30);
    const told = await two.told();
    expect(told).toMatchObject({ step: 'wait', ahead: 1 });
    expect(told?.startsIn).toBeGreaterThan(30);
    expect(told?.startsIn).toBeLessThanOrEqual(40);
    expect(told?.secondsLeft).toBeGreaterThan(60);
    await one.ends();
    expect(await two.told()).toMatchObject({ ahead: 0, startsIn: null });
  });

  /** A large file that stands in the lane of long ones. */
  async function waiting(seed: string) {
    const desk = new ImportDesk(test, await aWorkspace(test.db));
    const { id } = await desk.send(`A,B\n${seed},2\n`);
    await test.db.admin(`update app.imports set state = 'checking', file_size = 1e9, format = 'csv' where id = $1`, [
      id,
    ]);
    await test.app.get(ImportLanes, { strict: false }).wait(await desk.get(id));
    const work = test.app.get(ImportWork, { strict: false });
    const asWorker = <T>(act: () => Promise<T>) =>
      test.app.get(UnitOfWork).run({ role: 'worker', workspaceId: desk.workspace.id }, act);
    return {
      told: async () => {
        const file = await desk.get(id);
        return desk.asApp(() => test.app.get(ImportProgress, { strict: false }).of(file));
      },
      works: (seconds: number) => asWorker(() => work.note(id, 'long', 'read', seconds)),
      expects: (seconds: number) => asWorker(() => work.wait(id, 0, seconds)),
      ends: () => asWorker(() => work.over(id)),
    };
  }
});
