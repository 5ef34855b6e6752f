// Parts of bench/crowd.mjs: a clerk who uses the API, somebody who looks at pages, and what the worker weighs.
import { spawn } from 'node:child_process';
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

/** Asks after a file until it ends, confirms it on the way, and writes down what was promised. Times are milliseconds of performance.now(). */
export async function follow(person, file, every = 400) {
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

/** Ten requests a second, one after another page, for so many seconds. @returns sorted milliseconds by page */
export async function look(base, cookie, paths, seconds) {
  const times = Object.fromEntries(paths.map((path) => [path, []]));
  const asked = [];
  const until = performance.now() + seconds * 1000;
  for (let turn = 0; performance.now() < until; turn++) {
    const path = paths[turn % paths.length];
    const began = performance.now();
    asked.push(
      fetch(base + path, { headers: { cookie, accept: 'text/html' } }).then(async (answer) => {
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
        times[path].push(performance.now() - began);
      }),
    );
    await sleep(100);
  }
  await Promise.all(asked);
  for (const list of Object.values(times)) list.sort((a, b) => a - b);
  return times;
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
