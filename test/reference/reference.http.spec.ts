import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aMember, aWorkspace } from '../support/builders.js';
import type { Browser } from '../support/browser-session.js';
import { withReference } from './loaded-reference.js';

describe('reference pages', () => {
  let test: TestApplication;
  let member: Browser;

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    const workspace = await aWorkspace(test.db);
    const { email } = await aMember(test.db, { workspace, role: 'viewer' });
    member = await test.signIn(email);
  });
  afterAll(() => test?.close());

  const json = { headers: { accept: 'application/json' } };

  it('gives a picker what it asks for', async () => {
    const answer = await member.get('/reference/areas?q=garut&level=regency', json);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      items: [{ code: '3205', dotted: '32.05', level: 2, name: 'Kabupaten Garut', within: 'Jawa Barat' }],
    });
    const some = await member.get('/reference/areas?q=su&level=', json);
    expect((JSON.parse(some.body) as { items: unknown[] }).items).toHaveLength(20);
    const none = await member.get('/reference/areas', json);
    expect(JSON.parse(none.body)).toEqual({ items: [] });
  });

  it('answers a browser without script with a page that repeats the question safely', async () => {
    const html = { headers: { accept: 'text/html,application/xhtml+xml' } };
    const answer = await member.get('/reference/areas?q=garut&level=2', html);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.body).toContain('Kabupaten Garut');
    expect(answer.body).toContain('32.05');
    expect(answer.body).toContain('Open Database License');
    const odd = await member.get(`/reference/areas?q=${encodeURIComponent('<b>"x')}`, html);
    expect(odd.body).not.toContain('<b>"x');
  });

  it.each(['/reference/areas?level=5', '/reference/areas?limit=1000', `/reference/areas?q=${'x'.repeat(101)}`])(
    'refuses %.40s',
    async (path) => {
      expect((await member.get(path, json)).status).toBe(422);
    },
  );

  it('lets nobody search who is not signed in', async () => {
    const answer = await test.browser().get('/reference/areas?q=garut');
    expect(answer.status).not.toBe(200);
    expect(answer.body).not.toContain('Garut');
  });

  it('names sources and licence to everybody, in both languages', async () => {
    const stranger = test.browser();
    const id = await stranger.get('/about/data');
    expect(id.status).toBe(200);
    for (const text of ['idn-area-data', 'ODbL', 'KBLI 2020', 'Terlindungi JKK dan JKM'])
      expect(id.body).toContain(text);
    stranger.cookies.set('sinergi-language', 'en');
    const en = await stranger.get('/about/data');
    expect(en.body).toContain('Protected by JKK and JKM');
  });
});
