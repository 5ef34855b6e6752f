import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Launch {
  module: URL | string;
  stdout: boolean;
  memoryMb: number;
  /** Files the child may open beside the program itself. */
  reads: string[];
  /** More modules of the program that it loads before it says that it is ready. */
  loads?: string[];
}

/** MB. What a reader keeps lies outside the heap; a large young generation only holds garbage longer, and is slower. */
const YOUNG = 4;

/**
 * Starts a Node process that can do little harm: empty environment, a heap limit, low priority, and Node's permission
 * model without file writing, child processes, threads and native code. It may read the program and `reads`.
 */
export function launch({ module, stdout, memoryMb, reads, loads = [] }: Launch): ChildProcess {
  const file = compiledModule(
    typeof module === 'string' && !module.startsWith('file:') ? module : fileURLToPath(module),
  );
  const child = fork(file, [], {
    cwd: root,
    env: { TZ: 'UTC' },
    execArgv: [
      `--max-semi-space-size=${YOUNG}`,
      `--max-old-space-size=${Math.floor(memoryMb * 0.75)}`,
      ...loads.flatMap((url) => ['--import', url]),
      ...sourceFlags(file),
      ...permissions(file, reads),
    ],
    stdio: ['ignore', stdout ? 'pipe' : 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  try {
    if (child.pid !== undefined) setPriority(child.pid, 10);
  } catch {
    // Already gone: its exit is reported like any other.
  }
  return child;
}

/**
 * The compiled module, also for code that runs from its sources, as tests do (they build first): compiling in every child
 * would take longer than the work of most files.
 */
export function compiledModule(file: string): string {
  if (!file.startsWith(`${root}src/`)) return file;
  return `${root}dist/${file.slice(root.length + 4).replace(/\.ts$/, '.js')}`;
}

function sourceFlags(file: string): string[] {
  if (!file.endsWith('.ts')) return [];
  const hook = fileURLToPath(new URL('./typescript-hook.mjs', import.meta.url));
  return ['--experimental-transform-types', '--disable-warning=ExperimentalWarning', '--import', hook];
}

function permissions(file: string, reads: string[]): string[] {
  if (!process.allowedNodeEnvironmentFlags.has('--permission')) return [];
  const program = ['src', 'dist', 'node_modules', 'package.json'].map((name) => `${root}${name}`);
  const open = [...program, file, ...reads].filter((path) => existsSync(path));
  const all = new Set(open.flatMap((path) => [path, realpathSync(path)]));
  return ['--permission', ...[...all].map((path) => `--allow-fs-read=${path}`)];
}
