// The command line: builds when the sources changed, then runs the command. Standard output stays the command's own.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const build = spawnSync(process.execPath, [join(root, 'bin', 'build.mjs')], { cwd: root, stdio: ['ignore', 2, 2] });
if (build.status !== 0) process.exit(1);
const command = spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(command.status ?? 1);
