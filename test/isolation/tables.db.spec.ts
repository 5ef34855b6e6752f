import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DbRole, Scope } from '../../src/platform/db/index.js';
import { openTestDatabase } from '../support/database.js';
import { attempt, type Tried } from './attempt.js';
import { insertSql, seedWorlds, type SeededWorlds } from './seeded-worlds.js';
import { ownedTables, rolesWithRights, type OwnedTable } from './table-catalogue.js';
import { AGENCY_ONLY, INSERTS_ALL, MAKES_WORKSPACES, READS_ALL, WRITES_ALL } from './table-rights.js';
import { ROWS } from './table-rows.js';

// The catalogue decides which tests there are: a new table, or a new right on one, is tried without anybody remembering.
// One connection only, so that whatever a unit of work leaves behind would meet the next one.
const db = await openTestDatabase({ poolSize: 1 });
const tables = await ownedTables(db);
const cases = tables.flatMap((table) => rolesWithRights(table).map((role) => ({ table, role, name: table.name })));
const writable = cases.filter(({ table }) => !table.isView);

afterAll(() => db.close());

describe('every table with a workspace in it', () => {
  let worlds: SeededWorlds;
  const ours = (role: DbRole): Scope => ({ role, workspaceId: worlds.ours.workspace.id });
  const theirId = () => worlds.theirs.workspace.id;
  const readsAll = (table: OwnedTable, role: DbRole) => READS_ALL[table.name]?.[role] !== undefined;
  const writesAll = (table: OwnedTable, role: DbRole) => WRITES_ALL[table.name]?.[role] !== undefined;

  beforeAll(async () => {
    worlds = await seedWorlds(db, tables);
  });

  it('is found at all', () => expect(tables.length).toBeGreaterThan(15));

  it('has a row to try with', () => {
    const missing = tables.filter(({ seededAs, isView }) => !isView && !ROWS[seededAs]);
    expect(
      missing.map(
        ({ seededAs }) => `Add '${seededAs}' to ROWS in test/isolation/table-rows.ts: values of one row of it.`,
      ),
    ).toEqual([]);
  });

  it('would be missed if nobody entered it', async () => {
    await db.admin('create table app.forgotten (workspace_id uuid not null, id uuid not null)');
    const found = await ownedTables(db);
    await db.admin('drop table app.forgotten');
    expect(found.filter(({ seededAs, isView }) => !isView && !ROWS[seededAs]).map(({ name }) => name)).toEqual([
      'app.forgotten',
    ]);
  });

  // First of all, while the connection has never heard of a workspace; and again when it has.
  describe.each(['on a new connection', 'on one that served a workspace before'])('without a workspace, %s', () => {
    it.each(cases)('$name gives $role nothing', async ({ table, role }) => {
      const read = await attempt(db, { role }, `select from ${table.name}`);
      if (readsAll(table, role)) return;
      expect(nothing(read)).toBe(true);
      if (table.rights[role].delete)
        expect(nothing(await attempt(db, { role }, `delete from ${table.name}`))).toBe(true);
      const { column, sql } = updateOf(table, role);
      if (column) expect(nothing(await attempt(db, { role }, sql))).toBe(true);
      if (table.rights[role].insert && ROWS[table.seededAs])
        expect(await insertAs({ role }, table, 'ours')).toHaveProperty('refused');
    });
    it('and then the connection serves one', async () => {
      expect(await attempt(db, ours('app'), 'select from app.members')).toMatchObject({ rows: 2 });
    });
  });

  describe('read', () => {
    it.each(cases.filter(({ table, role }) => table.rights[role].select))('$name by $role', async ({ table, role }) => {
      const seen = await attempt(db, ours(role), `select distinct ${table.owner} as owner from ${table.name}`);
      const owners = seen.result?.map(({ owner }) => owner as string) ?? [];
      if (readsAll(table, role)) expect(owners, 'no longer sees all: take it out of READS_ALL').toContain(theirId());
      else expect(owners.filter((owner) => owner !== worlds.ours.workspace.id)).toEqual([]);
      if (!table.isView) expect(owners, 'the test would prove nothing').toContain(worlds.ours.workspace.id);
    });
  });

  describe('change', () => {
    it.each(writable.filter(({ table, role }) => table.rights[role].update))(
      '$name by $role',
      async ({ table, role }) => {
        const { column, sql } = updateOf(table, role);
        if (!column) return;
        const foreign = await attempt(db, ours(role), `${sql} where ${table.owner} = $1`, [theirId()]);
        const own = await attempt(db, ours(role), `${sql} where ${table.owner} = $1`, [worlds.ours.workspace.id]);
        expect(own.rows, 'the test would prove nothing').toBeGreaterThan(0);
        if (writesAll(table, role)) expect(foreign.rows, 'take it out of WRITES_ALL').toBeGreaterThan(0);
        else expect(foreign).toMatchObject({ rows: 0 });
        if (table.owner !== 'workspace_id') return;
        const given = await attempt(db, ours(role), `update ${table.name} set workspace_id = $1`, [theirId()]);
        expect(given).toEqual({ refused: '42501' });
      },
    );
  });

  describe('delete', () => {
    it.each(writable.filter(({ table, role }) => table.rights[role].delete))(
      '$name by $role',
      async ({ table, role }) => {
        const foreign = await attempt(db, ours(role), `delete from ${table.name} where ${table.owner} = $1`, [
          theirId(),
        ]);
        expect(foreign).toMatchObject({ rows: 0 });
      },
    );
  });

  describe('insert', () => {
    it.each(writable.filter(({ table, role }) => table.rights[role].insert))(
      '$name by $role',
      async ({ table, role }) => {
        if (MAKES_WORKSPACES[table.name]?.includes(role)) return;
        const foreign = await insertAs(ours(role), table, 'empty');
        if (INSERTS_ALL[table.name]?.includes(role)) return expect(foreign).toMatchObject({ rows: 1 });
        expect(foreign).toEqual({ refused: '42501' });
        const own = await insertAs({ role, workspaceId: worlds.empty.workspace.id }, table, 'empty');
        expect(own, 'the test would prove nothing').toMatchObject({ rows: 1 });
      },
    );

    it.each(AGENCY_ONLY)('%s only from a workspace of the agency, which alone reads it', async (name) => {
      const table = tables.find((one) => one.name === name) as OwnedTable;
      await db.admin(`update app.workspaces set kind = 'platform' where id = $1`, [worlds.empty.workspace.id]);
      const scope: Scope = { role: 'worker', workspaceId: worlds.empty.workspace.id };
      expect(await insertAs(scope, table, 'empty')).toEqual({ refused: '42501' });
      expect(await attempt(db, scope, `select from ${name}`)).toMatchObject({ rows: 0 });
      expect(nothing(await attempt(db, { role: 'worker' }, `select from ${name}`))).toBe(true);
    });
  });

  /** Sets a column to what it is, in every row that the role reaches. */
  function updateOf(table: OwnedTable, role: DbRole) {
    const column = table.rights[role].update ? table.updatable[role] : null;
    return { column, sql: `update ${table.name} set ${column} = ${column}` };
  }

  function insertAs(scope: Scope, table: OwnedTable, world: keyof SeededWorlds): Promise<Tried> {
    const target = worlds[world];
    return attempt(db, scope, ...insertSql(table, target, ROWS[table.seededAs]?.(target) ?? {}));
  }
});

function nothing(tried: Tried): boolean {
  return 'refused' in tried || tried.rows === 0;
}
