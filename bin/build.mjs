// Compiles src to dist and builds the browser's assets when something changed since the last build.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function newest(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}

function step(file, args) {
  const result = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const built = join(root, 'dist', 'cli.js');
if (!existsSync(built) || newest(join(root, 'src')) > statSync(built).mtimeMs || process.argv.includes('--force')) {
  step(join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), ['build']);
}
const manifest = join(root, 'public', 'assets', 'manifest.json');
if (
  !existsSync(manifest) ||
  newest(join(root, 'assets')) > statSync(manifest).mtimeMs ||
  process.argv.includes('--force')
) {
  step(join(root, 'bin', 'assets.mjs'), []);
}
