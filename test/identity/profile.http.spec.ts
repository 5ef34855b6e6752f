import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aMember, aWorkspace, TEST_PASSWORD } from '../support/builders.js';

const NEW_PASSWORD = 'perahu kecil di muara';

describe('the profile', () => {
  let test: TestApplication;
  let member: (name: string) => Promise<string>;

  beforeAll(async () => {
    test = await startTestApplication();
    const workspace = await aWorkspace(test.db, { slug: 'uji' });
    member = async (name) => (await aMember(test.db, { workspace, email: `${name}@uji.test` })).email;
  });
  afterAll(() => test?.close());

  it('changes name and language', async () => {
    const browser = await test.signIn(await member('satu'));
    expect((await browser.post('/profile', { name: 'Nama <b>', locale: 'en' })).status).toBe(422);
    expect((await browser.post('/profile', { name: 'Nama Baru', locale: 'en' })).status).toBe(303);
    const page = await browser.get('/profile');
    expect(page.body).toContain('<html lang="en">');
    expect(page.body).toContain('value="Nama Baru"');
  });

  it('changes the password under a new identifier and ends the other sessions', async () => {
    const email = await member('dua');
    const [here, there] = [await test.signIn(email), await test.signIn(email)];
    const before = here.cookies.get('sinergi');
    const change = (current: string, password: string) => here.post('/profile/password', { current, password });
    expect((await change('bukan ini sandinya', NEW_PASSWORD)).body).toContain('id="current-error"');
    expect((await change(TEST_PASSWORD, 'pendek')).body).toContain('id="password-error"');
    expect((await there.get('/profile')).status).toBe(200);
    expect((await change(TEST_PASSWORD, NEW_PASSWORD)).location).toBe('/profile');
    expect(here.cookies.get('sinergi')).not.toBe(before);
    expect((await here.get('/profile')).status).toBe(200);
    expect((await there.get('/profile')).status).toBe(303);
    await test.signIn(email, NEW_PASSWORD);
  });

  it('lists own sessions and ends one or all others, never those of somebody else', async () => {
    const email = await member('tiga');
    const [here, second, third] = [await test.signIn(email), await test.signIn(email), await test.signIn(email)];
    const endings = (body: string) =>
      [...body.matchAll(/action="(\/profile\/sessions\/[\w-]{43}\/ending)"/g)].map((m) => m[1] ?? '');
    const own = endings((await here.get('/profile')).body);
    expect(own).toHaveLength(2);
    const stranger = await test.signIn(await member('empat'));
    expect((await stranger.post(own[0] ?? '')).status).toBe(404);
    expect((await here.post(own[0] ?? '')).status).toBe(303);
    expect(endings((await here.get('/profile')).body)).toHaveLength(1);
    await here.post('/profile/sessions/others/ending');
    const alive = await Promise.all(
      [here, second, third].map(async (browser) => (await browser.get('/profile')).status),
    );
    expect(alive).toEqual([200, 303, 303]);
  });
});
