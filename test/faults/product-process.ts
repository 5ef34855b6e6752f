import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { TEST_KEY } from '../support/builders.js';

export interface ProcessSite {
  databaseUrl: string;
  /** SINERGI_DATA, shared by all processes. */
  data: string;
  port?: number;
  logLevel?: string;
  /** More of the environment. */
  env?: Record<string, string>;
}

/** Web or worker as `npm start` runs them: a process of its own, which can be killed for real. */
export class ProductProcess {
  /** What it printed, for looking at when a test fails and for searching it for personal data. */
  output = '';
  /** Where it tells its numbers, if it does. */
  metricsPort: number | null = null;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  private dismissed = false;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk) => (this.output += String(chunk)));
    child.stderr?.on('data', (chunk) => (this.output += String(chunk)));
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  }

  /** Resolves when it takes requests or jobs. */
  static async start(name: 'main' | 'worker', site: ProcessSite): Promise<ProductProcess> {
    const child = fork(fileURLToPath(new URL(`../../dist/${name}.js`, import.meta.url)), [], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        TZ: 'UTC',
        LOG_LEVEL: site.logLevel ?? 'error',
        PORT: String(site.port ?? 0),
        DATABASE_URL: site.databaseUrl,
        SINERGI_DATA: site.data,
        SINERGI_KEY: TEST_KEY,
        ...site.env,
      },
    });
    const started = new ProductProcess(child);
    const ready = new Promise<true>((resolve) =>
      child.once('message', (said: { metricsPort?: number }) => {
        started.metricsPort = said.metricsPort ?? null;
        resolve(true);
      }),
    );
    const first = await Promise.race([ready, started.ended]);
    if (first !== true) throw new Error(`${name} ended while starting:\n${started.output}`);
    return started;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Stands still without ending, and goes on. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** It ended, and nobody here ended it. */
  get fell(): boolean {
    return !this.alive && !this.dismissed;
  }

  /** As the kernel does when memory runs out: no chance to tidy up. */
  async kill(): Promise<void> {
    this.dismissed = true;
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** As a deployment does. @returns exit code; null when it was ended by force */
  async stop(): Promise<number | null> {
    this.dismissed = true;
    this.child.kill('SIGTERM');
    return (await this.ended).code;
  }
}
