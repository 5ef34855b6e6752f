// Everything that must hold: format, lint, types, architecture, rules, db, http and browser tests. The same for people and CI.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => join(root, 'node_modules', name);
process.env.PATH = `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`;

function step(title, file, args, env = {}) {
  const began = Date.now();
  process.stdout.write(`\n== ${title}\n`);
  const result = spawnSync('node', [file, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  process.stdout.write(
    `== ${title}: ${result.status === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - began) / 1000)} s)\n`,
  );
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const chromium = ensureChromium();
step('build', join(root, 'bin', 'build.mjs'), ['--force']);
step('format', bin('prettier/bin/prettier.cjs'), ['--check', '--log-level', 'warn', '.']);
step('lint', bin('eslint/bin/eslint.js'), ['.']);
step('types', bin('typescript/bin/tsc'), ['--noEmit', '-p', 'tsconfig.json']);
step('tests', bin('vitest/vitest.mjs'), ['run', ...process.argv.slice(2)], chromium ? { CHROMIUM: chromium } : {});
