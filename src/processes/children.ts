import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_MS = 20_000;
const CRASHES_ALLOWED = 5;
const CRASH_WINDOW_MS = 60_000;

/** A child process that is kept running until it is told to stop. */
export class KeptChild {
  private child: ChildProcess | null = null;
  private stopping = false;
  private crashes: number[] = [];

  constructor(
    private readonly name: string,
    private readonly module: URL,
    private readonly env: NodeJS.ProcessEnv,
    /** For Node itself, e.g. limits of memory. */
    private readonly flags: readonly string[],
    private readonly onGivenUp: (name: string) => void,
  ) {}

  /** Resolves when the child says that it is ready. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      // A process group of its own: Ctrl-C in the terminal reaches the supervisor alone, which ends the others in order.
      const child = fork(this.module, {
        env: this.env,
        execArgv: [...this.flags],
        detached: true,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      this.child = child;
      child.once('message', () => resolve());
      child.once('exit', (code) => {
        this.child = null;
        reject(new Error(`${this.name} ended while starting (exit ${code ?? 'by signal'})`));
        if (!this.stopping) void this.again();
      });
    });
  }

  private async again(): Promise<void> {
    const now = Date.now();
    this.crashes = [...this.crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    if (this.crashes.length > CRASHES_ALLOWED) return this.onGivenUp(this.name);
    process.stderr.write(`${this.name} ended unexpectedly and is started again\n`);
    await sleep(1_000);
    if (!this.stopping) await this.start().catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (!child) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    await ended;
    clearTimeout(late);
  }
}
