// Each section's last results are kept as measured, with their date, in bench/results; RESULTS.md is made from all of
// them. So measuring one section anew leaves the others as they were, with their own date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** What there was to measure with; taken before a section begins. */
export function circumstances() {
  return {
    measured: new Date().toISOString().slice(0, 16).replace('T', ' '),
    machine: `${availableParallelism()} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, embedded PostgreSQL`,
    load: loadavg()[0],
  };
}

export function keepResult(name, result) {
  mkdirSync(join(here, 'results'), { recursive: true });
  writeFileSync(fileOf(name), `${JSON.stringify(result, null, 2)}\n`);
}

/** Writes RESULTS.md anew from what is kept. @param sections by name, in their order */
export function writeResults(sections) {
  const results = Object.keys(sections).flatMap((name) =>
    existsSync(fileOf(name)) ? [[name, JSON.parse(readFileSync(fileOf(name), 'utf8'))]] : [],
  );
  writeFileSync(join(here, 'RESULTS.md'), report(sections, Object.fromEntries(results)));
}

/** The whole report as Markdown. @param results by name of the section; what is missing says so */
export function report(sections, results) {
  const names = Object.keys(sections);
  const missing = names.filter((name) => !results[name]);
  return `${[
    '# Results of `npm run bench`',
    '',
    'Every section is measured on a cluster of its own, and its floors on the same cluster right beside it; between two measurements the database is vacuumed and checkpointed. Single runs: compare the ratios. `npm run bench` measures everything; `npm run bench -- import` only what is named, and the others keep their dates.',
    '',
    '| What | Floor, taken in the same run | Measured | At most | Within | Date |',
    '|---|---|---|---|---|---|',
    ...names.flatMap((name) =>
      results[name] ? sections[name].targets(results[name].data).map((row) => targetLine(row, results[name])) : [],
    ),
    ...(missing.length > 0 ? ['', `Not measured yet: ${missing.map((name) => `\`${name}\``).join(', ')}.`] : []),
    ...names.filter((name) => results[name]).flatMap((name) => details(sections[name], name, results[name])),
  ].join('\n')}\n`;
}

/** @param row value null: it failed, and `floor` says why */
function targetLine({ what, floor, value, unit = ' ×', digits = 2, limit, isWithin }, { measured }) {
  const shown = value === null ? 'failed' : `${value.toFixed(digits)}${unit}`;
  const within = value !== null && (isWithin ?? value <= limit) ? 'yes' : '**no**';
  return `| ${what} | ${floor ?? '–'} | **${shown}** | ${limit === null ? '–' : `${limit}${unit}`} | ${within} | ${measured.slice(0, 10)} |`;
}

function details(section, name, { measured, machine, load, data }) {
  return [
    '',
    `## ${section.title}`,
    '',
    `\`npm run bench -- ${name}\`, ${measured} UTC, ${machine}. Processes that wanted a core in the minute before it began: ${load.toFixed(1)}.`,
    '',
    ...section.lines(data),
  ];
}

function fileOf(name) {
  return join(here, 'results', `${name}.json`);
}
