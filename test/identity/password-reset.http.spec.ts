import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aMember, aWorkspace } from '../support/builders.js';
import { lettersTo, linkTo } from '../support/mailbox.js';

const NEW_PASSWORD = 'tangga kayu di beranda';

describe('forgotten passwords', () => {
  let test: TestApplication;

  beforeAll(async () => {
    test = await startTestApplication();
    const workspace = await aWorkspace(test.db);
    for (const name of ['one', 'two', 'three']) await aMember(test.db, { workspace, email: `${name}@uji.test` });
  });
  afterAll(() => test?.close());

  it('says the same and takes as long whether the address is known or not', async () => {
    const ask = async (email: string) => {
      const from = performance.now();
      const { status, body } = await test.browser().post('/password-reset', { email });
      return { status, body: body.replace(/[0-9a-f]{256}/g, ''), slow: performance.now() - from >= 300 };
    };
    const known = await ask('one@uji.test');
    expect(known).toEqual(await ask('nobody@uji.test'));
    expect(known).toMatchObject({ status: 200, slow: true });
    expect(await lettersTo(test.db, 'one@uji.test')).toHaveLength(1);
    expect(await lettersTo(test.db, 'nobody@uji.test')).toHaveLength(0);
  });

  it('changes the password once, ends every session and says so by mail', async () => {
    const signedIn = await test.signIn('two@uji.test');
    const browser = test.browser();
    await browser.post('/password-reset', { email: 'two@uji.test' });
    const link = await linkTo(test.db, 'two@uji.test');
    expect((await browser.get(link)).status).toBe(200);
    const weak = await browser.post(link, { password: 'terlalu singkat'.slice(0, 14) });
    expect(weak.status).toBe(422);
    expect(weak.body).toContain('paling pendek 15');
    expect((await browser.post(link, { password: NEW_PASSWORD })).location).toBe('/sign-in');
    expect((await signedIn.get('/profile')).location).toMatch(/^\/sign-in/);
    expect((await browser.post(link, { password: 'kunci yang lain lagi' })).status).toBe(410);
    expect((await browser.get(link)).status).toBe(410);
    await test.signIn('two@uji.test', NEW_PASSWORD);
    expect((await lettersTo(test.db, 'two@uji.test'))[0]?.template).toBe('password-changed');
  });

  it('refuses links that are too old or invented', async () => {
    const browser = test.browser();
    await browser.post('/password-reset', { email: 'three@uji.test' });
    const link = await linkTo(test.db, 'three@uji.test');
    await test.db.admin(`update identity.password_resets set expires_at = now() - interval '1 second'`);
    expect((await browser.post(link, { password: NEW_PASSWORD })).status).toBe(410);
    expect((await browser.get('/password-reset/invented')).status).toBe(410);
  });

  it('sends at most three links an hour', async () => {
    const statuses = [];
    for (let i = 0; i < 5; i++)
      statuses.push((await test.browser().post('/password-reset', { email: 'spam@uji.test' })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });
});
