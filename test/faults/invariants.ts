import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDatabase } from '../support/database.js';
import type { Acknowledged } from './machine.js';
import { brokenChains, brokenIsolation, brokenStories, lostMails } from './invariants-beyond.js';

/** Where to look: the database and the folder of uploaded files. */
export interface Scene {
  db: TestDatabase;
  /** SINERGI_DATA */
  data: string;
  /** Where uploads are, when not under `data`. */
  files?: string;
  acknowledged?: readonly Acknowledged[];
  /** What of the service does not work again. Left out only while more of the same fault is to come. */
  service?(): Promise<string[]>;
}

interface Broken {
  id: string;
  what: string;
}

/** Each yields one row for whatever is wrong. Counted from the rows themselves, never from what the product says it counted. */
const CHECKS: Record<string, string> = {
  'I2 ledger: counts are those of the rows': `
    select i.id, format('says %s, has %s', i.said, l.found) as what from
      (select workspace_id, id, concat_ws(' ', rows, created, updated, unchanged, duplicate, held, rejected) as said
       from app.imports where state in ('ready', 'applying', 'applied')) i
      left join lateral (select concat_ws(' ', count(*), count(*) filter (where outcome = 'created'), count(*) filter (where outcome = 'updated'),
          count(*) filter (where outcome = 'unchanged'), count(*) filter (where outcome = 'duplicate'), count(*) filter (where outcome = 'held'),
          count(*) filter (where outcome = 'rejected')) as found
        from app.import_rows r where r.workspace_id = i.workspace_id and r.import_id = i.id) l on true
    where i.said is distinct from l.found`,
  'I2 ledger: rows are numbered without a gap': `
    select import_id as id, format('%s rows, numbers %s to %s', count(*), min(row_no), max(row_no)) as what
    from app.import_rows group by import_id having min(row_no) <> 1 or max(row_no) <> count(*)`,
  'I2 ledger: causes are those of the rows': `
    select c.import_id as id, format('%s: says %s, has %s', c.code, c.rows, count(r)) as what from app.import_causes c
      join app.imports i on i.id = c.import_id and i.state in ('ready', 'applying', 'applied')
      left join app.import_rows r on r.workspace_id = c.workspace_id and r.import_id = c.import_id and c.code = any(r.causes)
    where c.severity <> 'warn' group by c.import_id, c.code, c.rows having c.rows <> count(r)`,
  'I3 once: a created row made exactly one worker': `
    select r.import_id as id, format('row %s made %s workers', r.row_no, count(w)) as what
    from app.import_rows r join app.imports i on i.workspace_id = r.workspace_id and i.id = r.import_id and i.state = 'applied'
      left join app.workers w on w.workspace_id = r.workspace_id and w.created_import = r.import_id and w.created_row = r.row_no and w.id = r.worker_id
    where r.outcome = 'created' group by r.import_id, r.row_no having count(w) <> 1`,
  'I3 once: no worker comes from elsewhere': `
    select w.created_import as id, format('worker %s of row %s', w.id, w.created_row) as what from app.workers w
      left join app.import_rows r on r.workspace_id = w.workspace_id and r.import_id = w.created_import and r.row_no = w.created_row and r.outcome = 'created'
      left join app.imports i on i.workspace_id = w.workspace_id and i.id = w.created_import and i.state = 'applied'
    where w.created_import is not null and (r.row_no is null or i.id is null)`,
  'I3 once: who was entered by hand has an event': `
    select w.workspace_id as id, format('%s workers, %s events', w.n, coalesce(e.n, 0)) as what
    from (select workspace_id, count(*) as n from app.workers where created_import is null group by workspace_id) w
      full join (select workspace_id, count(*) as n from audit.events where action = 'workers.created' group by workspace_id) e
        on e.workspace_id = w.workspace_id where w.n is distinct from e.n`,
  'I3 once: an updated row left one earlier image': `
    select r.import_id as id, format('row %s left %s images', r.row_no, count(v)) as what
    from app.import_rows r join app.imports i on i.workspace_id = r.workspace_id and i.id = r.import_id and i.state = 'applied'
      left join app.worker_versions v on v.workspace_id = r.workspace_id and v.import_id = r.import_id and v.row_no = r.row_no and v.worker_id = r.worker_id
    where r.outcome = 'updated' group by r.import_id, r.row_no having count(v) <> 1`,
  'I3 once: a person is on a roster once, with one key for matching': `
    select w.workspace_id as id, format('%s workers, %s keys', count(w), count(k)) as what
    from app.workers w left join registry.worker_keys k on k.workspace_id = w.workspace_id and k.worker_id = w.id
    group by w.workspace_id having count(w) <> count(k) or count(w) <> count(distinct w.nik_index)`,
  'I3 once: people are kept in tables that a crash does not empty': `
    select oid::text as id, relname as what from pg_class where relispartition and relpersistence <> 'p'`,
  'I3 once: coverage cells add up to the roster': `
    select h.workspace_id as id, format('%s in cells, %s on the roster', c.n, w.n) as what from app.roster_heads h,
      lateral (select coalesce(sum(workers), 0) as n from app.coverage_cells where workspace_id = h.workspace_id) c,
      lateral (select count(*) as n from app.workers where workspace_id = h.workspace_id and left_on is null) w where c.n <> w.n`,
  'I4 states: nothing works on without a living lease': `
    select id, format('%s, lease until %s', state, lease_until) as what from app.imports
    where state in ('reading', 'checking', 'applying', 'reversing') and lease_until < clock_timestamp() - interval '60 seconds'`,
  'I4 states: what failed says why': `select id, state as what from app.imports where state = 'failed' and failure ->> 'code' is null`,
  'I4 states: nothing is left of finished files': `
    select c.oid::text as id, c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'staging' and c.relkind = 'r' and exists (select from app.imports i
      where replace(i.id::text, '-', '') = substr(c.relname, 3) and i.state in ('applied', 'failed', 'discarded'))`,
  'I5 audit: numbers without a gap': `
    select workspace_id as id, format('%s events, last is %s', count(*), max(seq)) as what from audit.events
    group by workspace_id having count(*) <> max(seq)`,
  'I7 outbox: what waits has a time, what failed a reason': `
    select id, format('%s attempts, next %s, %s', attempts, next_attempt_at, last_error) as what from identity.mail_outbox
    where (sent_at is null and failed_at is null and next_attempt_at < now() - interval '10 minutes') or (failed_at is not null and last_error is null)`,
};

/** One sentence for every broken promise; none is the only good answer. */
export async function brokenInvariants(scene: Scene): Promise<string[]> {
  const found = await brokenReceipts(scene);
  // Without statistics (the cluster of the tests gathers none by itself) the joins below take minutes.
  await scene.db.admin('analyze app.import_rows, app.workers, app.worker_versions, registry.worker_keys, audit.events');
  for (const [name, sql] of Object.entries(CHECKS)) {
    const rows = await scene.db.admin<Broken>(sql);
    found.push(...rows.slice(0, 3).map(({ id, what }) => `${name}: ${id}: ${what}`));
  }
  for (const broken of [brokenChains, brokenStories, brokenIsolation]) found.push(...(await broken(scene.db)));
  found.push(...(await lostMails(scene)));
  for (const what of (await scene.service?.()) ?? []) found.push(`I8 service: ${what}`);
  return found;
}

/** I1: what was acknowledged is there with the bytes that were hashed, and nothing else is. */
async function brokenReceipts({
  db,
  data,
  files: folder = join(data, 'files'),
  acknowledged,
}: Scene): Promise<string[]> {
  const files = await db.admin<{ id: string; key: string; sha256: string; size: number }>(
    `select id, storage_key as key, encode(file_sha256, 'hex') as sha256, file_size::int as size from app.imports`,
  );
  const broken = files.flatMap(({ id, key, sha256, size }) => {
    const path = join(folder, key);
    if (!existsSync(path)) return [`I1 receipts: ${id}: its file is gone`];
    const bytes = readFileSync(path);
    const same = bytes.length === size && createHash('sha256').update(bytes).digest('hex') === sha256;
    return same ? [] : [`I1 receipts: ${id}: its file was changed`];
  });
  const hashes = new Map(files.map(({ id, sha256 }) => [id, sha256]));
  for (const { id, sha256 } of acknowledged ?? [])
    if (hashes.get(id) !== sha256) broken.push(`I1 receipts: ${id}: was acknowledged and is not there`);
  const known = new Set(files.map(({ key }) => key));
  const orphans = (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((key) => !known.has(key));
  return [...broken, ...orphans.map((key) => `I1 receipts: a file without an import: ${key}`)];
}
