import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** One start a data folder. The file tells who runs and where. */
export class DataLock {
  private readonly file: string;
  private held = false;

  constructor(data: string) {
    mkdirSync(data, { recursive: true });
    this.file = join(data, 'running.json');
  }

  /** @throws Error with the address of the one that runs already */
  take(port: number): void {
    if (existsSync(this.file)) {
      const other = JSON.parse(readFileSync(this.file, 'utf8')) as { pid: number; port: number };
      if (runs(other.pid))
        throw new Error(
          `Sinergi already runs here: http://localhost:${other.port} (process ${other.pid}). Stop it first, or set SINERGI_DATA to another folder.`,
        );
    }
    writeFileSync(this.file, JSON.stringify({ pid: process.pid, port }));
    this.held = true;
  }

  release(): void {
    if (this.held) rmSync(this.file, { force: true });
  }
}

/** A Node process of that number; after a reboot the number may be somebody else's. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || /node|MainThread/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'));
  } catch {
    return false;
  }
}

/** @throws Error that says what to do when the port is taken */
export function assertPortIsFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () =>
      reject(new Error(`Port ${port} is in use by another program. Choose another one: PORT=${port + 1} npm start`)),
    );
    probe.listen(port, () => probe.close(() => resolve()));
  });
}
