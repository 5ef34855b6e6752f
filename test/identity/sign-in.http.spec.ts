import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aMember, aWorkspace, type TestMember, type TestWorkspace } from '../support/builders.js';

describe('signing in', () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let member: TestMember;

  beforeAll(async () => {
    test = await startTestApplication();
    workspace = await aWorkspace(test.db, { slug: 'kab-uji', name: 'Kabupaten Uji' });
    member = await aMember(test.db, { workspace, email: 'admin@uji.test' });
  });
  afterAll(() => test?.close());

  it('shows a form and asks strangers to sign in first', async () => {
    const stranger = test.browser();
    const form = await stranger.get('/sign-in');
    expect(form.status).toBe(200);
    expect(form.body).toContain('name="email"');
    const answer = await stranger.get('/w/kab-uji/members');
    expect(answer.status).toBe(303);
    expect(answer.location).toBe('/sign-in?next=%2Fw%2Fkab-uji%2Fmembers');
  });

  it('lets a member in and back to the page they wanted', async () => {
    const browser = test.browser();
    const fields = { email: ' Admin@Uji.test ', password: 'kucing makan ikan asin', next: '/w/kab-uji/members' };
    const answer = await browser.post('/sign-in', fields);
    expect(answer.location).toBe('/w/kab-uji/members');
    const team = await browser.follow(answer);
    expect(team.status).toBe(200);
    expect(team.body).toContain('admin@uji.test');
    expect(team.headers.get('cache-control')).toBe('no-store');
  });
});
