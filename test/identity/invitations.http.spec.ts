import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { actsOf } from '../support/audit-trail.js';
import { aMember, aWorkspace, type TestWorkspace } from '../support/builders.js';
import type { Browser } from '../support/browser-session.js';
import { lettersTo, linkTo } from '../support/mailbox.js';

describe('invitations', () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let admin: Browser;

  beforeAll(async () => {
    test = await startTestApplication();
    workspace = await aWorkspace(test.db, { slug: 'serikat-uji', kind: 'labour_union', name: 'Serikat Uji' });
    await aMember(test.db, { workspace, email: 'admin@uji.test' });
    admin = await test.signIn('admin@uji.test');
  });
  afterAll(() => test?.close());

  const invite = (email: string, role = 'officer') => admin.post('/w/serikat-uji/members', { email, role });

  it('bring somebody new in, once', async () => {
    expect((await invite('Baru@Uji.test')).status).toBe(303);
    const link = await linkTo(test.db, 'baru@uji.test');
    const browser = test.browser();
    const page = await browser.get(link);
    expect(page.body).toContain('Serikat Uji');
    const answer = await browser.post(`${link}/account`, { name: 'Orang Baru', password: 'sepeda ontel tua sekali' });
    expect(answer.location).toBe('/w/serikat-uji');
    const team = await browser.get('/w/serikat-uji/members');
    expect(team.body).toContain('Orang Baru');
    expect(team.body).not.toContain('action="/w/serikat-uji/members"');
    expect((await test.browser().get(link)).status).toBe(410);
    expect((await actsOf(test.db, workspace.id)).slice(-2)).toEqual([
      'workspaces.invitation.sent',
      'workspaces.member.joined',
    ]);
  });

  it('bring somebody with an account in, under that account only', async () => {
    const elsewhere = await aWorkspace(test.db);
    await aMember(test.db, { workspace: elsewhere, email: 'punya@uji.test' });
    await aMember(test.db, { workspace: elsewhere, email: 'orang-lain@uji.test' });
    await invite('punya@uji.test', 'viewer');
    const link = await linkTo(test.db, 'punya@uji.test');
    expect((await test.browser().get(link)).body).toContain(`/sign-in?next&#x3D;${encodeURIComponent(link)}`);
    const other = await test.signIn('orang-lain@uji.test');
    expect((await other.post(`${link}/acceptance`)).status).toBe(409);
    expect((await test.browser().post(`${link}/acceptance`)).status).toBe(409);
    const taken = await test.browser().post(`${link}/account`, { name: 'X', password: 'sepeda ontel tua sekali' });
    expect(taken.status).toBe(422);
    const owner = await test.signIn('punya@uji.test');
    expect((await owner.post(`${link}/acceptance`)).location).toBe('/w/serikat-uji');
    expect((await owner.get('/workspaces')).body).toContain('Serikat Uji');
  });

  it('are refused twice, for members and for bad addresses', async () => {
    await invite('dua@uji.test');
    for (const email of ['dua@uji.test', 'admin@uji.test', 'bukan-alamat', 'a@b.test\r\nBcc: x@y.test']) {
      const answer = await invite(email);
      expect([email, answer.status]).toEqual([email, 422]);
    }
    expect(await lettersTo(test.db, 'dua@uji.test')).toHaveLength(1);
  });

  it('can be sent again, which ends the former link, and withdrawn', async () => {
    await invite('tiga@uji.test');
    const first = await linkTo(test.db, 'tiga@uji.test');
    const [row] = await test.db.admin<{ id: string }>(`select id from app.invitations where email = 'tiga@uji.test'`);
    await admin.post(`/w/serikat-uji/invitations/${row?.id}/resending`);
    const second = await linkTo(test.db, 'tiga@uji.test');
    expect((await test.browser().get(first)).status).toBe(410);
    expect((await test.browser().get(second)).status).toBe(200);
    await admin.post(`/w/serikat-uji/invitations/${row?.id}/withdrawal`);
    expect((await test.browser().get(second)).status).toBe(410);
  });

  it('end after a week', async () => {
    await invite('empat@uji.test');
    await test.db.admin(`update app.invitations set expires_at = now() where email = 'empat@uji.test'`);
    expect((await test.browser().get(await linkTo(test.db, 'empat@uji.test'))).status).toBe(410);
  });
});
