// Upload to applied through the real web and worker: rehearsal, ledger and current coverage included.
import { statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf } from './api.mjs';
import { watchMemory } from './memory.mjs';

/** Often while the file is young, so that small files are not measured by the clock of the asking. */
const askAfter = (since) => Math.min(150, Math.max(40, since / 50));
const ENDS = ['applied', 'failed', 'mapping', 'discarded'];

/** Seconds of each part, what became of the rows, and peak memory in MB. @throws Error when it does not end as applied */
export async function timeImport(underTest, { slug, path, fileName }) {
  const api = apiOf(underTest, slug);
  const database = await underTest.connect();
  // Connections that the server closed while the command blocked this process are noticed before they are used again.
  await sleep(500);
  const memory = watchMemory(underTest);
  let peaks;
  const { file, times } = await uploadAndFollow(api, stateIn(database), path, fileName).finally(async () => {
    peaks = await memory.stop();
    await database.end();
  });
  if (file.state !== 'applied')
    throw new Error(`${fileName} ended as ${file.state}: ${JSON.stringify(file.failure ?? file.questions)}`);
  const s = (from, until) => (until - from) / 1000;
  return {
    importId: file.id,
    seconds: s(times.began, times.applied),
    upload: s(times.began, times.received),
    check: s(times.received, times.ready),
    apply: s(times.ready, times.applied),
    counts: file.counts,
    peaks,
    bytes: statSync(path).size,
  };
}

/**
 * The committed state of a file. Of the database, as people's pages ask once a second only: asking the API as often as it
 * takes to see the moment would keep a tenth of the processors busy with the answers.
 */
function stateIn(database) {
  return async (id) => {
    const { rows } = await database.query('select state from app.imports where id = $1', [id]);
    return rows[0].state;
  };
}

async function uploadAndFollow({ call, upload }, stateOf, path, fileName) {
  const times = { began: performance.now() };
  const { id } = await upload(path, fileName);
  times.received = performance.now();
  for (let state = null; !ENDS.includes(state);) {
    await sleep(askAfter(performance.now() - times.began));
    state = await stateOf(id);
    if (state !== 'ready' || times.ready) continue;
    times.ready = performance.now();
    await call('POST', `/roster-imports/${id}/confirmation`);
  }
  times.applied = performance.now();
  return { file: await call('GET', `/roster-imports/${id}`), times };
}
