import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import type pg from 'pg';
import type { DataSource } from 'typeorm';

interface Connected {
  processID: number;
  connection: { stream: { localPort?: number } };
}

/**
 * On a machine that PostgreSQL shares with pages, its processes for this one's connections stand back too: they do most of
 * an import's work. Elsewhere, or where that is not allowed, nothing happens.
 */
export function standBack(dataSource: DataSource, nice: number): void {
  const { master } = dataSource.driver as unknown as { master: pg.Pool };
  const seen = new WeakSet<object>();
  master.on('acquire', (client) => {
    if (seen.has(client)) return;
    seen.add(client);
    const { processID, connection } = client as unknown as Connected;
    const port = connection.stream.localPort;
    if (port === undefined || !serves(processID, port)) return;
    try {
      setPriority(processID, nice);
    } catch {
      // It belongs to another user of the system: it keeps its priority.
    }
  });
}

/** Numbers of processes mean something on their own machine only: this one must say itself that it serves our port. */
function serves(pid: number, port: number): boolean {
  try {
    const title = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
    return title.startsWith('postgres') && title.includes(`(${port})`);
  } catch {
    return false;
  }
}
