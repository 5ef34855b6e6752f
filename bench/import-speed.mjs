// Upload to applied through the real web and worker: rehearsal, ledger and current coverage included.
import { statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf } from './api.mjs';
import { watchMemory } from './memory.mjs';

const ASK_EVERY_MS = 150;
const ENDS = ['applied', 'failed', 'mapping', 'discarded'];

/** Seconds of each part, what became of the rows, and peak memory in MB. @throws Error when it does not end as applied */
export async function timeImport(underTest, { slug, path, fileName }) {
  const { call, upload } = apiOf(underTest, slug);
  const memory = watchMemory(underTest);
  const began = performance.now();
  let file = await upload(path, fileName);
  const received = performance.now();
  let ready = null;
  while (!ENDS.includes(file.state)) {
    await sleep(ASK_EVERY_MS);
    file = await call('GET', `/roster-imports/${file.id}`);
    if (file.state === 'ready') {
      ready ??= performance.now();
      file = await call('POST', `/roster-imports/${file.id}/confirmation`);
    }
  }
  const applied = performance.now();
  const peaks = await memory.stop();
  if (file.state !== 'applied')
    throw new Error(`${fileName} ended as ${file.state}: ${JSON.stringify(file.failure ?? file.questions)}`);
  const s = (from, until) => (until - from) / 1000;
  return {
    importId: file.id,
    seconds: s(began, applied),
    upload: s(began, received),
    check: s(received, ready),
    apply: s(ready, applied),
    counts: file.counts,
    peaks,
    bytes: statSync(path).size,
  };
}
