import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { livingReaders } from '../../tabular/index.js';
import type { Lane } from './lanes.rules.js';
import { mayBegin } from './memory.rules.js';

const LOOK_EVERY_MS = 250;

/** Files of this process that are worked on by lane, so many as there is memory for. */
export class MemoryPlaces {
  private readonly running: Record<Lane, number> = { quick: 0, long: 0 };

  /** Runs the work once there is memory for it. @throws the signal's reason when the process ends before */
  async within(lane: Lane, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    while (!mayBegin(lane, this.running[lane], weightMb())) {
      await sleep(LOOK_EVERY_MS);
      signal.throwIfAborted();
    }
    this.running[lane]++;
    try {
      await work();
    } finally {
      this.running[lane]--;
    }
  }
}

/** This process and its readers; a page that several of them share counts once. 0 where the system does not tell. */
function weightMb(): number {
  return [process.pid, ...livingReaders()].reduce((sum, pid) => sum + proportionalMb(pid), 0);
}

function proportionalMb(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
