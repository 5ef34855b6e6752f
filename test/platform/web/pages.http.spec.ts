import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listRoutes, Metrics } from '../../../src/platform/web/index.js';
import { assetsFolder } from '../../../src/platform/views/index.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aMember, aWorkspace, type TestWorkspace } from '../../support/builders.js';
import type { Browser, PageAnswer } from '../../support/browser-session.js';

describe('pages', () => {
  let test: TestApplication;
  let mine: TestWorkspace;
  let theirs: TestWorkspace;
  let browser: Browser;

  beforeAll(async () => {
    test = await startTestApplication();
    mine = await aWorkspace(test.db, { slug: 'mine' });
    theirs = await aWorkspace(test.db, { slug: 'theirs' });
    await aMember(test.db, { workspace: mine, email: 'admin@uji.test' });
    await aMember(test.db, { workspace: theirs, email: 'other@uji.test' });
    browser = await test.signIn('admin@uji.test');
  });
  afterAll(() => test?.close());

  it('every route says who may call it', () => {
    const routes = listRoutes(test.app);
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.filter(({ requirement }) => requirement === null)).toEqual([]);
  });

  it('of others, of nobody and without address are the same not-found, byte for byte', async () => {
    const [invitation] = await test.db.admin<{ id: string }>(
      `insert into app.invitations (workspace_id, email, role, token_hash, invited_by, expires_at)
       values ($1, 'x@x.test', 'viewer', sha256('x'), 'x', now()) returning id`,
      [theirs.id],
    );
    const seen = (answer: PageAnswer) => {
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date'));
      return { status: answer.status, headers, body: answer.body };
    };
    const gets = ['/w/theirs/members', '/w/nowhere/members', '/w/mine/nothing', '/nothing', '/w/theirs/workspaces'];
    const answers = [];
    for (const path of gets) answers.push(seen(await browser.get(path)));
    for (const id of [invitation?.id, mine.id, 'not-an-id'])
      answers.push(seen(await browser.post(`/w/mine/invitations/${id}/withdrawal`)));
    answers.push(seen(await browser.post(`/w/theirs/invitations/${invitation?.id}/withdrawal`)));
    expect(answers[0]).toMatchObject({ status: 404 });
    for (const answer of answers.slice(1)) expect(answer).toEqual(answers[0]);
    expect(await test.db.admin('select 1 from app.invitations')).toHaveLength(1);
  });

  it('send the headers that keep other sites out', async () => {
    const { headers } = await browser.get('/w/mine/members');
    const csp = headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "form-action 'self'",
    ])
      expect(csp).toContain(rule);
    expect(csp).not.toMatch(/unsafe|\*|data:/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('of built files may be kept for ever and start no session', async () => {
    const name = readdirSync(assetsFolder).find((file) => file.endsWith('.css'));
    const answer = await test.browser().get(`/assets/${name}`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect((await test.browser().get('/assets/../package.json')).status).toBe(404);
    expect((await test.browser().get('/assets/nothing.css')).status).toBe(404);
  });

  it('speak the language of the person, or of the cookie for guests', async () => {
    const guest = test.browser();
    expect((await guest.get('/sign-in')).body).toContain('<html lang="id">');
    await guest.post('/language', { locale: 'en', back: '/sign-in' });
    expect((await guest.get('/sign-in')).body).toContain('<html lang="en">');
    const person = await test.signIn('other@uji.test');
    expect((await person.post('/language', { locale: 'en', back: '//evil.test' })).location).toBe('/');
    const elsewhere = await test.signIn('other@uji.test');
    expect((await elsewhere.get('/profile')).body).toContain('<html lang="en">');
  });

  it('refuse fields that the form does not offer', async () => {
    const columns = ['id', 'workspace_id', 'slug', 'data_key', 'kind', 'coverage_version'];
    for (const column of columns) {
      const answer = await browser.post('/w/mine/settings', { name: 'Baru', regionCode: '', [column]: 'x' });
      expect([column, answer.status]).toEqual([column, 422]);
    }
    const [row] = await test.db.admin<{ name: string; slug: string }>(
      'select name, slug from app.workspaces where id = $1',
      [mine.id],
    );
    expect(row).toEqual({ name: 'Workspace mine', slug: 'mine' });
  });

  it('show what was typed and what is wrong with it beside the field', async () => {
    const answer = await browser.post('/w/mine/settings', { name: '', regionCode: '<b>9' });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('value="&lt;b&gt;9"');
    expect(answer.body).toContain('id="name-error"');
    expect(answer.body).toContain('id="regionCode-error"');
  });

  it('tell htmx to go elsewhere instead of swapping a page into a part', async () => {
    const answer = await browser.post(
      '/w/mine/settings',
      { name: 'Mine', regionCode: '' },
      { headers: { 'hx-request': 'true' } },
    );
    expect(answer.status).toBe(204);
    expect(answer.headers.get('hx-redirect')).toBe('/w/mine/settings');
    expect((await browser.get('/w/mine/settings')).body).toContain('Pengaturan telah disimpan');
    expect((await browser.get('/w/mine/settings')).body).not.toContain('Pengaturan telah disimpan');
  });

  it('refuse bodies that are too large or unreadable without words of the machine', async () => {
    expect((await browser.post('/w/mine/settings', { name: 'x'.repeat(600_000) })).status).toBe(413);
    const broken = await fetch(`${test.origin}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(broken.status).toBe(400);
    expect(await broken.text()).not.toMatch(/JSON|at position|node_modules/);
  });

  it('say that the process lives and can reach the database, to anybody', async () => {
    expect((await test.browser().get('/healthz')).body).toBe('{"status":"ok"}');
    expect(JSON.parse((await test.browser().get('/readyz')).body)).toEqual({ status: 'ok', database: 'ok' });
  });

  it('are counted by route pattern, on a port of their own', async () => {
    const metrics = await test.app.get(Metrics).listen(0);
    const text = await (await fetch(`http://127.0.0.1:${metrics.port}/metrics`)).text();
    expect((await fetch(`http://127.0.0.1:${metrics.port}/`)).status).toBe(404);
    await metrics.close();
    expect(text).toContain(
      'http_request_duration_seconds_bucket{le="0.1",method="GET",route="/w/:workspace/members",status="200"}',
    );
    expect(text).not.toContain('/w/mine');
    expect((await browser.get('/metrics')).status).toBe(404);
  });
});

describe('pages behind TLS', () => {
  let test: TestApplication;
  beforeAll(async () => {
    test = await startTestApplication({ https: true, baseUrl: 'https://sinergi.test' });
  });
  afterAll(() => test?.close());

  it('tie the cookie to this host and to TLS, and ask browsers to stay there', async () => {
    const { headers } = await test.browser().get('/sign-in', { headers: { 'x-forwarded-proto': 'https' } });
    expect(headers.get('set-cookie')).toMatch(/^__Host-sinergi=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
  });

  it('give no session over plain HTTP', async () => {
    expect((await test.browser().get('/sign-in')).headers.get('set-cookie')).toBeNull();
  });
});

describe('pages without a database', () => {
  it('say that the service cannot be reached, and nothing else', async () => {
    const test = await startTestApplication();
    const browser = test.browser();
    await browser.get('/sign-in');
    await test.db.shut();
    const answer = await browser.get('/sign-in');
    expect(answer.status).toBe(503);
    expect(answer.body).not.toMatch(/postgres|database "|sinergi_login/);
    expect((await browser.get('/readyz')).status).toBe(503);
    expect((await browser.get('/healthz')).status).toBe(200);
    await test.close();
  });
});
