import { randomBytes, randomUUID } from 'node:crypto';
import { aMember, aUser, aWorkspace, type TestWorkspace } from '../support/builders.js';
import type { TestDatabase } from '../support/database.js';
import { openRoster } from '../support/partitions.js';
import type { OwnedTable } from './table-catalogue.js';
import { ROWS, type Ground, type RowValues } from './table-rows.js';

/** Workspaces with one row at least in every table, and one (`empty`) in which inserts can be tried. */
export interface SeededWorlds {
  ours: Ground;
  theirs: Ground;
  empty: Ground;
}

export async function seedWorlds(db: TestDatabase, tables: readonly OwnedTable[]): Promise<SeededWorlds> {
  const worlds = {
    ours: await ground(db, 'agency'),
    theirs: await ground(db, 'agency'),
    empty: await ground(db, 'agency'),
  };
  for (const world of [worlds.ours, worlds.theirs]) {
    for (const table of tables) {
      const build = ROWS[table.seededAs];
      if (build && !table.isView && table.owner === 'workspace_id') await insertRow(db, table, world, build(world));
    }
  }
  return worlds;
}

/** SQL and parameters of an insert of a fresh row that says it belongs to `world`. */
export function insertSql(table: OwnedTable, world: Ground, values: RowValues): [sql: string, params: unknown[]] {
  const owner = table.owner === 'id' ? randomUUID() : world.workspace.id;
  const row = { [table.owner]: owner, ...values };
  const places = Object.keys(row).map((_, i) => `$${i + 1}`);
  return [
    `insert into ${table.name} (${Object.keys(row).join(', ')}) values (${places.join(', ')})`,
    Object.values(row),
  ];
}

async function insertRow(db: TestDatabase, table: OwnedTable, world: Ground, values: RowValues): Promise<void> {
  const [sql, params] = insertSql(table, world, values);
  await db.admin(sql, params).catch((error: Error) => {
    throw new Error(`The row of ${table.seededAs} in test/isolation/table-rows.ts does not fit: ${error.message}`);
  });
}

async function ground(db: TestDatabase, kind: TestWorkspace['kind']): Promise<Ground> {
  const workspace = await aWorkspace(db, { kind });
  await openRoster(db, workspace.id);
  await aMember(db, { workspace });
  const userId = await aUser(db, { email: `${randomBytes(6).toString('hex')}@example.test` });
  const [participant] = await db.admin<{ id: string }>(
    `insert into registry.participants (extract_version, birth_date, match_index, name_key, sealed)
     values (1, '1990-01-01', $1, 'X', '\\x00') returning id`,
    [randomBytes(16)],
  );
  const world = { workspace, userId, importId: '', workerId: '', participantId: participant?.id ?? '' };
  world.importId = await insertAbove(db, 'app.imports', world);
  world.workerId = await insertAbove(db, 'app.workers', world);
  return world;
}

async function insertAbove(db: TestDatabase, name: string, world: Ground): Promise<string> {
  const table = { name, owner: 'workspace_id' } as OwnedTable;
  const [sql, params] = insertSql(table, world, ROWS[name]?.(world) ?? {});
  const [row] = await db.admin<{ id: string }>(`${sql} returning id`, params);
  return row?.id ?? '';
}
