// Parts of bench/crowd.mjs: a clerk who uses the API, somebody who looks at pages, and what the worker weighs.
import { fork, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf } from './api.mjs';

const ENDS = ['applied', 'failed', 'mapping', 'discarded'];

/** A workspace of its own with a key; `upload` answers with a file that can be followed. */
export function clerk(underTest, slug, kind = 'local_government') {
  underTest.run(['workspace', 'create', '--kind', kind, '--slug', slug, '--name', `Ramai ${slug}`]);
  return apiOf(underTest, slug);
}

/** Asks after a file until it ends, as often as its page does, confirms it on the way, and writes down what was promised. Times are milliseconds of performance.now(). */
export async function follow(person, file, every = 1000) {
  const story = { began: performance.now(), at: {}, said: [], firstCauses: null, causeCounts: [] };
  let state = null;
  for (let now = file; ; await sleep(every), now = await person.call('GET', `/roster-imports/${file.id}`)) {
    const time = performance.now();
    if (now.state !== state) story.at[(state = now.state)] = time;
    const { progress } = now;
    if (progress) {
      if (progress.step !== 'open' && progress.step !== 'wait') story.at[`step ${progress.step}`] ??= time;
      story.said.push({ time, state, step: progress.step, left: progress.secondsLeft, ahead: progress.ahead });
      if (now.state === 'checking' && now.causes.length > 0) {
        story.firstCauses ??= time;
        const found = now.causes.reduce((sum, { count }) => sum + count, 0);
        if (story.causeCounts.at(-1) !== found) story.causeCounts.push(found);
      }
    }
    if (ENDS.includes(state)) return { ...story, state, counts: now.counts };
    if (state === 'ready' && !story.confirmed) {
      story.confirmed = performance.now();
      await person.call('POST', `/roster-imports/${file.id}/confirmation`);
    }
  }
}

/**
 * Somebody who looks at pages, in a process of their own: what the bench itself does meanwhile must not delay the moment at
 * which an answer is seen. `look` gives sorted milliseconds by page.
 */
export function somebodyWhoLooks(base, cookie, paths) {
  const child = fork(new URL('./look-at-pages.mjs', import.meta.url), { serialization: 'advanced' });
  const look = (seconds) =>
    new Promise((resolve, reject) => {
      child.once('message', ({ times, error }) => (error ? reject(new Error(error)) : resolve(times)));
      child.send({ base, cookie, paths, seconds });
    });
  return { look, leave: () => child.disconnect() };
}

export const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

/** One core does nothing useful until it is told to stop. */
export function burnOneCore() {
  const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  return () => child.kill('SIGKILL');
}

/** Highest sum of worker and readers: resident, and with shared pages divided among those who share them. */
export function weigh(underTest) {
  const peak = { resident: 0, proportional: 0, readers: 0 };
  let stopped = false;
  const weighing = (async () => {
    while (!stopped) {
      const { worker, readers } = underTest.processes();
      const all = [worker, ...readers].filter(Boolean).map(({ pid }) => memory(pid));
      peak.resident = Math.max(peak.resident, sum(all, 'rss'));
      peak.proportional = Math.max(peak.proportional, sum(all, 'pss'));
      peak.readers = Math.max(peak.readers, readers.length);
      await sleep(250);
    }
  })();
  return async () => {
    stopped = true;
    await weighing;
    return peak;
  };
}

function memory(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1');
    const mb = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
    return { rss: mb('Rss'), pss: mb('Pss') };
  } catch {
    return { rss: 0, pss: 0 };
  }
}

const sum = (list, name) => list.reduce((whole, one) => whole + one[name], 0);
