import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowSecurityFindings } from '../../src/platform/db/index.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

/** Tables of `app` that are not held by workspace_id, with the reason. */
const NOT_DISTRIBUTED = new Map([['app.workspaces', 'the list of workspaces itself: a reference table']]);

describe('the catalogue', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  it('secures every table, view and function', async () => {
    expect(await rowSecurityFindings(db.adminUrl)).toEqual([]);
  });

  it('notices a table without a policy, so that a green result means something', async () => {
    await db.admin(
      'create table app.forgotten (workspace_id uuid not null, id uuid not null, primary key (workspace_id, id))',
    );
    const findings = await rowSecurityFindings(db.adminUrl);
    await db.admin('drop table app.forgotten');
    expect(findings).toContain('app.forgotten: row level security is not enabled');
  });

  it('can be distributed by workspace_id (Citus)', async () => {
    const tables = await db.admin<{ name: string; primary_key: string[]; foreign_keys: string[]; triggers: number }>(`
      select format('%I.%I', n.nspname, c.relname) as name,
        coalesce((select array_agg(a.attname::text order by k.ord) from pg_index i, unnest(i.indkey) with ordinality k(attnum, ord)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where i.indrelid = c.oid and i.indisprimary), '{}') as primary_key,
        coalesce((select array_agg(con.conname::text) from pg_constraint con join pg_class f on f.oid = con.confrelid join pg_namespace fn on fn.oid = f.relnamespace
          where con.conrelid = c.oid and con.contype = 'f' and fn.nspname = 'app' and f.relname <> 'workspaces'
          and not exists (select from unnest(con.conkey) k join pg_attribute a on a.attrelid = c.oid and a.attnum = k where a.attname = 'workspace_id')), '{}') as foreign_keys,
        (select count(*)::int from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relispartition order by 1`);
    const wrong = tables
      .filter(({ name }) => !NOT_DISTRIBUTED.has(name))
      .flatMap(({ name, primary_key, foreign_keys, triggers }) => [
        ...(primary_key[0] === 'workspace_id' ? [] : [`${name}: the primary key must begin with workspace_id`]),
        ...foreign_keys.map((key) => `${name}: ${key} must contain workspace_id`),
        ...(triggers > 0 ? [`${name}: no triggers on workspace tables`] : []),
      ]);
    expect(wrong).toEqual([]);
  });

  it('uses no enum types: their operators are not leakproof, so their indexes are not used under a policy', async () => {
    expect(
      await db.admin(
        `select t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = 'e' and n.nspname not in ('jobs', 'pg_catalog')`,
      ),
    ).toEqual([]);
  });
});
