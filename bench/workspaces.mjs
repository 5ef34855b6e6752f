// What stands around the files that are measured: workspaces, the agency's registry, and other workspaces' people.
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SyntheticPeople } from '../dist/demo/synthetic-people.js';
import { benchPlaces } from './make-roster.mjs';
import { tell, whole } from './progress.mjs';
import { signIn } from './sign-in.mjs';

const PASSWORD = 'ukur-kecepatan-dengan-jujur';
const EMAIL = 'ukur@contoh.test';
const TABLES = ['app.workers', 'registry.worker_keys'];
const BATCH = 5_000;

export function makeWorkspace(underTest, slug, kind = 'local_government') {
  return underTest.run(['workspace', 'create', '--kind', kind, '--slug', slug, '--name', `Ukur ${slug}`]);
}

/** A person who may look at these workspaces. @returns the cookie */
export async function officerOf(underTest, slugs) {
  underTest.run(['user', 'create', '--email', EMAIL, '--name', 'Bench'], PASSWORD);
  for (const slug of slugs)
    underTest.run(['member', 'add', '--workspace', slug, '--email', EMAIL, '--role', 'officer']);
  return signIn(underTest.base, EMAIL, PASSWORD);
}

/** The agency knows the first `count` people of the roster that `seed` makes. */
export function makeRegistry(underTest, folder, seed, count) {
  const path = join(folder, 'registry.csv');
  const people = new SyntheticPeople(seed, benchPlaces());
  writeFileSync(path, 'NIK,NAMA,TANGGAL LAHIR,NO KPJ,SEGMEN,JKK,JKM,JHT,JP,JKP\n');
  let lines = '';
  for (let i = 0; i < count; i++) {
    const p = people.next();
    const until = i % 3 === 0 ? '2026-03' : '2027-06';
    lines += `${p.nik},${p.name},${p.birthDate},${10_000_000_000 + i},BPU,${until},${until},,,\n`;
    if (i % BATCH === BATCH - 1 || i === count - 1) {
      appendFileSync(path, lines);
      lines = '';
    }
  }
  makeWorkspace(underTest, 'agensi-ukur', 'agency');
  tell(`registry: importing ${whole(count)} participants`);
  underTest.run(['registry', 'import', path]);
  rmSync(path);
}

/** `count` more workspaces with the first `rows` people of `like` each, copied by the server: they only have to be there. */
export async function makeOthers(underTest, { like, count, rows }) {
  const client = await underTest.connect();
  try {
    const { rows: others } = await client.query(
      `insert into app.workspaces (kind, slug, name, data_key)
       select 'industry_association', 'lain-' || n, 'Lain ' || n, '\\x00' from generate_series(1, $1::int) n returning id`,
      [count],
    );
    const first = await firstPeople(client, like, rows);
    for (const [i, { id }] of others.entries()) {
      for (const table of TABLES) await copyPartition(client, table, id, first);
      if (i % Math.ceil(count / 10) === 0 || i === count - 1)
        tell(`others: ${i + 1} of ${count} workspaces with ${whole(rows)} people each`);
    }
  } finally {
    await client.end();
  }
}

/** @returns the workspace, and the highest id among its first `rows` people */
async function firstPeople(client, slug, rows) {
  const found = await client.query(
    `select workspace_id as workspace, id as last from app.workers
     where workspace_id = (select id from app.workspaces where slug = $1) order by id limit 1 offset $2`,
    [slug, rows - 1],
  );
  if (found.rows.length === 0) throw new Error(`${slug} has fewer than ${rows} people`);
  return found.rows[0];
}

/** As an import makes a workspace's first partition: drafted, filled, indexed, attached. */
async function copyPartition(client, table, id, { workspace, last }) {
  const key = table === 'app.workers' ? 'id' : 'worker_id';
  const draft = `p_${id.replaceAll('-', '')}`;
  const { rows } = await client.query(
    `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'workspace_id'`,
    [table],
  );
  const [{ columns }] = rows;
  await client.query('begin');
  await client.query(`select set_config('app.workspace_id', $1, true)`, [id]);
  await client.query('select app.draft_partition($1::regclass, $2)', [table, draft]);
  await client.query(
    `insert into staging.${draft} (workspace_id, ${columns}) select '${id}', ${columns} from ${table}
     where workspace_id = '${workspace}' and ${key} <= '${last}'`,
  );
  await client.query('select app.index_partition($1::regclass, $2)', [table, draft]);
  await client.query('select app.attach_partition($1::regclass, $2)', [table, draft]);
  await client.query('commit');
}
