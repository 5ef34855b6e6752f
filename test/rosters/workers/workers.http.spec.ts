import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, aWorkspace, type TestWorkspace } from '../../support/builders.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import type { Browser } from '../../support/browser-session.js';
import { aRoster } from './roster.builder.js';

describe('pages of workers', () => {
  let application: TestApplication;
  let workspace: TestWorkspace;
  let officer: Browser;
  let base: string;
  let ids: string[];

  beforeAll(async () => {
    application = await startTestApplication();
    workspace = await aWorkspace(application.db);
    base = `/w/${workspace.slug}/workers`;
    const member = await aMember(application.db, { workspace, role: 'officer' });
    officer = await application.signIn(member.email);
    ids = await aRoster(application.db, workspace, [{ name: 'Budi Contoh', until: '-infinity' }]);
  });
  afterAll(() => application.close());

  it('lists', async () => {
    const answer = await officer.get(base);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Budi Contoh');
  });
});
