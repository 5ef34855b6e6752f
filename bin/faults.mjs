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
// Some of them: npm run faults -- test/faults/disk-full.db.spec.ts
const given = process.argv.length > 2 ? process.argv.slice(2) : ['test/faults'];
const reporters = ['--reporter=default', '--reporter=./test/faults/results.reporter.ts'];
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync('node', [vitest, 'run', ...given, ...reporters], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
