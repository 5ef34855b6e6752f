import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { actsOf } from '../support/audit-trail.js';
import { aMember, aWorkspace, type TestMember, type TestWorkspace } from '../support/builders.js';
import type { Browser } from '../support/browser-session.js';

describe('the team', () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let path: string;
  let first: TestMember;
  let admin: Browser;

  beforeAll(async () => {
    test = await startTestApplication();
  });
  afterAll(() => test?.close());

  beforeEach(async () => {
    workspace = await aWorkspace(test.db);
    path = `/w/${workspace.slug}`;
    first = await aMember(test.db, { workspace });
    admin = await test.signIn(first.email);
  });

  const rolesNow = async () => {
    const sql = 'select role from app.members where workspace_id = $1 order by role';
    return (await test.db.admin<{ role: string }>(sql, [workspace.id])).map(({ role }) => role);
  };

  it('loses a removed member on their next request, though they are signed in', async () => {
    const member = await aMember(test.db, { workspace, role: 'officer' });
    const browser = await test.signIn(member.email);
    expect((await browser.get(`${path}/members`)).status).toBe(200);
    expect((await admin.post(`${path}/members/${member.memberId}/removal`)).status).toBe(303);
    expect((await browser.get(`${path}/members`)).status).toBe(404);
    expect((await browser.get('/profile')).status).toBe(200);
    expect(await actsOf(test.db, workspace.id)).toEqual(['workspaces.member.removed']);
  });

  it('gives a changed role its new rights at once', async () => {
    const member = await aMember(test.db, { workspace, role: 'admin' });
    const browser = await test.signIn(member.email);
    expect((await browser.get(`${path}/audit`)).status).toBe(200);
    await admin.post(`${path}/members/${member.memberId}/role`, { role: 'viewer' });
    expect((await browser.get(`${path}/audit`)).status).toBe(403);
    expect((await browser.post(`${path}/members/${first.memberId}/removal`)).status).toBe(403);
  });

  it('keeps its last admin, who can neither go, be demoted nor removed', async () => {
    await aMember(test.db, { workspace, role: 'officer' });
    const answers = [
      await admin.post(`${path}/departure`),
      await admin.post(`${path}/members/${first.memberId}/role`, { role: 'viewer' }),
      await admin.post(`${path}/members/${first.memberId}/removal`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([409, 422, 409]);
    expect(answers[0]?.body).toContain('sedikitnya satu admin');
    expect(await rolesNow()).toEqual(['admin', 'officer']);
  });

  it('keeps one of two admins who demote each other at the same moment', async () => {
    const second = await aMember(test.db, { workspace });
    const other = await test.signIn(second.email);
    await other.csrfToken();
    await admin.csrfToken();
    const answers = await Promise.all([
      admin.post(`${path}/members/${second.memberId}/role`, { role: 'viewer' }),
      other.post(`${path}/members/${first.memberId}/role`, { role: 'viewer' }),
    ]);
    expect(await rolesNow()).toContain('admin');
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  it('can be left', async () => {
    const member = await aMember(test.db, { workspace, role: 'viewer' });
    const browser = await test.signIn(member.email);
    expect((await browser.post(`${path}/departure`)).location).toBe('/workspaces');
    expect((await browser.get(`${path}/members`)).status).toBe(404);
  });

  it("knows nothing of another workspace's members", async () => {
    const elsewhere = await aWorkspace(test.db);
    const stranger = await aMember(test.db, { workspace: elsewhere, email: 'stranger@elsewhere.test' });
    await aMember(test.db, { workspace: elsewhere });
    expect((await admin.post(`${path}/members/${stranger.memberId}/removal`)).status).toBe(404);
    expect((await admin.post(`${path}/members/${stranger.memberId}/role`, { role: 'viewer' })).status).toBe(404);
    expect((await admin.get(`${path}/members`)).body).not.toContain('stranger');
  });

  it('may differ for one person, who switches between workspaces', async () => {
    const other = await aWorkspace(test.db, { name: 'Yang Kedua' });
    await aMember(test.db, { workspace: other, role: 'viewer', email: first.email });
    expect((await admin.get('/')).location).toBe('/workspaces');
    const page = await admin.get(`/w/${other.slug}/members`);
    expect(page.body).toContain('Yang Kedua');
    expect((await admin.get(`/w/${other.slug}/audit`)).status).toBe(403);
    expect((await admin.get(`${path}/audit`)).status).toBe(200);
  });
});
