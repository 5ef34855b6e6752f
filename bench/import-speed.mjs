// Upload to applied through the real web and worker: rehearsal, ledger and current coverage included.
import { statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf } from './api.mjs';
import { watchMemory } from './memory.mjs';
import { tell } from './progress.mjs';

/** Often while the file is young, so that small files are not measured by the clock of the asking; an API key may ask so often. */
const askAfter = (since) => Math.min(150, Math.max(40, since / 50));
/** Answers in a row that may fail while a file is worked on, before it is given up. */
const PATIENCE = 20;
const ENDS = ['applied', 'failed', 'mapping', 'discarded'];

/** Seconds of each part, what became of the rows, and peak memory in MB. @throws Error when it does not end as applied */
export async function timeImport(underTest, { slug, path, fileName }) {
  const api = apiOf(underTest, slug);
  // Connections that the server closed while the command blocked this process are noticed before they are used again.
  await sleep(500);
  const memory = watchMemory(underTest);
  let peaks;
  const { file, times } = await uploadAndFollow(api, path, fileName).finally(async () => (peaks = await memory.stop()));
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

async function uploadAndFollow({ call, upload }, path, fileName) {
  const times = { began: performance.now() };
  let file = await upload(path, fileName);
  times.received = performance.now();
  let failures = 0;
  while (!ENDS.includes(file.state)) {
    await sleep(askAfter(performance.now() - times.began));
    try {
      file = await call('GET', `/roster-imports/${file.id}`);
      if (file.state === 'ready') {
        times.ready ??= performance.now();
        file = await call('POST', `/roster-imports/${file.id}/confirmation`);
      }
      failures = 0;
    } catch (error) {
      tell(`no answer while ${file.state}: ${error.message}`);
      if (++failures >= PATIENCE) throw error;
    }
  }
  times.applied = performance.now();
  return { file, times };
}
