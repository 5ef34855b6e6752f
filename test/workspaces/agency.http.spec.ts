import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentWork } from '../../src/platform/db/index.js';
import { Keyring } from '../../src/platform/crypto/index.js';
import { UnitOfWork } from '../../src/platform/db/index.js';
import { Workspaces } from '../../src/workspaces/index.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { actsOf } from '../support/audit-trail.js';
import { aMember, aWorkspace } from '../support/builders.js';
import type { Browser } from '../support/browser-session.js';
import { lettersTo } from '../support/mailbox.js';

describe('workspaces made by the agency', () => {
  let test: TestApplication;
  let admin: Browser;

  beforeAll(async () => {
    test = await startTestApplication();
    const agency = await aWorkspace(test.db, { slug: 'bpjs-uji', kind: 'agency' });
    await aMember(test.db, { workspace: agency, email: 'agency@uji.test' });
    await aMember(test.db, { workspace: agency, email: 'reader@uji.test', role: 'viewer' });
    admin = await test.signIn('agency@uji.test');
  });
  afterAll(() => test?.close());

  const form = {
    kind: 'local_government',
    name: 'Kota Uji',
    slug: 'kota-uji',
    regionCode: '32.71',
    admin: 'pemda@uji.test',
  };

  it('have their own key, an invited first admin and a first event', async () => {
    expect((await admin.post('/w/bpjs-uji/workspaces', form)).location).toBe('/w/bpjs-uji/workspaces');
    const [row] = await test.db.admin<{ id: string; kind: string; region_code: string }>(
      `select id, kind, region_code from app.workspaces where slug = 'kota-uji'`,
    );
    expect(row).toMatchObject({ kind: 'local_government', region_code: '3271' });
    const [letter] = await lettersTo(test.db, 'pemda@uji.test');
    expect(letter).toMatchObject({ template: 'invitation', data: { workspace: 'Kota Uji', role: 'admin' } });
    expect(await actsOf(test.db, row?.id)).toEqual(['workspaces.created', 'workspaces.invitation.sent']);
    const id = row?.id ?? '';
    const keys = await test.app
      .get(UnitOfWork)
      .run({ role: 'app', workspaceId: id }, () => test.app.get(Keyring).workspaceKeys(id));
    expect(keys.nikIndex('3271010101800001')).toHaveLength(16);
  });

  it('are refused under a taken address, and nothing is left of the attempt', async () => {
    const before = await test.db.admin('select 1 from identity.mail_outbox');
    const answer = await admin.post('/w/bpjs-uji/workspaces', { ...form, slug: 'bpjs-uji', admin: 'x@uji.test' });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('id="slug-error"');
    expect(await test.db.admin('select 1 from identity.mail_outbox')).toHaveLength(before.length);
  });

  it.each([{ slug: 'A B' }, { slug: '-a' }, { kind: 'x' }, { admin: 'x' }, { name: '' }, { regionCode: '3' }])(
    'are refused with %j',
    async (wrong) => {
      expect((await admin.post('/w/bpjs-uji/workspaces', { ...form, slug: 'lain', ...wrong })).status).toBe(422);
    },
  );

  it('are listed for the agency and searched by name', async () => {
    const all = await admin.get('/w/bpjs-uji/workspaces');
    expect(all.body).toContain('kota-uji');
    const found = await admin.get('/w/bpjs-uji/workspaces?q=100%25');
    expect(found.body).not.toContain('kota-uji');
  });

  it('are made by admins of the agency only', async () => {
    const reader = await test.signIn('reader@uji.test');
    expect((await reader.get('/w/bpjs-uji/workspaces')).status).toBe(200);
    expect((await reader.post('/w/bpjs-uji/workspaces', form)).status).toBe(403);
    const pemda = await aWorkspace(test.db, { slug: 'pemda' });
    await aMember(test.db, { workspace: pemda, email: 'pemda-admin@uji.test' });
    const other = await test.signIn('pemda-admin@uji.test');
    expect((await other.get('/w/pemda/workspaces')).status).toBe(403);
    expect((await other.post('/w/pemda/workspaces', form)).status).toBe(403);
  });

  it('remember whether a second person has to confirm', async () => {
    const pemda = await aWorkspace(test.db, { slug: 'dua-orang' });
    await aMember(test.db, { workspace: pemda, email: 'dua@uji.test' });
    const browser = await test.signIn('dua@uji.test');
    const settings = () =>
      test.app.get(UnitOfWork).run({ role: 'app', workspaceId: pemda.id }, async () => {
        expect(currentWork().scope.workspaceId).toBe(pemda.id);
        return (await test.app.get(Workspaces).get(pemda.id)).settings;
      });
    expect(await settings()).toEqual({ requireSecondPerson: false });
    await browser.post('/w/dua-orang/settings', { name: 'Dua', regionCode: '', requireSecondPerson: 'yes' });
    expect(await settings()).toEqual({ requireSecondPerson: true });
    await browser.post('/w/dua-orang/settings', { name: 'Dua', regionCode: '' });
    expect(await settings()).toEqual({ requireSecondPerson: false });
  });
});
