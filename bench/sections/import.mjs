// Files into workspaces of their own: upload to applied, when causes are first seen, memory, and how time grows with rows.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sometimesWrong, timeFirstCauses } from '../first-causes.mjs';
import { timeCopy, timeUnzip } from '../floors.mjs';
import { importTable, memoryTargets, ratio } from '../import-lines.mjs';
import { timeImport } from '../import-speed.mjs';
import { writeRoster } from '../make-roster.mjs';
import { writeSavedWorkbook } from '../make-saved-workbook.mjs';
import { writeWorkbook } from '../make-workbook.mjs';
import { fixed, tell, whole } from '../progress.mjs';
import { settle } from '../settle.mjs';
import { makeRegistry, makeWorkspace, officerOf } from '../workspaces.mjs';

const COPY = 'COPY of the final rows into an empty table for all workspaces with the same indexes';
const UNZIP = `unzipping the sheet and its texts, plus ${COPY}`;
const FIRST_CAUSES_SECONDS = 3;
const GROWTH = 1.5;

/** Files in the order in which they are measured. `slug`: the workspace, made when it is not there. */
const FILES = [
  { slug: 'csv-kecil', rows: 100_000, what: 'into an empty workspace', atMost: 1.5, grows: true },
  { slug: 'xlsx-kecil', rows: 100_000, format: 'xlsx', what: 'with their texts in the cells', atMost: 3 },
  { slug: 'csv-besar', rows: 1_000_000, what: 'into an empty workspace', atMost: 1, grows: true },
  { slug: 'csv-besar', rows: 1_000_000, what: 'of which 95 % are unchanged', atMost: 1, change: aMonthLater },
  {
    slug: 'xlsx-saved',
    rows: 1_000_000,
    format: 'saved.xlsx',
    what: 'as a spreadsheet program saves them',
    atMost: 1.5,
  },
  { slug: 'xlsx-besar', rows: 1_000_000, format: 'xlsx', what: 'with their texts in the cells', atMost: 1.5 },
  { slug: 'csv-raksasa', rows: 5_000_000, what: 'into an empty workspace', atMost: null, grows: true },
];

export const imports = {
  title: 'Import: upload to applied, coverage current',

  async measure(underTest, { rows, folder }) {
    makeRegistry(underTest, folder, rows(1_000_000), rows(300_000));
    const firstCauses = await measureFirstCauses(underTest, { rows, folder });
    const known = new Set();
    const result = { runs: [], failed: [], firstCauses };
    for (const file of FILES) {
      if (!known.has(file.slug)) makeWorkspace(underTest, file.slug);
      known.add(file.slug);
      const one = { ...file, rows: rows(file.rows), name: nameOf(file, rows(file.rows)), folder };
      try {
        result.runs.push(await measureFile(underTest, one));
      } catch (error) {
        tell(`${one.name} failed: ${error.stack}`);
        result.failed.push({ name: one.name, limit: file.atMost, reason: error.message });
      }
    }
    return result;
  },

  targets({ runs, failed, firstCauses }) {
    return [
      ...failed.map(({ name, limit, reason }) => ({ what: name, floor: reason, value: null, limit })),
      ...runs
        .filter(({ atMost }) => atMost !== null)
        .map((run) => ({
          what: `${run.name} (${fixed(run.bytes / 1e6, 0)} MB)`,
          floor: run.floor.unzip === undefined ? COPY : UNZIP,
          value: ratio(run),
          limit: run.atMost,
        })),
      ...firstCauses.map(({ rows, first, looks, grew }) => ({
        what: `first causes on the page, ${whole(rows)} CSV rows, and growing (grew at ${grew} of ${looks} later looks)`,
        value: first,
        unit: ' s',
        limit: FIRST_CAUSES_SECONDS,
        isWithin: first <= FIRST_CAUSES_SECONDS && (grew > 0 || looks <= 1),
      })),
      ...growthTarget(runs.filter(({ grows }) => grows)),
      ...memoryTargets(runs, 'any of these files'),
    ];
  },

  lines({ runs, firstCauses }) {
    return [
      `Floor: ${COPY}; for workbooks plus unzipping (first figure).`,
      '',
      ...importTable(runs),
      '',
      '| File | µs a row | against the smallest |',
      '|---|---|---|',
      ...perRow(runs.filter(({ grows }) => grows)),
      '',
      'First causes: the page is asked for once a second, as it asks itself, from the upload’s answer on; the file has a wrong row in thirty.',
      '',
      '| Rows | First causes after s | with rows | Looks afterwards | grew at | in the end | Rehearsed after s |',
      '|---|---|---|---|---|---|---|',
      ...firstCauses.map(
        ({ rows, first, foundFirst, looks, grew, found, ready }) =>
          `| ${whole(rows)} | ${fixed(first)} | ${whole(foundFirst)} | ${looks} | ${grew} | ${whole(found)} | ${fixed(ready)} |`,
      ),
    ];
  },
};

async function measureFirstCauses(underTest, { rows, folder }) {
  makeWorkspace(underTest, 'sebab');
  const cookie = await officerOf(underTest, ['sebab']);
  const found = [];
  for (const count of [rows(100_000), rows(1_000_000)]) {
    const fileName = `sebab-${count}.csv`;
    const path = join(folder, fileName);
    await writeRoster(path, count, count + 3, sometimesWrong);
    await settle(underTest);
    tell(`first causes: ${whole(count)} rows`);
    found.push({ rows: count, ...(await timeFirstCauses(underTest, { slug: 'sebab', path, fileName, cookie })) });
    rmSync(path);
  }
  return found;
}

function nameOf({ format, what }, rows) {
  return `${whole(rows)} ${format === undefined ? 'CSV' : 'XLSX'} rows ${what}`;
}

async function measureFile(underTest, { slug, rows, format = 'csv', name, atMost, grows = false, change, folder }) {
  const path = join(folder, `${slug}.${format}`);
  tell(`${name}: writing the file`);
  if (format === 'csv') await writeRoster(path, rows, rows, change);
  else if (format === 'xlsx') await writeWorkbook(path, rows, rows + 7);
  else await writeSavedWorkbook(path, rows, rows + 11);
  await settle(underTest);
  tell(`${name}: importing`);
  const run = await timeImport(underTest, { slug, path, fileName: `${slug}.${format}` });
  tell(`${name}: ${fixed(run.seconds)} s`);
  let floor = null;
  if (atMost !== null) {
    await settle(underTest);
    floor = { ...(format !== 'csv' && { unzip: await timeUnzip(path) }), copy: await timeCopy(underTest, slug) };
    tell(`${name}: ${fixed(ratio({ ...run, floor }))} × its floor`);
  }
  rmSync(path);
  return { name, atMost, grows, ...run, floor };
}

/** Every twentieth person earns more. */
function aMonthLater(person, i) {
  return i % 20 === 0 ? { ...person, wage: person.wage + 100_000 } : person;
}

const microseconds = ({ seconds, counts }) => (seconds / counts.rows) * 1e6;

/** The largest growth from any of the sizes to any larger one; nothing when there is only one. */
function growthTarget(runs) {
  if (runs.length < 2) return [];
  const growth = runs.flatMap((small, i) =>
    runs.slice(i + 1).map((large) => microseconds(large) / microseconds(small)),
  );
  const [from, to] = [runs[0], runs.at(-1)].map(({ counts }) => whole(counts.rows));
  return [
    {
      what: `time per row of CSV files from ${from} to ${to} rows, worst growth between two sizes`,
      value: Math.max(...growth),
      limit: GROWTH,
    },
  ];
}

function perRow(runs) {
  return runs.map(
    (run) => `| ${run.name} | ${fixed(microseconds(run), 1)} | ${fixed(microseconds(run) / microseconds(runs[0]))} × |`,
  );
}
