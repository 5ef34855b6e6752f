import { Controller, Get, Module, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CurrentActor, OwnWork, Requires, uploadAction } from '../../../src/platform/web/index.js';
import type { Actor } from '../../../src/kernel/index.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aMember, aWorkspace } from '../../support/builders.js';
import type { Browser } from '../../support/browser-session.js';

@Controller('w/:workspace/probe')
class ProbeController {
  @Get()
  @Requires('workspace.read')
  address(@CurrentActor() actor: Actor) {
    return { action: uploadAction(`/w/${actor.workspaceSlug}/probe`) };
  }

  @Post()
  @Requires('workspace.read')
  @OwnWork()
  async receive(@Req() req: Request) {
    let bytes = 0;
    for await (const chunk of req) bytes += (chunk as Buffer).length;
    return { bytes };
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

describe('forged requests', () => {
  let test: TestApplication;
  let browser: Browser;
  const upload = () => {
    const form = new FormData();
    form.set('file', new Blob(['a,b']), 'x.csv');
    return form;
  };

  beforeAll(async () => {
    test = await startTestApplication({}, [ProbeModule]);
    const workspace = await aWorkspace(test.db, { slug: 'uji' });
    await aMember(test.db, { workspace, email: 'admin@uji.test' });
    browser = await test.signIn('admin@uji.test');
  });
  afterAll(() => test?.close());

  it.each(['/w/uji/settings', '/sign-in', '/sign-out', '/language', '/profile', '/password-reset'])(
    'without a token are refused: POST %s',
    async (path) => {
      expect((await browser.post(path, { name: 'x' }, { withoutToken: true })).status).toBe(403);
      expect((await browser.post(path, { name: 'x', _csrf: 'x'.repeat(256) }, { withoutToken: true })).status).toBe(
        403,
      );
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('by %s are refused before anything is looked for', async (method) => {
    const answer = await fetch(`${test.origin}/w/uji/anything`, { method });
    expect(answer.status).toBe(403);
  });

  it.each([
    [{ origin: 'https://evil.test' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 303],
    [{}, 303],
  ])('from elsewhere are refused even with the right token: %j → %d', async (headers, status) => {
    const answer = await browser.post('/language', { locale: 'id', back: '/profile' }, { headers: headers as never });
    expect(answer.status).toBe(status);
  });

  it('from this origin are taken', async () => {
    const headers = { origin: test.origin, 'sec-fetch-site': 'same-origin' };
    expect((await browser.post('/language', { locale: 'id' }, { headers })).status).toBe(303);
  });

  it("with another session's token are refused", async () => {
    const other = await test.signIn('admin@uji.test');
    const answer = await browser.post(
      '/language',
      { locale: 'id', _csrf: await other.csrfToken() },
      { withoutToken: true },
    );
    expect(answer.status).toBe(403);
  });

  it('that upload need a token in a header or one for their own path in the address', async () => {
    expect((await browser.upload('/w/uji/probe', upload())).status).toBe(201);
    const { action } = JSON.parse((await browser.get('/w/uji/probe')).body) as { action: string };
    const send = (path: string, session = browser) => session.upload(path, upload(), { 'x-csrf-token': '' });
    expect((await send(action)).status).toBe(201);
    expect((await send('/w/uji/probe')).status).toBe(403);
    expect((await send(action.replace('probe', 'settings'))).status).toBe(403);
    expect((await send(action, await test.signIn('admin@uji.test'))).status).toBe(403);
    const form = await browser.post(action, {}, { withoutToken: true });
    expect(form.status).toBe(403);
  });
});
