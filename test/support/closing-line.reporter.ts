import { writeSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Prints `3 passed, 0 failed, 0 skipped` alone as the very last line, for machines that read only that. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandled: ReadonlyArray<SerializedError>): void {
    const counts = countTests(modules);
    counts.failed += unhandled.length;
    // At exit, because teardown and other reporters still print after this hook.
    // A run that fails without a failing test (a setup that did not work) must not look green.
    process.once('exit', (code) => {
      if (code !== 0 && counts.failed === 0) counts.failed = 1;
      writeSync(1, `\n${closingLine(counts)}\n`);
    });
  }
}

export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A file that could not be loaded, or whose hook failed, counts as one failure: none of its tests would tell. */
function countTests(modules: ReadonlyArray<TestModule>): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      counts[state === 'pending' ? 'failed' : state] += 1;
    }
    const brokenSuites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0).length;
    counts.failed += module.errors().length > 0 ? 1 : brokenSuites;
  }
  return counts;
}
