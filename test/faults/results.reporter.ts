import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

const FILE = fileURLToPath(new URL('RESULTS.md', import.meta.url));
const NAMED = /^Fault (\d+): (.*)$/;

interface Fault {
  number: number;
  done: string;
  held: string[];
  milliseconds: number;
}

/** Writes the table of faults from what ran: `npm run faults` uses it. */
export default class FaultTable implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const faults = modules
      .flatMap((module) => [...module.children.allSuites()])
      .flatMap(faultOf)
      .sort((a, b) => a.number - b.number);
    const lines = faults.map(
      ({ number, done, held, milliseconds }) =>
        `| ${number} | ${done} | ${held.join('<br>')} | ${(milliseconds / 1000).toFixed(1)} |`,
    );
    const settings = Object.entries(process.env).filter(([name]) => name.startsWith('FAULT'));
    writeFileSync(
      FILE,
      [
        '# Faults, as produced by `npm run faults`',
        '',
        `${new Date().toISOString()}, ${settings.map(([name, value]) => `${name}=${value}`).join(' ') || 'small'}. Seconds are those of the tests, without starting clusters and processes.`,
        '',
        '| # | What was done | What held | Seconds |',
        '|---|---|---|---|',
        ...lines,
        '',
      ].join('\n'),
    );
  }
}

function faultOf(suite: TestSuite): Fault[] {
  const found = NAMED.exec(suite.name);
  if (!found) return [];
  const tests = [...suite.children.allTests()];
  const milliseconds = tests.reduce((sum, test) => sum + (test.diagnostic()?.duration ?? 0), 0);
  return [{ number: Number(found[1]), done: found[2] ?? '', held: tests.map(lineOf), milliseconds }];
}

function lineOf(test: TestCase): string {
  const result = test.result();
  const note = result.state === 'skipped' && result.note ? `: ${result.note}` : '';
  return `${{ passed: 'held', failed: 'BROKEN', skipped: 'skipped', pending: 'BROKEN' }[result.state]}: ${test.name}${note}`;
}
