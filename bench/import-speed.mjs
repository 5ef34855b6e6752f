// Upload to applied through the real web and worker, against a plain COPY of the same final rows into a table with the
// same columns and indexes, in the same database, in the order of the file.
import { createReadStream, createWriteStream, openAsBlob, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { watchMemory } from './under-test.mjs';

export async function timeImport(underTest, { slug, path, fileName, mode = 'upsert' }) {
  const { key } = underTest.run(['api-key', 'create', '--workspace', slug, '--role', 'admin', '--name', 'bench']);
  const call = async (method, route, body) => {
    const response = await fetch(`${underTest.base}/api/v1${route}`, {
      method,
      body,
      headers: { Authorization: `Bearer ${key}`, Accept: 'application/json' },
    });
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const memory = watchMemory(underTest);
  const began = performance.now();
  const form = new FormData();
  form.set('mode', mode);
  form.set('file', await openAsBlob(path), fileName);
  let file = await call('POST', '/roster-imports', form);
  const received = performance.now();
  let causesAt = null;
  let ready = null;
  while (!['applied', 'failed', 'mapping'].includes(file.state)) {
    await sleep(150);
    file = await call('GET', `/roster-imports/${file.id}`);
    if (causesAt === null && (file.progress?.rows ?? 0) > 0) causesAt = performance.now();
    if (file.state === 'ready') {
      ready = performance.now();
      file = await call('POST', `/roster-imports/${file.id}/confirmation`);
    }
  }
  if (file.state !== 'applied')
    throw new Error(`ended as ${file.state}: ${JSON.stringify(file.failure ?? file.questions)}`);
  const applied = performance.now();
  const peaks = await memory.stop();
  const s = (from, until) => (until - from) / 1000;
  return {
    seconds: s(began, applied),
    upload: s(began, received),
    check: s(received, ready),
    apply: s(ready, applied),
    firstProgress: s(received, causesAt ?? ready),
    counts: file.counts,
    peaks,
    bytes: statSync(path).size,
  };
}

/** The table of workers as one for all workspaces would be: every index begins with the workspace. */
async function makeSharedTable(client) {
  await client.query(`drop table if exists public.floor;
    create table public.floor (like app.workers including defaults including constraints)`);
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

/** Seconds of a plain COPY of the workspace's own rows into an empty table of that kind. */
export async function timeFloor(underTest, slug) {
  const client = new pg.Client({ connectionString: underTest.adminUrl() });
  await client.connect();
  const rows = join(underTest.folder, 'floor.copy');
  try {
    await makeSharedTable(client);
    const columns = (
      await client.query(
        `select string_agg(quote_ident(attname), ', ' order by attnum) as list from pg_attribute where attrelid = 'app.workers'::regclass and attnum > 0 and not attisdropped`,
      )
    ).rows[0].list;
    const select = `select ${columns} from app.workers where workspace_id = (select id from app.workspaces where slug = '${slug}') order by created_row`;
    await pipeline(client.query(to(`copy (${select}) to stdout`)), createWriteStream(rows));
    await client.query('checkpoint');
    const began = performance.now();
    await pipeline(
      createReadStream(rows, { highWaterMark: 1 << 18 }),
      client.query(from(`copy public.floor (${columns}) from stdin`)),
    );
    return (performance.now() - began) / 1000;
  } finally {
    await client.query('drop table if exists public.floor');
    await client.end();
    rmSync(rows, { force: true });
  }
}
