import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { TEST_KEY } from '../support/builders.js';

const WORKER = fileURLToPath(new URL('../../src/worker.ts', import.meta.url));
const HOOK = new URL('./run-sources.mjs', import.meta.url).href;

export interface WorkerSite {
  databaseUrl: string;
  /** SINERGI_DATA, shared with the web process. */
  data: string;
}

/** A worker as `npm start` runs it: a process of its own, which can be killed for real. */
export class WorkerProcess {
  /** What it printed, for looking at when a test fails and for searching it for personal data. */
  output = '';
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk) => (this.output += String(chunk)));
    child.stderr?.on('data', (chunk) => (this.output += String(chunk)));
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  }

  /** Resolves when it takes jobs. */
  static async start(site: WorkerSite): Promise<WorkerProcess> {
    const child = fork(WORKER, [], {
      execArgv: ['--import', HOOK, '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        TZ: 'UTC',
        LOG_LEVEL: 'error',
        DATABASE_URL: site.databaseUrl,
        SINERGI_DATA: site.data,
        SINERGI_KEY: TEST_KEY,
      },
    });
    const worker = new WorkerProcess(child);
    const ready = new Promise<true>((resolve) => child.once('message', () => resolve(true)));
    const first = await Promise.race([ready, worker.ended]);
    if (first !== true) throw new Error(`The worker ended while starting:\n${worker.output}`);
    return worker;
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** As the kernel does when memory runs out: no chance to tidy up. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** As a deployment does. @returns milliseconds until it had ended */
  async stop(): Promise<{ code: number | null; milliseconds: number }> {
    const began = Date.now();
    this.child.kill('SIGTERM');
    const { code } = await this.ended;
    return { code, milliseconds: Date.now() - began };
  }
}
