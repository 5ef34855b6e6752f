// Starts the built product on a folder of its own, as `npm start` does but without demo data, and tells about it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'dist', 'cli.js');

/** @param onSpawn is given `stop` as soon as there is something to stop */
export async function startUnderTest(web = 'main.js', onSpawn = () => {}) {
  const folder = mkdtempSync(join(process.env.SINERGI_BENCH_DIR ?? tmpdir(), 'sinergi-bench-'));
  const port = await freePort();
  const env = {
    ...process.env,
    SINERGI_DATA: folder,
    PORT: String(port),
    SINERGI_DEMO: 'off',
    LOG_LEVEL: 'error',
    SINERGI_WEB: web,
  };
  // Under development every page looks whether a template changed: that is not what people wait for.
  delete env.NODE_ENV;
  const child = spawn(process.execPath, [cli, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const base = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    }
    rmSync(folder, { recursive: true, force: true });
  };
  onSpawn(stop);
  try {
    await Promise.race([ready(child), ended(child)]);
  } catch (error) {
    await stop();
    throw error;
  }
  const script = (path, args, input = '') => {
    const result = spawnSync(process.execPath, [path, ...args], { env, input, encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`${args.join(' ')}: ${result.stderr}`);
    return JSON.parse(result.stdout);
  };
  return {
    base,
    folder,
    /** A command of the product, or another script with its environment: what it prints as JSON. */
    run: (args, input) => script(cli, args, input),
    script,
    processes: () => tree(child.pid),
    /** Past the product, as the cluster's superuser. */
    connect: async () => {
      const client = new pg.Client({ connectionString: adminUrl(folder) });
      await client.connect();
      return client;
    },
    stop,
  };
}

function ready(child) {
  return new Promise((resolve) => child.stdout.on('data', (text) => String(text).includes('Ctrl-C') && resolve()));
}

function ended(child) {
  return new Promise((_, reject) => child.once('exit', (code) => reject(new Error(`start ended with ${code}`))));
}

function adminUrl(folder) {
  const { superuserPassword } = JSON.parse(readFileSync(join(folder, 'development-secrets.json'), 'utf8'));
  const port = readFileSync(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgres://postgres:${superuserPassword}@127.0.0.1:${port}/postgres`;
}

/** Node processes below the supervisor by what they are: web, worker, readers. Looked at often, so not by a walk over all processes. */
function tree(pid) {
  const children = childrenOf(pid);
  const web = children.find(({ command }) => /main\.js|web-with-floor/.test(command));
  const worker = children.find(({ command }) => command.includes('worker.js'));
  return { web, worker, readers: worker ? childrenOf(worker.pid) : [] };
}

/** Node starts processes from its main thread. */
function childrenOf(pid) {
  return read(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter(Boolean)
    .map((child) => ({
      pid: Number(child),
      command: read(`/proc/${child}/cmdline`).replaceAll('\0', ' '),
      peak: Number(/VmHWM:\s+(\d+)/.exec(read(`/proc/${child}/status`))?.[1] ?? 0) / 1024,
    }));
}

/** '' when the process has ended meanwhile. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
