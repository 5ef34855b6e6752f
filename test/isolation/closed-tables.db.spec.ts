import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentWork, DB_ROLES, type DbRole } from '../../src/platform/db/index.js';
import { aMember, aWorkspace, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase } from '../support/database.js';
import { attempt } from './attempt.js';

const db = await openTestDatabase();
const relations = await db.admin<{ schema: string; name: string; column: string }>(
  `select n.nspname as schema, format('%I.%I', n.nspname, c.relname) as name,
     (select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum = 1) as column
   from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname in ('registry', 'audit', 'identity') and c.relkind in ('r', 'p', 'v', 'm') order by 2`,
);
const of = (schema: string) => relations.filter((one) => one.schema === schema);

afterAll(() => db.close());

/** Who may do anything at all with the tables of signing in that belong to no workspace; everybody else is refused. */
const SIGNING_IN: Record<string, DbRole[]> = {
  'identity.users': ['app', 'worker', 'identity'],
  'identity.api_keys': ['app', 'identity'],
  'identity.sessions': ['identity'],
  'identity.password_resets': ['identity'],
  'identity.rate_limits': ['identity'],
  'identity.mail_outbox': ['worker'],
};

describe('what no request of a workspace may touch', () => {
  let a: TestWorkspace;
  let b: TestWorkspace;

  beforeAll(async () => {
    [a, b] = [await aWorkspace(db), await aWorkspace(db)];
    await aMember(db, { workspace: a, email: 'ours@example.test' });
    await aMember(db, { workspace: b, email: 'theirs@example.test' });
  });

  it.each(of('registry'))('$name: 42501, whatever is tried', async ({ name, column }) => {
    for (const sql of [
      `select from ${name}`,
      `insert into ${name} default values`,
      `update ${name} set ${column} = ${column}`,
      `delete from ${name}`,
      `truncate ${name}`,
      `lock table ${name}`,
    ])
      expect(await attempt(db, { role: 'app', workspaceId: a.id }, sql), sql).toEqual({ refused: '42501' });
  });

  it('the registry through a view of coverage', async () => {
    for (const view of ['reporting.registry_totals', 'reporting.registry_extracts'])
      expect(await attempt(db, { role: 'app', workspaceId: a.id }, `select from ${view}`)).toEqual({
        refused: '42501',
      });
  });

  it('staged rows of a file, and the making of such tables', async () => {
    const table = `i_${randomUUID().replaceAll('-', '')}`;
    await db.unitOfWork.run({ role: 'worker', workspaceId: b.id }, () =>
      currentWork().query('select staging.open_table($1, $2)', [table, 'row_no integer']),
    );
    for (const role of ['app', 'agency', 'identity'] as const) {
      const scope = { role, workspaceId: a.id };
      for (const sql of [
        `select from staging.${table}`,
        `insert into staging.${table} values (1)`,
        `drop table staging.${table}`,
      ])
        expect(await attempt(db, scope, sql), `${role}: ${sql}`).toEqual({ refused: '42501' });
      const open = attempt(db, scope, 'select staging.open_table($1, $2)', [table, 'row_no integer']);
      expect(await open).toEqual({ refused: '42501' });
    }
  });

  it.each(['x', 'i_1; drop table app.members', 'I_0123456789abcdef0123456789abcdef', `i_${'0'.repeat(32)}"`])(
    'staging takes no other names: %s',
    async (name) => {
      const call = attempt(db, { role: 'worker', workspaceId: a.id }, 'select staging.open_table($1, $2)', [
        name,
        'a text',
      ]);
      expect(await call).toHaveProperty('refused');
    },
  );

  it.each(of('audit'))('$name cannot be changed by any role of the product', async ({ name, column }) => {
    for (const role of DB_ROLES)
      for (const sql of [`update ${name} set ${column} = ${column}`, `delete from ${name}`, `truncate ${name}`])
        expect(await attempt(db, { role, workspaceId: a.id }, sql), `${role}: ${sql}`).toEqual({ refused: '42501' });
  });

  it.each(of('identity'))('$name is read by those who need it', async ({ name }) => {
    const readers = SIGNING_IN[name];
    expect(readers, `Say in SIGNING_IN who may read ${name}.`).toBeDefined();
    for (const role of DB_ROLES.filter((one) => !readers?.includes(one)))
      expect(await attempt(db, { role, workspaceId: a.id }, `select from ${name}`)).toEqual({ refused: '42501' });
  });

  it('people of other workspaces and secrets of one’s own', async () => {
    const scope = { role: 'app', workspaceId: a.id } as const;
    expect((await attempt(db, scope, 'select email from identity.users')).result).toEqual([
      { email: 'ours@example.test' },
    ]);
    expect(await attempt(db, scope, 'select password_hash from identity.users')).toEqual({ refused: '42501' });
    expect(await attempt(db, scope, 'select secret_hash from identity.api_keys')).toEqual({ refused: '42501' });
  });

  it('wrapped keys, for whom neither seals nor opens', async () => {
    for (const role of ['agency', 'matcher'] as const)
      for (const table of ['app.workspaces', 'registry.keyring'])
        expect(await attempt(db, { role, workspaceId: a.id }, `select data_key from ${table}`), role).toEqual({
          refused: '42501',
        });
  });

  it('becoming somebody with more rights from within a unit of work', async () => {
    for (const role of ['sinergi_owner', 'postgres'])
      expect(await attempt(db, { role: 'app', workspaceId: a.id }, `set local role ${role}`)).toEqual({
        refused: '42501',
      });
    const off = await attempt(
      db,
      { role: 'app', workspaceId: a.id },
      'set local row_security = off; select from app.members',
    );
    expect(off).toEqual({ refused: '42501' });
  });
});
