import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { OCCUPATIONS } from './data/occupations.js';
import { COVERAGE_DEFINITIONS, PARAMETERS, PROGRAMMES } from './data/rules-of-law.js';
import { SECTORS } from './data/sectors.js';
import { loadRegions, REGION_DATASET } from './load-regions.js';

const LISTS: readonly (readonly [table: string, key: string, rows: readonly object[]])[] = [
  ['sectors', 'version, code', SECTORS],
  ['occupations', 'version, code', OCCUPATIONS],
  ['programmes', 'code', PROGRAMMES],
  ['coverage_definitions', 'code, version', COVERAGE_DEFINITIONS],
  ['parameters', 'code, valid_from', PARAMETERS],
];

/**
 * Brings schema `reference` to what this release ships; does nothing when it is already there. Run after the
 * migrations, by whoever migrates. One transaction: a failure leaves the earlier data.
 * @param owner data source whose connections act as `sinergi_owner`
 * @returns names of the datasets that were loaded now
 */
export async function loadReference(owner: DataSource): Promise<string[]> {
  const runner = owner.createQueryRunner();
  const client = (await runner.connect()) as pg.PoolClient;
  try {
    await client.query(`begin; select pg_advisory_xact_lock(hashtextextended('reference', 0))`);
    const loaded = await loadMissing(client);
    await client.query('commit');
    if (loaded.length > 0) await client.query('analyze reference.regions, reference.sectors, reference.occupations');
    return loaded;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    await runner.release();
  }
}

async function loadMissing(client: pg.ClientBase): Promise<string[]> {
  const listVersion = createHash('sha256').update(JSON.stringify(LISTS)).digest('hex').slice(0, 16);
  const done: string[] = [];
  if (await isNew(client, REGION_DATASET.name, REGION_DATASET.version)) {
    await loadRegions(client);
    await note(
      client,
      REGION_DATASET.name,
      REGION_DATASET.version,
      'github.com/fityannugroho/idn-area-data',
      'ODbL-1.0',
    );
    done.push('regions');
  }
  if (await isNew(client, 'lists', listVersion)) {
    for (const [table, key, rows] of LISTS) await upsertList(client, table, key, rows);
    await note(client, 'lists', listVersion, 'sinergi', 'Apache-2.0');
    done.push('lists');
  }
  return done;
}

/** Columns are the snake_case names of the first row's keys; rows are never removed, because records refer to them. */
async function upsertList(client: pg.ClientBase, table: string, key: string, rows: readonly object[]): Promise<void> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const records = rows.map((row) => {
    const values = row as Record<string, unknown>;
    return Object.fromEntries(names.map((name, i) => [columns[i], values[name] ?? null]));
  });
  await client.query(
    `insert into reference.${table} (${columns.join(', ')})
     select ${columns.join(', ')} from jsonb_populate_recordset(null::reference.${table}, $1::jsonb)
     on conflict (${key}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [JSON.stringify(records)],
  );
}

async function isNew(client: pg.ClientBase, name: string, version: string): Promise<boolean> {
  const found = await client.query('select from reference.datasets where name = $1 and version = $2', [name, version]);
  return found.rowCount === 0;
}

async function note(
  client: pg.ClientBase,
  name: string,
  version: string,
  source: string,
  licence: string,
): Promise<void> {
  await client.query(
    `insert into reference.datasets (name, version, source, licence) values ($1, $2, $3, $4)
     on conflict (name) do update set version = excluded.version, source = excluded.source, licence = excluded.licence,
       loaded_at = now()`,
    [name, version, source, licence],
  );
}
