import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

const FILE = fileURLToPath(new URL('RESULTS.md', import.meta.url));
const NAMED = /^Fault (\d+): (.*)$/;
const HEAD = `# Faults, as produced by \`npm run faults\`

Every line is written by the run that it tells of; a run of some specs only replaces their lines. Seconds are those of the
tests alone, without starting clusters and processes, on a machine that may have been busy with other things.

| # | What was done | What held | Seconds | When, and the sizes that were set |
|---|---|---|---|---|
`;

/** Writes the table of faults from what ran: `npm run faults` uses it. */
export default class FaultTable implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const lines = new Map(keptLines());
    for (const suite of modules.flatMap((module) => [...module.children.allSuites()])) {
      const ran = [...suite.children.allTests()].some((test) => test.result().state !== 'skipped' || noteOf(test));
      if (NAMED.test(suite.name) && ran) lines.set(suite.name, lineOf(suite));
    }
    const sorted = [...lines].sort(([a], [b]) => numberOf(a) - numberOf(b));
    writeFileSync(FILE, `${HEAD}${sorted.map(([, line]) => line).join('\n')}\n`);
  }
}

function numberOf(name: string): number {
  return Number(NAMED.exec(name)?.[1]);
}

/** Lines of earlier runs by the fault they tell of. */
function keptLines(): [string, string][] {
  if (!existsSync(FILE)) return [];
  return readFileSync(FILE, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const found = /^\| (\d+) \| (.*?) \| /.exec(line);
      return found ? [[`Fault ${found[1]}: ${found[2]}`, line] as [string, string]] : [];
    });
}

function lineOf(suite: TestSuite): string {
  const tests = [...suite.children.allTests()];
  const seconds = tests.reduce((sum, test) => sum + (test.diagnostic()?.duration ?? 0), 0) / 1000;
  const sizes = Object.entries(process.env).flatMap(([name, value]) =>
    /^FAULT/.test(name) ? [`${name}=${value}`] : [],
  );
  const when = `${new Date().toISOString().slice(0, 16)}Z, ${sizes.join(' ') || 'small'}`;
  const [, number, done] = NAMED.exec(suite.name) ?? [];
  return `| ${number} | ${done} | ${tests.map(outcomeOf).join('<br>')} | ${seconds.toFixed(1)} | ${when} |`;
}

const WORDS = { passed: 'held', failed: '**BROKEN**', skipped: 'skipped', pending: '**BROKEN**' } as const;

function outcomeOf(test: TestCase): string {
  const note = noteOf(test);
  return `${WORDS[test.result().state]}: ${test.name}${note ? ` (${note})` : ''}`;
}

function noteOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}
