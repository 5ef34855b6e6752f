// Every fault of the matrix with large files and many moments; writes test/faults/RESULTS.md. Sizes: test/faults/sizes.ts.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.env.PATH = `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`;
process.env.FAULTS ??= 'large';
const chromium = ensureChromium();
if (chromium) process.env.CHROMIUM = chromium;
const args = ['run', 'test/faults', '--reporter=default', '--reporter=./test/faults/results.reporter.ts'];
const { status } = spawnSync(
  'node',
  [join(root, 'node_modules/vitest/vitest.mjs'), ...args, ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
process.exit(status ?? 1);
