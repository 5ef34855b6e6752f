import type { RunningPostgres } from '../platform/db/index.js';

const LOOK_EVERY_MS = 1_000;

/** Keeps the embedded PostgreSQL running at its port, the only one that web and worker know, until it is told to stop. */
export class KeptDatabase {
  private readonly watch: NodeJS.Timeout;
  private starting: Promise<void> | null = null;
  private isDown = false;

  constructor(
    private running: RunningPostgres,
    private readonly startAt: (port: number) => Promise<RunningPostgres>,
    private readonly say: (text: string) => void,
  ) {
    this.watch = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.watch);
    await this.starting;
    await this.running.stop();
  }

  private look(): void {
    if (this.starting || this.running.isAlive()) return;
    if (!this.isDown) this.say('PostgreSQL ended unexpectedly and is started again');
    this.isDown = true;
    this.starting = this.startAgain().finally(() => (this.starting = null));
  }

  /** Right after a kill its old sessions may still hold memory and lock file, and a full disk may take longer: the next look tries again. */
  private async startAgain(): Promise<void> {
    try {
      this.running = await this.startAt(this.running.port);
      this.isDown = false;
    } catch {
      // Said once; what is wrong stands in the server's own log.
    }
  }
}
