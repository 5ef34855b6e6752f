// Runs the caged reader over every file of a folder and prints what became of them.
//   node bench/foreign-files.mjs FOLDER [--details] [--keep FILE]
// --details names every file that is refused or differs from its twin; --keep writes the tables into FILE.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import '../src/tabular/typescript-hook.mjs';
import { compare, twinsOf } from './foreign-twins.mjs';

const { runCaged } = await import('../src/tabular/index.ts');

const folder = resolve(process.argv[2] ?? '/tmp/corpus');
const details = process.argv.includes('--details');
const keep = process.argv.includes('--keep') ? process.argv[process.argv.indexOf('--keep') + 1] : null;
const began = Date.now();
const tables = [];
const batchSize = 50;

const files = readdirSync(folder, { recursive: true })
  .map((name) => join(folder, name))
  .filter((path) => statSync(path).isFile())
  .sort();
const results = new Map();

const queue = [];
for (let i = 0; i < files.length; i += batchSize) queue.push(files.slice(i, i + batchSize));
await Promise.all([worker(), worker()]);
report();

async function worker() {
  for (let batch = queue.shift(); batch; batch = queue.shift()) await run(batch);
}

/** A batch in one child; whatever kills the child is charged to the file it was at, and the rest goes on. */
async function run(paths) {
  let at = 0;
  let cpuBefore = 0;
  const run_ = runCaged({
    module: new URL('./foreign-files.child.ts', import.meta.url),
    input: { trials: paths.map((path) => ({ path, cells: twinsOf(path).length > 0 })) },
    reads: [folder],
    onMessage: (message) => {
      at = message.index;
      cpuBefore = cpuSeconds(run_.pid);
      if (!message.began) results.set(paths[message.index], judged(paths[message.index], message));
    },
    limits: { memoryMb: 512, seconds: 3_600, idleSeconds: 120 },
  });
  // A hang is ten seconds of work on one file: how long others keep the processors is not its fault.
  const watch = setInterval(() => {
    if (cpuSeconds(run_.pid) - cpuBefore > 10) hung = run_.kill() ?? true;
  }, 250);
  let hung = false;
  try {
    await run_.finished;
  } catch (error) {
    const outcome = hung || error.code === 'file.time' ? 'HANG' : error.code === 'file.memory' ? 'MEMORY' : 'CRASH';
    results.set(paths[at], { outcome, reason: error.cause?.message ?? error.code, ms: 0, mb: 0 });
    clearInterval(watch);
    if (at + 1 < paths.length) await run(paths.slice(at + 1));
  } finally {
    clearInterval(watch);
  }
}

/** Processor time of a child so far; 0 where the system does not tell. */
function cpuSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

function judged(path, message) {
  const { ms, mb, rows, records, refused, fault } = message;
  const base = { ms, mb, rows, records, questions: message.questions, headerRow: message.headerRow };
  if (fault) return { ...base, outcome: 'FAULT', reason: fault };
  if (refused) return { ...base, outcome: refused };
  const twins = twinsOf(path).map((twin) => {
    const sheets = Object.values(message.sheets ?? {});
    const found = sheets[twin.sheet ?? 0];
    return { from: twin.from, sheet: twin.sheet, ...compare(twin.rows, found ?? []) };
  });
  return { ...base, outcome: rows === 0 && records > 1 ? 'ZERO' : 'ok', format: message.format, twins };
}

function report() {
  const kinds = new Map();
  const twins = new Map();
  let slowest = ['', 0];
  let largest = ['', 0];
  for (const [path, result] of results) {
    const kind = extname(path).toLowerCase() || '(none)';
    const counts = kinds.get(kind) ?? kinds.set(kind, { files: 0, ok: 0, refused: 0, bad: 0 }).get(kind);
    counts.files++;
    if (result.outcome === 'ok') counts.ok++;
    else if (/^[A-Z]+$/.test(result.outcome)) counts.bad++;
    else counts.refused++;
    if (result.ms > slowest[1]) slowest = [path, result.ms];
    if (result.mb > largest[1]) largest = [path, result.mb];
    for (const twin of result.twins ?? []) {
      const sum =
        twins.get(twin.from) ?? twins.set(twin.from, { tables: 0, rows: 0, cells: 0, same: 0 }).get(twin.from);
      sum.tables++;
      sum.cells += twin.cells;
      sum.same += twin.same;
      if (twin.rows[0] === twin.rows[1]) sum.rows++;
      if (details && twin.same < twin.cells) {
        console.log(
          `~ ${relative(folder, path)} [${twin.sheet ?? ''}] ${twin.same}/${twin.cells} rows ${twin.rows} ${JSON.stringify(twin.differences).slice(0, 300)}`,
        );
      }
    }
    if (details && (result.outcome !== 'ok' || result.outcome === 'ZERO')) {
      console.log(`${result.outcome.padEnd(22)} ${relative(folder, path)} ${result.reason ?? ''}`.slice(0, 400));
    }
  }
  const outcomes = Map.groupBy(results.values(), (result) => result.outcome);
  print(`\n| extension | files | read | refused | hang, crash, zero |\n|---|---|---|---|---|`);
  for (const [kind, c] of [...kinds].sort((a, b) => b[1].files - a[1].files)) {
    print(`| ${kind} | ${c.files} | ${c.ok} | ${c.refused} | ${c.bad} |`);
  }
  print(`\n| outcome | files |\n|---|---|`);
  for (const [outcome, list] of [...outcomes].sort((a, b) => b[1].length - a[1].length)) {
    print(`| ${outcome} | ${list.length} |`);
  }
  print(`\n| twin | tables | same row count | cells | agree |\n|---|---|---|---|---|`);
  for (const [from, t] of twins) {
    print(`| ${from} | ${t.tables} | ${t.rows} | ${t.cells} | ${((100 * t.same) / t.cells).toFixed(2)} % |`);
  }
  print(
    `\nslowest ${Math.round(slowest[1])} ms (${relative(folder, slowest[0])}), most memory ${Math.round(largest[1])} MB`,
  );
  if (keep) writeFileSync(keep, `${heading()}\n${tables.join('\n').trim()}\n`);
  const out = process.env['FOREIGN_OUT'];
  if (out) writeFileSync(out, JSON.stringify(Object.fromEntries(results), null, 1));
}

function print(text) {
  tables.push(text);
  console.log(text);
}

function heading() {
  const seconds = Math.round((Date.now() - began) / 1000);
  return [
    '# Foreign files',
    '',
    `As produced by \`node bench/foreign-files.mjs FOLDER --keep bench/FOREIGN-FILES.md\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node},`,
    `in ${seconds} s on a machine that others used too. Each file is read in a cage with 512 MB; 10 s of processor time or 120 s of silence are a hang.`,
    '',
  ].join('\n');
}
