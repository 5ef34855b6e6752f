import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiKeys } from '../../../src/identity/index.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aWorkspace, type TestWorkspace } from '../../support/builders.js';
import { aRoster } from './roster.builder.js';

interface Listed {
  as_of: string;
  total: { count: number; exact: boolean } | null;
  next_cursor: string | null;
  workers: { id: string; name: string; nik: string; coverage: { status: string; protected_until: string | null } }[];
}

describe('API of workers', () => {
  let application: TestApplication;
  let workspace: TestWorkspace;
  let key: string;
  let ids: string[];
  const get = (path: string) => application.api(key, 'GET', `/api/v1/workers${path}`);
  const list = async (query = '') => (await (await get(query)).json()) as Listed;

  beforeAll(async () => {
    application = await startTestApplication();
    workspace = await aWorkspace(application.db);
    const keys = application.app.get(ApiKeys, { strict: false });
    key = (await keys.createFor({ workspaceSlug: workspace.slug, role: 'viewer', name: 'payroll', days: 1 })).key;
    const people = ['Ani', 'Budi', 'Cici'].map((name, i) => ({
      name,
      until: ['2027-01-31', '-infinity', null][i] ?? null,
    }));
    ids = await aRoster(application.db, workspace, people);
  });
  afterAll(() => application.close());

  it('lists with masks, coverage and an exact count', async () => {
    const answer = await list('?coverage=active');
    expect(answer).toMatchObject({ as_of: '2026-11-23', total: { count: 1, exact: true }, next_cursor: null });
    expect(answer.workers).toMatchObject([
      { id: ids[0], nik: '9900••••••••0001', coverage: { status: 'active', protected_until: '2027-01' } },
    ]);
  });

  it('pages by cursor to the end', async () => {
    const names: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer: Listed = await list(`?limit=1&cursor=${cursor}`);
      names.push(...answer.workers.map(({ name }) => name));
      cursor = answer.next_cursor;
    }
    expect(names).toEqual(['Ani', 'Budi', 'Cici']);
  });

  it('shows one worker, and finds one by NIK in a body only', async () => {
    expect(await (await get(`/${ids[1]}`)).json()).toMatchObject({ id: ids[1], coverage: { status: 'never' } });
    const found = await application.api(key, 'POST', '/api/v1/workers/search', { json: { nik: '9900000000000002' } });
    expect(await found.json()).toMatchObject({ id: ids[1], nik: '9900••••••••0002' });
    const none = await application.api(key, 'POST', '/api/v1/workers/search', { json: { nik: '9900000000000099' } });
    expect(none.status).toBe(404);
  });

  it.each([
    ['?q=9900000000000002', 422, 'workers.nikInAddress'],
    ['?coverage=maybe', 422, 'invalid'],
    ['?limit=501', 422, 'invalid'],
    ['?cursor=abc', 422, 'workers.cursor'],
    ['?colour=red', 422, 'invalid'],
  ])('%s is answered with %i %s', async (query, status, code) => {
    const answer = await get(query);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });
});
