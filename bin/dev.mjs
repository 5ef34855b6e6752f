// Development: builds, starts everything, and starts the processes again when a source changes.
import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watch } from 'chokidar';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const build = () =>
  spawnSync(process.execPath, [join(root, 'bin', 'build.mjs')], { cwd: root, stdio: 'inherit' }).status === 0;

let child = null;
let timer = null;
let stopping = false;

function run() {
  child = spawn(process.execPath, [join(root, 'dist', 'cli.js'), 'start'], {
    cwd: root,
    stdio: 'inherit',
    detached: true,
    env: { ...process.env, NODE_ENV: 'development' },
  });
  child.on('exit', (code) => {
    child = null;
    if (stopping) process.exit(code ?? 0);
  });
}

async function again(path) {
  process.stdout.write(`changed: ${path}\n`);
  if (!build()) return;
  if (child) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  run();
}

if (!build()) process.exit(1);
run();
// Views and texts are read again by the running process; only code and styles need a build.
watch([join(root, 'src'), join(root, 'assets')], { ignoreInitial: true, ignored: /locales/ }).on(
  'all',
  (_event, path) => {
    clearTimeout(timer);
    timer = setTimeout(() => void again(path), 200);
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopping = true;
    if (child) child.kill('SIGTERM');
    else process.exit(0);
  });
}
