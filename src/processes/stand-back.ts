import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import type pg from 'pg';
import type { DataSource } from 'typeorm';

interface Connected {
  processID: number;
  connection: { stream: { localPort?: number } };
}

/** Building the indexes of some ten thousand people takes as long. */
const LOOK_EVERY_MS = 100;

/**
 * On a machine that PostgreSQL shares with pages, its processes for this one's connections stand back too, and those that
 * help them: they do most of an import's work. Elsewhere, or where that is not allowed, nothing happens.
 */
export function standBack(dataSource: DataSource, nice: number): void {
  const { master } = dataSource.driver as unknown as { master: pg.Pool };
  const seen = new WeakSet<object>();
  const ours = new Set<number>();
  let server = 0;
  master.on('acquire', (client) => {
    if (seen.has(client)) return;
    seen.add(client);
    const { processID, connection } = client as unknown as Connected;
    const port = connection.stream.localPort;
    if (port === undefined || !titleOf(processID).includes(`(${port})`) || !lower(processID, nice)) return;
    server = parentOf(processID);
    ours.add(processID);
  });
  master.on('remove', (client) => ours.delete((client as unknown as Connected).processID));
  // Parallel workers are children of the server, not of the process that they help, and begin with the server's priority.
  let known: readonly number[] = [];
  setInterval(() => {
    if (ours.size === 0) return;
    const children = childrenOf(server);
    for (const child of children) {
      const helped = known.includes(child) ? null : /parallel worker for PID (\d+)/.exec(titleOf(child))?.[1];
      if (helped && ours.has(Number(helped))) lower(child, nice);
    }
    known = children;
  }, LOOK_EVERY_MS).unref();
}

function lower(pid: number, nice: number): boolean {
  try {
    setPriority(pid, nice);
    return true;
  } catch {
    // It belongs to another user of the system, or has ended.
    return false;
  }
}

/** Numbers of processes mean something on their own machine only: a process of PostgreSQL says itself whom it serves. */
function titleOf(pid: number): string {
  const title = read(`/proc/${pid}/cmdline`);
  return title.startsWith('postgres') ? title : '';
}

function parentOf(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

function childrenOf(pid: number): number[] {
  return read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
