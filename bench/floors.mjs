// What imports are compared with, taken on the same cluster: a plain COPY of the same final rows, in the order of the
// file, into one table for all workspaces, whose indexes begin with the workspace; and the unzipping of a workbook.
import { on } from 'node:events';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { from, to } from 'pg-copy-streams';
import yauzl from 'yauzl';
import { fixed, tell, whole } from './progress.mjs';

/** Parts of a workbook with its cells. */
const CELLS = /^xl\/(worksheets\/sheet\d+|sharedStrings)\.xml$/;

/**
 * Seconds of a COPY of a workspace's rows (those last touched by `importId`, or all) into an empty table; or into one
 * that holds, when `besideAll`, the rows of all workspaces already.
 */
export async function timeCopy(underTest, slug, { importId = null, besideAll = false } = {}) {
  const client = await underTest.connect();
  const file = join(underTest.folder, 'floor.copy');
  try {
    const { id, columns } = await about(client, slug);
    await client.query(`drop table if exists public.floor;
      create table public.floor (like app.workers including defaults including constraints)`);
    if (besideAll) await fillWithAll(client, id, columns);
    await makeIndexes(client);
    if (besideAll) await client.query('vacuum (analyze) public.floor');
    const chosen = importId ? `and touched_import = '${importId}' order by touched_row` : 'order by created_row';
    const select = `select ${columns} from app.workers where workspace_id = '${id}' ${chosen}`;
    await pipeline(client.query(to(`copy (${select}) to stdout`)), createWriteStream(file));
    await client.query('checkpoint');
    const began = performance.now();
    const copy = client.query(from(`copy public.floor (${columns}) from stdin`));
    await pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), copy);
    const seconds = (performance.now() - began) / 1000;
    tell(`floor: copied ${whole(copy.rowCount)} rows in ${fixed(seconds)} s`);
    return seconds;
  } finally {
    await client.query('drop table if exists public.floor');
    await client.end();
    rmSync(file, { force: true });
  }
}

async function about(client, slug) {
  const { rows } = await client.query(
    `select (select id from app.workspaces where slug = $1) as id, string_agg(quote_ident(attname), ', ' order by attnum) as columns
     from pg_attribute where attrelid = 'app.workers'::regclass and attnum > 0 and not attisdropped`,
    [slug],
  );
  return rows[0];
}

/** The workspace's own people stand in it under other keys, so that the same rows can be copied beside them. */
async function fillWithAll(client, id, columns) {
  tell('floor: filling the shared table with everybody');
  const keys = { id: 'uuidv7()', nik_index: `decode(md5(nik_index), 'hex')` };
  const others = columns.replace(/\b(id|nik_index)\b/g, (name) => keys[name]);
  await client.query(
    `insert into public.floor (${columns}) select ${columns} from app.workers where workspace_id <> '${id}'`,
  );
  await client.query(
    `insert into public.floor (${columns}) select ${others} from app.workers where workspace_id = '${id}'`,
  );
  tell('floor: building its indexes');
}

async function makeIndexes(client) {
  await client.query(`set maintenance_work_mem = '1GB'`);
  const { rows } = await client.query(
    `select pg_get_indexdef(indexrelid) as text from pg_index where indrelid = 'app.workers'::regclass`,
  );
  for (const { text } of rows) {
    const plain = text
      .replace(/ INDEX \S+ ON (ONLY )?\S+ /, ' INDEX ON public.floor ')
      .replace(' INCLUDE (workspace_id)', '');
    await client.query(plain.includes('(workspace_id') ? plain : plain.replace('(', '(workspace_id, '));
  }
}

/** Seconds to inflate the sheets and shared strings of a workbook, thrown away as they come. */
export async function timeUnzip(path) {
  const began = performance.now();
  const zip = await promisify(yauzl.open)(path, { lazyEntries: true, autoClose: false });
  const openPart = promisify(zip.openReadStream).bind(zip);
  zip.readEntry();
  for await (const [entry] of on(zip, 'entry', { close: ['end'] })) {
    if (CELLS.test(entry.fileName)) await pipeline(await openPart(entry), nowhere());
    zip.readEntry();
  }
  zip.close();
  return (performance.now() - began) / 1000;
}

function nowhere() {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
