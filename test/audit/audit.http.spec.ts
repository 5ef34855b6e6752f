import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aMember, aWorkspace, type TestWorkspace } from '../support/builders.js';
import type { Browser } from '../support/browser-session.js';

describe('the audit page', () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let admin: Browser;

  beforeAll(async () => {
    test = await startTestApplication();
    workspace = await aWorkspace(test.db, { slug: 'uji' });
    await aMember(test.db, { workspace, email: 'admin@uji.test', locale: 'en' });
    await aMember(test.db, { workspace, email: 'officer@uji.test', role: 'officer' });
    admin = await test.signIn('admin@uji.test');
    for (let i = 0; i < 55; i++) await admin.post('/w/uji/settings', { name: `Name ${i}`, regionCode: '' });
    await admin.post('/w/uji/members', { email: 'new@uji.test', role: 'viewer' });
  });
  afterAll(() => test?.close());

  const acts = (body: string) => body.match(/<tr>\s*<th scope="row">/g)?.length ?? 0;

  it('shows admins one event for each act, newest first, page by page', async () => {
    const first = await admin.get('/w/uji/audit');
    expect(acts(first.body)).toBe(50);
    expect(first.body.indexOf('Invitation sent')).toBeLessThan(first.body.indexOf('Settings changed'));
    const next = /rel="next" href="([^"]+)"/.exec(first.body)?.[1]?.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    const second = await admin.get(next ?? '');
    expect(acts(second.body)).toBe(6);
  });

  it('filters by act, person, day and object', async () => {
    const count = async (query: string) => acts((await admin.get(`/w/uji/audit?${query}`)).body);
    expect(await count('action=workspaces.invitation.sent')).toBe(1);
    expect(await count('actor=nobody%40uji.test')).toBe(0);
    expect(await count('actor=admin%40uji.test&action=workspaces.invitation.sent')).toBe(1);
    expect(await count('to=2020-01-01')).toBe(0);
    expect(await count('from=2020-01-01&action=workspaces.invitation.sent')).toBe(1);
    expect(await count(`subject=workspace%3A${workspace.id}`)).toBe(50);
    expect(await count('subject=invitation')).toBe(1);
    expect((await admin.get('/w/uji/audit?from=2026-99-99')).status).toBe(422);
    expect((await admin.get('/w/uji/audit?order=x')).status).toBe(422);
  });

  it('is for admins only, and a refusal is an event itself', async () => {
    const officer = await test.signIn('officer@uji.test');
    expect((await officer.get('/w/uji/audit')).status).toBe(403);
    expect((await admin.get('/w/uji/audit')).body).toContain('Access refused');
  });
});
