// A file in which everybody changed, into a large workspace beside many other large ones.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { timeCopy } from '../floors.mjs';
import { importTable, memoryTargets, ratio } from '../import-lines.mjs';
import { timeImport } from '../import-speed.mjs';
import { writeRoster } from '../make-roster.mjs';
import { fixed, tell, whole } from '../progress.mjs';
import { settle } from '../settle.mjs';
import { makeOthers, makeRegistry, makeWorkspace } from '../workspaces.mjs';

const SLUG = 'ramai-sendiri';
const OTHERS = 10;

export const large = {
  title: 'A file in which everybody changed, into a large workspace beside ten others',

  async measure(underTest, { rows, folder }) {
    const [before, changed] = [rows(2_000_000), rows(1_000_000)];
    makeRegistry(underTest, folder, before, rows(300_000));
    makeWorkspace(underTest, SLUG);
    const first = await importRoster(underTest, folder, 'first', before, before);
    await makeOthers(underTest, { like: SLUG, count: OTHERS, rows: changed });
    const run = await importRoster(underTest, folder, 'changed', changed, before, somethingElse);
    if (run.counts.updated < changed * 0.99) throw new Error(`not all changed: ${JSON.stringify(run.counts)}`);
    await settle(underTest);
    const copy = await timeCopy(underTest, SLUG, { importId: run.importId, besideAll: true });
    const runs = [
      { name: `the first ${whole(before)} rows`, ...first, floor: null },
      { name: `${whole(changed)} rows, all changed`, ...run, floor: { copy } },
    ];
    tell(`large: ${fixed(ratio(runs[1]))} × its floor`);
    return { before, others: OTHERS * changed, runs };
  },

  targets({ before, others, runs }) {
    const [, changed] = runs;
    return [
      {
        what: `${whole(changed.counts.rows)} CSV rows, all changed, into a workspace that holds ${whole(before)}, beside ${whole(others)} of others`,
        floor: `COPY of the same final rows into a table for all workspaces that holds ${whole(before + others)} rows, with the same indexes`,
        value: ratio(changed),
        limit: 2,
      },
      ...memoryTargets(runs, 'these files'),
    ];
  },

  lines({ before, others, runs }) {
    return [
      `Floor: COPY of the ${whole(runs[1].counts.updated)} changed people, in the order of the file, into one table that holds the ${whole(others)} others and the workspace's ${whole(before)} already (these under other keys), vacuumed, with the same indexes, each beginning with the workspace.`,
      '',
      ...importTable(runs),
    ];
  },
};

async function importRoster(underTest, folder, name, rows, seed, change) {
  const path = join(folder, `${name}.csv`);
  tell(`large: writing ${whole(rows)} rows (${name})`);
  await writeRoster(path, rows, seed, change);
  tell('large: settling');
  await settle(underTest);
  tell(`large: importing ${whole(rows)} rows (${name})`);
  const run = await timeImport(underTest, { slug: SLUG, path, fileName: `${name}.csv` });
  tell(`large: ${fixed(run.seconds)} s, ${JSON.stringify(run.counts)}`);
  rmSync(path);
  return run;
}

/** The same person with another wage and another phone. */
function somethingElse(person, i) {
  return { ...person, wage: person.wage + 75_000, phone: `0813${10_000_000 + i}` };
}
