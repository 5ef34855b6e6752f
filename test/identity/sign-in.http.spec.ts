import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { actsOf } from '../support/audit-trail.js';
import { aMember, aWorkspace, TEST_PASSWORD, type TestWorkspace } from '../support/builders.js';

describe('signing in', () => {
  let test: TestApplication;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    test = await startTestApplication();
    workspace = await aWorkspace(test.db, { slug: 'kab-uji', name: 'Kabupaten Uji' });
    for (const name of ['admin', 'forgetful', 'second'])
      await aMember(test.db, { workspace, email: `${name}@uji.test` });
  });
  afterAll(() => test?.close());

  it('asks strangers to sign in first', async () => {
    const answer = await test.browser().get('/w/kab-uji/members?x=1');
    expect(answer.status).toBe(303);
    expect(answer.location).toBe('/sign-in?next=%2Fw%2Fkab-uji%2Fmembers%3Fx%3D1');
  });

  it('lets a member in and back to the page they wanted', async () => {
    const browser = test.browser();
    const fields = { email: ' Admin@Uji.test ', password: TEST_PASSWORD, next: '/w/kab-uji/members' };
    const answer = await browser.post('/sign-in', fields);
    expect(answer.location).toBe('/w/kab-uji/members');
    const team = await browser.follow(answer);
    expect(team.status).toBe(200);
    expect(team.body).toContain('admin@uji.test');
    expect(team.headers.get('cache-control')).toBe('no-store');
  });

  it.each(['//evil.test', '/\\evil.test', 'https://evil.test', '/\tx', 'javascript:alert(1)', '/%0d%0aX: y\r\nX: y'])(
    'goes nowhere else after signing in: %s',
    async (next) => {
      const answer = await test.browser().post('/sign-in', { email: 'second@uji.test', password: TEST_PASSWORD, next });
      expect(answer.location).toBe('/');
    },
  );

  it('gives the session a new identifier, so a planted one is worth nothing', async () => {
    const victim = test.browser();
    await victim.get('/sign-in');
    const planted = victim.cookies.get('sinergi');
    expect(planted).toBeTruthy();
    await victim.signIn('admin@uji.test', TEST_PASSWORD);
    expect(victim.cookies.get('sinergi')).not.toBe(planted);
    const attacker = test.browser();
    attacker.cookies.set('sinergi', planted ?? '');
    expect((await attacker.get('/profile')).location).toMatch(/^\/sign-in/);
  });

  it('keeps only a hash of the identifier, in a cookie that script cannot read', async () => {
    const browser = test.browser();
    const answer = await browser.get('/sign-in');
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
    const sid = decodeURIComponent(browser.cookies.get('sinergi') ?? '').replace(/^s:([^.]+)\..*$/, '$1');
    expect(await test.db.admin('select 1 from identity.sessions where sid = $1', [sid])).toEqual([]);
  });

  it('answers alike for a wrong password and an unknown account', async () => {
    const attempt = async (email: string) => {
      const answer = await test.browser().post('/sign-in', { email, password: 'salah salah salah' });
      return { status: answer.status, body: answer.body.replaceAll(email, '').replace(/[0-9a-f]{256}/g, '') };
    };
    const wrong = await attempt('second@uji.test');
    expect(wrong.status).toBe(422);
    expect(wrong).toEqual(await attempt('nobody@uji.test'));
  });

  it('slows guessing down for accounts that exist and for those that do not', async () => {
    for (const email of ['forgetful@uji.test', 'phantom@uji.test']) {
      const statuses = [];
      for (let i = 0; i < 12; i++)
        statuses.push((await test.browser().post('/sign-in', { email, password: `tebakan ke ${i} saja` })).status);
      expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
    }
    const right = await test.browser().post('/sign-in', { email: 'forgetful@uji.test', password: TEST_PASSWORD });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await actsOf(test.db)).filter((act) => act === 'identity.sign-in.limited')).toHaveLength(2);
  });

  it('ends the session on the server when signing out', async () => {
    const browser = await test.signIn('admin@uji.test');
    const before = [...browser.cookies];
    expect((await browser.post('/sign-out')).location).toBe('/sign-in');
    const thief = test.browser();
    for (const [name, value] of before) thief.cookies.set(name, value);
    expect((await thief.get('/profile')).location).toMatch(/^\/sign-in/);
    expect((await actsOf(test.db)).at(-1)).toBe('identity.signed-out');
  });

  it('ends idle sessions after half an hour and busy ones after twelve hours', async () => {
    const idle = await test.signIn('admin@uji.test');
    const busy = await test.signIn('second@uji.test');
    await test.db.admin(
      `update identity.sessions set expire = now() - interval '1 second'
       where user_id = (select id from identity.users where email = 'admin@uji.test')`,
    );
    await test.db.admin(
      `update identity.sessions set sess = jsonb_set(sess, '{startedAt}', to_jsonb((sess ->> 'startedAt')::bigint - 12 * 3600 * 1000))
       where user_id = (select id from identity.users where email = 'second@uji.test')`,
    );
    expect((await idle.get('/profile')).location).toMatch(/^\/sign-in/);
    expect((await busy.get('/profile')).location).toMatch(/^\/sign-in/);
  });

  it('shuts a disabled user out at once', async () => {
    await aMember(test.db, { workspace, email: 'gone@uji.test' });
    const browser = await test.signIn('gone@uji.test');
    expect((await browser.get('/profile')).status).toBe(200);
    await test.db.admin(`update identity.users set disabled_at = now() where email = 'gone@uji.test'`);
    expect((await browser.get('/profile')).location).toMatch(/^\/sign-in/);
  });
});
