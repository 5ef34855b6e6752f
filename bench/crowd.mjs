// npm run bench:crowd [-- --rows 100000 --seconds 10]: three workspaces import large files while somebody uploads small ones
// and somebody looks at pages. Prints what it measured and writes bench/CROWD.md (another name when it is not a full run).
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { burnOneCore, clerk, follow, quantile, somebodyWhoLooks, weigh } from './crowd-parts.mjs';
import { csvRow, HEADER, benchPlaces, writeRoster } from './make-roster.mjs';
import { signIn } from './sign-in.mjs';
import { startUnderTest } from './under-test.mjs';
import { SyntheticPeople } from '../dist/demo/synthetic-people.js';

const { values } = parseArgs({ options: { rows: { type: 'string' }, seconds: { type: 'string', default: '20' } } });
const FULL = 1_000_000;
const ROWS = Number(values.rows ?? FULL);
const SECONDS = Number(values.seconds);
const SMALL = 500;
const PASSWORD = 'ukur-kecepatan-dengan-jujur';
const EMAIL = 'ramai@contoh.test';
const files = mkdtempSync(join(process.env.SINERGI_BENCH_DIR ?? tmpdir(), 'sinergi-crowd-'));
const lines = [];
const say = (text = '') => {
  process.stdout.write(`${text}\n`);
  lines.push(text);
};
const n = (value, digits = 1) => (Number.isFinite(value) ? value.toFixed(digits) : '–');
const s = (from, until) => (until - from) / 1000;

say('# Results of `npm run bench:crowd`');
say();
say(
  `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} × ${cpus()[0].model}, Node ${process.version}, embedded PostgreSQL, one worker process. Three workspaces import ${ROWS.toLocaleString('en')} rows each at the same time. Single runs; compare the ratios. Processes that wanted a core in the minute before it began: ${n(loadavg()[0])}.`,
);
say();

for (let i = 0; i < 3; i++) await writeRoster(join(files, `besar-${i}.csv`), ROWS, 100 + i, sometimesWrong);
const underTest = await startUnderTest();
try {
  underTest.run(['user', 'create', '--email', EMAIL, '--name', 'Bench'], PASSWORD);
  const pages = clerk(underTest, 'ramai-halaman');
  underTest.run(['member', 'add', '--workspace', 'ramai-halaman', '--email', EMAIL, '--role', 'officer']);
  await writeRoster(join(files, 'halaman.csv'), Math.min(ROWS, 50_000), 7);
  await follow(pages, await pages.upload(join(files, 'halaman.csv'), 'halaman.csv'));
  // Commands of the product block this process: none of them may run while it measures.
  const persons = [0, 1, 2].map((i) => clerk(underTest, `ramai-${i}`));
  const smallPerson = clerk(underTest, 'ramai-kecil', 'industry_association');
  const stopper = clerk(underTest, 'ramai-henti');
  // Connections that the server closed meanwhile are noticed before they are used again.
  await sleep(500);
  const cookie = await signIn(underTest.base, EMAIL, PASSWORD);
  const paths = ['/w/ramai-halaman', '/w/ramai-halaman/workers'];
  const visitor = somebodyWhoLooks(underTest.base, cookie, paths);
  await visitor.look(3);

  const idle = await visitor.look(SECONDS);
  const stopBurning = burnOneCore();
  const burning = await visitor.look(SECONDS).finally(stopBurning);

  const stopWeighing = weigh(underTest);
  const large = await Promise.all(
    persons.map(async (person, i) => {
      return { person, file: await person.upload(join(files, `besar-${i}.csv`), `besar-${i}.csv`) };
    }),
  );
  let allDone = false;
  const stories = Promise.all(large.map(({ person, file }) => follow(person, file))).finally(() => (allDone = true));
  await sleep(3_000);
  const [crowded, small] = await Promise.all([
    lookUntil(() => allDone, visitor, paths),
    smallOnes(smallPerson, () => allDone),
  ]);
  visitor.leave();
  const followed = await stories;
  const peak = await stopWeighing();

  say(`## A file of ${SMALL} rows meanwhile`);
  say();
  say(
    'Seconds after its upload had ended, in a workspace of its own, uploaded again and again while the large ones ran.',
  );
  say();
  say('| | Begun | Rehearsed | Applied |');
  say('|---|---|---|---|');
  say(
    `| worst of ${small.length} | **${n(worst(small, 'begun'))}** | ${n(worst(small, 'ready'))} | ${n(worst(small, 'applied'))} |`,
  );
  say(
    `| half of them within | ${n(half(small, 'begun'))} | ${n(half(small, 'ready'))} | ${n(half(small, 'applied'))} |`,
  );
  say();
  say('## Pages meanwhile');
  say();
  say('p95 in milliseconds at ten requests a second. The floor is an idle machine with one core burning.');
  say();
  say('| Page | idle | floor | while they import | against the floor | against idle |');
  say('|---|---|---|---|---|---|');
  for (const path of paths) {
    const [a, b, c] = [idle, burning, crowded].map((times) => quantile(times[path], 0.95));
    say(
      `| ${path.endsWith('workers') ? 'worker list' : 'dashboard'} | ${n(a)} | ${n(b)} | ${n(c)} | **${n(c / b, 2)} ×** | ${n(c / a, 2)} × |`,
    );
  }
  say();
  say('## What was promised, and what came');
  say();
  say('Seconds left until a person had to look, as the API said it, and what it really took from then on.');
  say();
  say('| File | At | Said | Came | Off |');
  say('|---|---|---|---|---|');
  followed.forEach((story, i) =>
    promises(story).forEach((row) =>
      say(
        `| ${i + 1} | ${row.at} | ${n(row.said, 0)} | ${n(row.came, 0)} | ${n((row.said / row.came - 1) * 100, 0)} % |`,
      ),
    ),
  );
  say();
  say(
    '| File | Waited | First causes after its turn came | Causes grew in steps | Read, planned | Applied after the yes | Ended |',
  );
  say('|---|---|---|---|---|---|---|');
  followed.forEach((story, i) => {
    const turn = story.at['step read'] ?? story.at.checking;
    say(
      `| ${i + 1} | ${n(s(story.began, turn))} | ${n(s(turn, story.firstCauses ?? NaN))} | ${story.causeCounts.length} | ${n(s(turn, story.at.ready))} | ${n(s(story.confirmed, story.at.applied))} | ${story.state} |`,
    );
  });
  say();
  say(
    `Peak memory of the worker with its readers (at most ${peak.readers} at once): ${n(peak.resident, 0)} MB resident, ${n(peak.proportional, 0)} MB when pages that they share are counted once.`,
  );
  say();
  await stops(stopper);
  writeFileSync(
    join(dirname(fileURLToPath(import.meta.url)), ROWS === FULL ? 'CROWD.md' : 'CROWD-small.md'),
    `${lines.join('\n')}\n`,
  );
} finally {
  await underTest.stop();
  rmSync(files, { recursive: true, force: true });
}

/** One row in fifty has a birth date that does not exist. */
function sometimesWrong(person, i) {
  return i % 50 === 0 ? { ...person, birthDate: '1990-02-31' } : person;
}

async function lookUntil(isOver, visitor, paths) {
  const all = Object.fromEntries(paths.map((path) => [path, []]));
  while (!isOver()) {
    const times = await visitor.look(Math.min(SECONDS, 5));
    for (const path of paths) all[path].push(...times[path]);
  }
  for (const list of Object.values(all)) list.sort((a, b) => a - b);
  return all;
}

async function smallOnes(person, isOver) {
  const people = new SyntheticPeople(900, benchPlaces());
  const times = [];
  for (let i = 0; !isOver(); i++) {
    const path = join(files, `kecil-${i}.csv`);
    writeFileSync(path, `${HEADER}\n`);
    appendFileSync(path, Array.from({ length: SMALL }, () => csvRow(people.next())).join(''));
    const { began, at } = await follow(person, await person.upload(path, `kecil-${i}.csv`), 250);
    const begun = Math.min(...Object.entries(at).flatMap(([state, time]) => (state === 'received' ? [] : [time])));
    times.push({ begun: s(began, begun), ready: s(began, at.ready), applied: s(began, at.applied) });
    await sleep(2_000);
  }
  return times;
}

/** At a tenth, a quarter, half and three quarters of waiting and checking, and at a quarter and half of applying. */
function promises(story) {
  const pick = (name, from, until, shares) =>
    shares.flatMap((share) => {
      const time = from + (until - from) * share;
      const said = story.said.findLast((one) => one.time <= time && one.time >= from);
      return said?.left == null
        ? []
        : [{ at: `${share * 100} % of ${name}`, said: said.left, came: s(said.time, until) }];
    });
  return [
    ...pick('waiting and checking', story.began, story.at.ready, [0.05, 0.1, 0.25, 0.5, 0.75, 0.9]),
    ...pick('waiting and applying', story.confirmed, story.at.applied, [0.1, 0.5, 0.75]),
  ];
}

/** The same files again elsewhere, stopped in the middle: seconds until the answer, and until reader and staging are gone. */
async function stops(person) {
  say('## Stopping');
  say();
  say('| While it | Answered after | Ended, nothing staged, no reader after |');
  say('|---|---|---|');
  for (const [what, isThere] of [
    ['is read', ({ state, progress }) => state === 'checking' && progress?.rows > 0],
    ['is applied', ({ state }) => state === 'applying'],
  ]) {
    const { id } = await person.upload(join(files, 'besar-0.csv'), 'besar.csv');
    let file;
    while (!isThere((file = await person.call('GET', `/roster-imports/${id}`)))) {
      if (file.state === 'ready') await person.call('POST', `/roster-imports/${id}/confirmation`);
      await sleep(100);
    }
    await sleep(500);
    const began = performance.now();
    await person.call('DELETE', `/roster-imports/${id}`);
    const answered = performance.now();
    while ((file = await person.call('GET', `/roster-imports/${id}`)).state !== 'discarded') {
      if (file.state === 'applied') break;
      await sleep(50);
    }
    while (underTest.processes().readers.length > 0) await sleep(20);
    say(`| ${what} | ${n(s(began, answered), 2)} | **${n(s(began, performance.now()), 2)}** (${file.state}) |`);
  }
}

function worst(list, name) {
  return Math.max(...list.map((one) => one[name]));
}

function half(list, name) {
  return quantile(
    list.map((one) => one[name]).sort((a, b) => a - b),
    0.5,
  );
}
