import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';
import { TRIED_WITH } from './sizes.js';

const FILE = fileURLToPath(new URL('RESULTS.md', import.meta.url));
const NAMED = /^Fault (\d+): (.*)$/;
const HEAD = `# Faults, as produced by \`npm run faults\`

Every line is written by the run that it tells of; a run of some specs only replaces their lines. Seconds are those of the
tests alone, without starting clusters and processes, on a machine that may have been busy with other things.

| # | What was done | What held | With | Seconds | When |
|---|---|---|---|---|---|
`;

/** Writes the table of faults from what ran: `npm run faults` uses it. */
export default class FaultTable implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const lines = new Map(keptLines());
    for (const module of modules)
      for (const suite of module.children.allSuites())
        if (NAMED.test(suite.name) && hasRun(module, suite)) lines.set(suite.name, lineOf(suite));
    const sorted = [...lines].sort(([a], [b]) => numberOf(a) - numberOf(b));
    writeFileSync(FILE, `${HEAD}${sorted.map(([, line]) => line).join('\n')}\n`);
  }
}

/** Left out by name on the command line: then its line stays. A hook that failed is not left out. */
function hasRun(module: TestModule, suite: TestSuite): boolean {
  const tests = [...suite.children.allTests()];
  return failed(module, suite) || tests.some((test) => test.result().state !== 'skipped' || noteOf(test));
}

function failed(...hooks: (TestModule | TestSuite)[]): boolean {
  return hooks.some((one) => one.errors().length > 0);
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
  const when = `${new Date().toISOString().slice(0, 16)}Z`;
  const [, number = '', done = ''] = NAMED.exec(suite.name) ?? [];
  const size = TRIED_WITH[done] ?? TRIED_WITH[number];
  return `| ${[number, done, tests.map(outcomeOf).join('<br>'), size, seconds.toFixed(1), when].join(' | ')} |`;
}

const WORDS = { passed: 'held', failed: '**BROKEN**', skipped: 'skipped', pending: '**BROKEN**' } as const;

function outcomeOf(test: TestCase): string {
  const note = noteOf(test);
  const { state } = test.result();
  const word = state === 'skipped' && !note ? WORDS.failed : WORDS[state];
  return `${word}: ${test.name}${note ? ` (${note})` : ''}`;
}

/** Why it was skipped, or what a test that uses chance met. */
function noteOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : test.meta().note;
}
