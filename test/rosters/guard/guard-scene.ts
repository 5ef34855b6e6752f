import { JobRegistry, type JobName, type JobPayload } from '../../../src/platform/jobs/index.js';
import { Organisation } from '../../isolation/organisation.js';
import { siteOf } from '../../isolation/site.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';

export interface Scene {
  test: TestApplication;
  agency: Organisation;
  /** A workspace of which `size` people are expected, and `perDay` new ones a day. */
  partner(name: string, size: number, perDay: number): Promise<Organisation>;
  /** Does what the worker would do: every job of that queue that waits. */
  work(queue: JobName): Promise<void>;
  watch(): Promise<void>;
  /** Alarms about a workspace as the agency's API tells them. */
  alarmsAbout(partner: Organisation): Promise<{ id: string; kind: string; times: number; detail: object }[]>;
}

export async function aScene(): Promise<Scene> {
  const test = await startTestApplication();
  await withReference(test.db);
  const site = siteOf(test);
  const agency = await Organisation.open(site, 'badan', 'agency');
  const work = async (queue: JobName) => {
    const jobs = await test.db.admin<{ id: string; data: JobPayload }>(
      `select id, data from jobs.job where name = $1 and state = 'created' order by created_on`,
      [queue],
    );
    const registry = (await test.worker()).get(JobRegistry, { strict: false });
    for (const { id, data } of jobs) {
      await registry.handlerOf(queue)?.(data, new AbortController().signal);
      await test.db.admin(`update jobs.job set state = 'completed', completed_on = now() where id = $1`, [id]);
    }
  };
  return {
    test,
    agency,
    partner: async (name, size, perDay) => {
      const partner = await Organisation.open(site, name, 'local_government');
      await test.db.admin(
        `insert into app.nik_allowances (workspace_id, size, per_day, valid_from, reason, granted_label)
         values ($1, $2, $3, '2020-01-01', 'test', 'test')`,
        [partner.workspace.id, size, perDay],
      );
      return partner;
    },
    work,
    watch: () => work('guard.watch'),
    alarmsAbout: async (partner) => {
      const { body } = await agency.api('GET', `/alarms?workspace=${partner.workspace.slug}`);
      return (JSON.parse(body) as { alarms: { id: string; kind: string; times: number; detail: object }[] }).alarms;
    },
  };
}
