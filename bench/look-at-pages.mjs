// Ten requests a second, one after another page, for so many seconds. Started by bench/crowd-parts.mjs.
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

process.on('message', (wish) =>
  look(wish).then(
    (times) => process.send({ times }),
    (error) => process.send({ error: error.message }),
  ),
);

async function look({ base, cookie, paths, seconds }) {
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
