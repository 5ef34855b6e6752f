import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Accounts } from '../../src/identity/index.js';
import { keyText, newKeySecret, readKey } from '../../src/identity/api-key.rules.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { actsOf } from '../support/audit-trail.js';
import { aMember, aWorkspace, type TestWorkspace } from '../support/builders.js';
import type { Browser } from '../support/browser-session.js';

describe('API keys', () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let admin: Browser;

  beforeAll(async () => {
    test = await startTestApplication();
    workspace = await aWorkspace(test.db, { slug: 'uji' });
    await aMember(test.db, { workspace, email: 'admin@uji.test' });
    await aMember(test.db, { workspace, email: 'officer@uji.test', role: 'officer' });
    admin = await test.signIn('admin@uji.test');
  });
  afterAll(() => test?.close());

  it('are shown once, work, and stop when revoked', async () => {
    const made = await admin.post('/w/uji/api-keys', { name: 'Penghubung', role: 'officer', days: '30' });
    const key = /snr_[0-9a-f]{32}_[\w-]{43}/.exec(made.body)?.[0] ?? '';
    expect(made.headers.get('cache-control')).toBe('no-store');
    const list = await admin.get('/w/uji/api-keys');
    expect(list.body).toContain('Penghubung');
    expect(list.body).not.toContain(key.slice(40));
    const path = /action="(\/w\/uji\/api-keys\/[^"]+\/revocation)"/.exec(list.body)?.[1] ?? '';
    expect((await admin.post(path)).status).toBe(303);
    expect((await admin.post(path)).status).toBe(404);
    expect((await actsOf(test.db, workspace.id)).slice(-2)).toEqual([
      'identity.api-key.created',
      'identity.api-key.revoked',
    ]);
  });

  it('are made by admins, with a role, a name and an end', async () => {
    const officer = await test.signIn('officer@uji.test');
    expect((await officer.get('/w/uji/api-keys')).status).toBe(403);
    const make = (wrong: Record<string, string>) =>
      admin.post('/w/uji/api-keys', { name: 'x', role: 'viewer', days: '30', ...wrong });
    const wrongs: Record<string, string>[] = [{ days: '9999' }, { role: 'owner' }, { name: '' }, { workspace_id: 'x' }];
    for (const wrong of wrongs) expect((await make(wrong)).status).toBe(422);
  });

  it('of another workspace are not there', async () => {
    const other = await aWorkspace(test.db);
    const [row] = await test.db.admin<{ id: string }>(
      `insert into identity.api_keys (workspace_id, name, role, secret_hash, created_by, expires_at)
       values ($1, 'Rahasia lain', 'admin', sha256('x'), 'x', now() + interval '1 day') returning id`,
      [other.id],
    );
    expect((await admin.get('/w/uji/api-keys')).body).not.toContain('Rahasia lain');
    expect((await admin.post(`/w/uji/api-keys/${row?.id}/revocation`)).status).toBe(404);
  });

  it('open no page', async () => {
    const answer = await fetch(`${test.origin}/w/uji/members`, {
      headers: { authorization: 'Bearer x' },
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
  });

  it('have a text that leads back to their id', () => {
    const { secret, hash } = newKeySecret();
    const id = '0190a1b2-c3d4-7000-8000-00000000abcd';
    expect(readKey(keyText(id, secret))).toEqual({ id, secretHash: hash });
    for (const text of ['', 'snr_', keyText(id, secret).slice(1), `${keyText(id, secret)}x`])
      expect(readKey(text)).toBeNull();
  });

  it('and people are made by the command line through the same rules', async () => {
    const accounts = test.app.get(Accounts);
    await expect(accounts.createUser({ email: 'a@b.test', name: 'A', password: 'pendek' })).rejects.toMatchObject({
      status: 422,
    });
    const { id } = await accounts.createUser({
      email: 'CLI@uji.test',
      name: 'Orang CLI',
      password: 'gerobak bakso malam hari',
    });
    expect(await accounts.addMember({ workspaceSlug: 'uji', email: 'cli@uji.test', role: 'approver' })).toEqual({
      userId: id,
    });
    const again = accounts.addMember({ workspaceSlug: 'uji', email: 'cli@uji.test', role: 'admin' });
    await expect(again).rejects.toMatchObject({ code: 'workspaces.already-member' });
    await expect(
      accounts.addMember({ workspaceSlug: 'nowhere', email: 'cli@uji.test', role: 'admin' }),
    ).rejects.toMatchObject({ status: 404 });
    await test.signIn('cli@uji.test', 'gerobak bakso malam hari');
  });
});
