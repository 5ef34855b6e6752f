// npm run bench [-- SECTION… --small]: measures on this machine, prints ratios against floors taken in the same run, and
// writes bench/RESULTS.md. Sections: import, large, matching, pages. --small: a fiftieth of all sizes, to try it out; prints
// the report and writes nothing.
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tell } from './progress.mjs';
import { circumstances, keepResult, report, writeResults } from './results.mjs';
import { imports } from './sections/import.mjs';
import { large } from './sections/large.mjs';
import { matching } from './sections/matching.mjs';
import { pages } from './sections/pages.mjs';
import { startUnderTest } from './under-test.mjs';

const SMALLER = 50;
const sections = { import: imports, large, matching, pages };
const { values, positionals } = parseArgs({ options: { small: { type: 'boolean' } }, allowPositionals: true });
const names = positionals.length > 0 ? positionals : Object.keys(sections);
for (const name of names)
  if (!sections[name]) throw new Error(`No section ${name}: ${Object.keys(sections).join(', ')}`);

const sizes = values.small ? { rows: (count) => count / SMALLER, seconds: 1 } : { rows: (count) => count, seconds: 10 };
const shown = {};
let cleanUp = async () => {};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void cleanUp().finally(() => process.exit(1)));

for (const name of names) {
  try {
    const around = circumstances();
    const result = { ...around, data: await measured(name) };
    if (values.small) shown[name] = result;
    else {
      keepResult(name, result);
      writeResults(sections);
    }
  } catch (error) {
    tell(`${name} failed: ${error.stack}`);
    process.exitCode = 1;
  }
}
if (values.small) process.stdout.write(`\n${report(sections, shown)}`);

/** A section on a cluster of its own, of which nothing is left afterwards. */
async function measured(name) {
  const { web, measure } = sections[name];
  const folder = mkdtempSync(join(process.env.SINERGI_BENCH_DIR ?? tmpdir(), 'sinergi-bench-files-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  cleanUp = async () => remove();
  try {
    const { bavail, bsize } = statfsSync(folder);
    tell(
      `${name}: starting the product; ${Math.round((bavail * bsize) / 1e9)} GB free in ${folder} (the largest section takes about 45)`,
    );
    const script = web && fileURLToPath(new URL(web, import.meta.url));
    const underTest = await startUnderTest(script, (stop) => (cleanUp = () => stop().finally(remove)));
    return await measure(underTest, { ...sizes, folder });
  } finally {
    await cleanUp();
    cleanUp = async () => {};
    tell(`${name}: over`);
  }
}
