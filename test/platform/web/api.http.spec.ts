import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { IsInt, Length } from 'class-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../../../src/kernel/index.js';
import { currentWork } from '../../../src/platform/db/index.js';
import { ApiKeys } from '../../../src/identity/index.js';
import { anId, ApiDocument, listRoutes, Requires } from '../../../src/platform/web/index.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aWorkspace, type TestWorkspace } from '../../support/builders.js';

class NoteForm {
  @Length(1, 20) text!: string;
  @IsInt() number!: number;
}

@Controller('api/v1/notes')
class NotesController {
  @Post()
  @Requires('rosters.upload')
  async create(@Body() form: NoteForm) {
    const { workspaceId } = currentWork().scope;
    await currentWork().execute(
      `insert into app.invitations (workspace_id, email, role, token_hash, invited_by, expires_at)
       values ($1, $2, 'viewer', sha256(convert_to($2, 'UTF8')), 'test', now())`,
      [workspaceId, `${form.text}${Math.random()}@x.test`],
    );
    await sleep(50);
    if (form.text === 'fail') throw new Refused('workspaces.last-admin');
    return { text: form.text };
  }

  @Get(':id')
  @Requires('rosters.read')
  async show(@Param('id', anId) _id: string) {
    await currentWork().query(`select 'a 16-digit secret 1234567890123456'::int`);
  }
}

@Module({ controllers: [NotesController] })
class NotesModule {}

describe('the API', () => {
  let test: TestApplication;
  let workspace: TestWorkspace;
  let key: string;
  const keyOf = async (role: 'admin' | 'officer' | 'viewer', days = 1) =>
    (await test.app.get(ApiKeys).createFor({ workspaceSlug: workspace.slug, role, name: `key of ${role}`, days })).key;
  const notes = async () => (await test.db.admin('select 1 from app.invitations')).length;

  beforeAll(async () => {
    test = await startTestApplication({}, [NotesModule]);
    workspace = await aWorkspace(test.db);
    key = await keyOf('officer');
  });
  afterAll(() => test?.close());

  it('refuses who brings no usable key, always alike', async () => {
    const wrong = [
      null,
      'x',
      `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`,
      `snr_${'0'.repeat(32)}_${'x'.repeat(43)}`,
    ];
    for (const bearer of wrong) {
      const answer = await test.api(bearer, 'POST', '/api/v1/notes', { json: { text: 'a', number: 1 } });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await answer.json()).toMatchObject({ code: 'api-key-invalid', status: 401 });
    }
  });

  it('refuses a key in the address and a session cookie', async () => {
    expect((await test.api(null, 'GET', `/api/v1/notes/${workspace.id}?key=${key}`)).status).toBe(401);
  });

  it('refuses what the role of the key does not allow, and remembers it', async () => {
    const answer = await test.api(await keyOf('viewer'), 'POST', '/api/v1/notes', { json: { text: 'a', number: 1 } });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'forbidden', requestId: expect.any(String) as string });
    const [event] = await test.db.admin(
      `select actor_label, detail from audit.events where action = 'identity.access.refused'`,
    );
    expect(event).toEqual({ actor_label: 'api-key:key of viewer', detail: { permission: 'rosters.upload' } });
  });

  it('tells which fields are wrong, and refuses fields nobody asked for', async () => {
    const json = { text: '', number: 'x', workspace_id: 'y' };
    const answer = await test.api(key, 'POST', '/api/v1/notes', { json });
    expect(answer.status).toBe(422);
    const { errors, code } = (await answer.json()) as { code: string; errors: { field: string; code: string }[] };
    expect(code).toBe('invalid');
    expect(errors).toEqual(
      expect.arrayContaining([
        { field: 'text', code: 'is-length' },
        { field: 'number', code: 'is-int' },
        { field: 'workspace_id', code: 'unknown-field' },
      ]),
    );
  });

  it('answers a fault of the database without its words', async () => {
    const answer = await test.api(key, 'GET', `/api/v1/notes/${workspace.id}`);
    expect(answer.status).toBe(422);
    expect(await answer.text()).not.toContain('1234567890123456');
  });

  it('answers unknown things and unknown routes with the same bytes', async () => {
    const answers = await Promise.all(
      ['/api/v1/notes/x', '/api/v1/nothing', '/api/v2'].map((path) => test.api(key, 'GET', path)),
    );
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ status: 404, code: 'not-found', type: 'about:blank' });
  });

  it('does a repeated request once, also when both come at the same time', async () => {
    const before = await notes();
    const send = (text = 'satu') =>
      test.api(key, 'POST', '/api/v1/notes', { json: { text, number: 1 }, headers: { 'idempotency-key': 'k-1' } });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual(Array(3).fill({ text: 'satu' }));
    expect((await notes()) - before).toBe(1);
    const other = await send('dua');
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('forgets a key whose request failed', async () => {
    const before = await notes();
    const send = (text: string) =>
      test.api(key, 'POST', '/api/v1/notes', { json: { text, number: 1 }, headers: { 'idempotency-key': 'k-2' } });
    expect((await send('fail')).status).toBe(409);
    expect((await send('baik')).status).toBe(201);
    expect((await notes()) - before).toBe(1);
  });

  it('stops taking a key at once when it is revoked or over', async () => {
    const [revoked, over] = [await keyOf('officer'), await keyOf('officer')];
    const get = async (bearer: string) => (await test.api(bearer, 'GET', '/api/v1/notes/x')).status;
    expect([await get(revoked), await get(over)]).toEqual([404, 404]);
    const idOf = (bearer: string) => bearer.split('_')[1] ?? '';
    await test.db.admin('update identity.api_keys set revoked_at = now() where id = $1', [idOf(revoked)]);
    await test.db.admin(`update identity.api_keys set expires_at = now() where id = $1`, [idOf(over)]);
    expect([await get(revoked), await get(over)]).toEqual([401, 401]);
  });

  it('stores no key and notes when it was used', async () => {
    const secret = key.split('_')[2] ?? '';
    const rows = await test.db.admin<{ text: string; last_used_at: Date }>(
      'select k::text as text, last_used_at from identity.api_keys k',
    );
    expect(rows.some((row) => row.text.includes(secret))).toBe(false);
    expect(rows.some((row) => row.last_used_at !== null)).toBe(true);
  });

  it('documents every route', () => {
    const documented = Object.entries(test.app.get(ApiDocument).read().paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = listRoutes(test.app).filter(({ path }) => path.startsWith('/api/'));
    const expected = routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(documented.sort()).toEqual(expected.sort());
  });

  it('gives the document to anybody', async () => {
    const answer = await test.api(null, 'GET', '/api/v1/openapi.json');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ openapi: expect.stringMatching(/^3/) as string });
  });

  it('makes a machine that asks too much wait', async () => {
    const hungry = await keyOf('viewer');
    const statuses = [];
    for (let i = 0; i < 61; i++)
      statuses.push(
        ...(await Promise.all(Array.from({ length: 10 }, () => test.api(hungry, 'GET', '/api/v1/notes/x')))),
      );
    const refused = statuses.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await test.api(key, 'GET', '/api/v1/notes/x')).status).toBe(404);
  });
});
