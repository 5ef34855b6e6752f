import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aWorkspace } from '../support/builders.js';
import { ImportDesk } from './import-desk.js';
import { csv, lineOf, people } from './roster-files.js';

describe('a roster file on its way into the roster', () => {
  let test: TestApplication;
  let desk: ImportDesk;

  beforeAll(async () => {
    test = await startTestApplication();
  });
  afterAll(() => test?.close());
  beforeEach(async () => {
    desk = new ImportDesk(test, await aWorkspace(test.db));
  });

  const workers = async () => {
    const [row] = await test.db.admin<{ n: number }>(
      'select count(*)::int as n from app.workers where workspace_id = $1 and left_on is null',
      [desk.workspace.id],
    );
    return row?.n;
  };

  it('takes a tidy file in', async () => {
    const ready = await desk.upload(csv(people(40).map(lineOf)));
    expect([ready.state, ready.failure, ready.questions]).toEqual(['ready', null, []]);
    expect(ready.counts()).toEqual(counts({ rows: 40, created: 40 }));
    expect(await workers()).toBe(0);
    const applied = await desk.confirm(ready.id);
    expect(applied.state).toBe('applied');
    expect(applied.counts()).toEqual(ready.counts());
    expect(await workers()).toBe(40);
  });
});

function counts(given: Partial<Record<string, number>>) {
  return { rows: 0, created: 0, updated: 0, unchanged: 0, duplicate: 0, held: 0, rejected: 0, ...given };
}
