import { readFileSync } from 'node:fs';
import { Counter, Gauge } from 'prom-client';
import { livingReaders } from '../tabular/index.js';
import type { ImportMeter } from '../imports/index.js';
import { ProcessMetrics } from '../platform/metrics/index.js';

const WINDOW_MS = 15_000;

/** Numbers of a worker process: files that wait and run, how fast rows are read, what it and its readers weigh. */
export class WorkerMetrics extends ProcessMetrics {
  private readonly samples: { at: number; rows: number }[] = [];

  constructor(meter: ImportMeter) {
    super();
    const registers = [this.registry];
    const running = new Gauge({ name: 'sinergi_imports_running', help: 'Files that some worker works on', registers });
    const waiting = new Gauge({ name: 'sinergi_imports_waiting', help: 'Files that wait for a worker', registers });
    new Gauge({
      name: 'sinergi_imports_queue_age_seconds',
      help: 'Waiting time of the file that waits longest',
      registers,
      async collect() {
        const now = await meter.now();
        running.set(now.running);
        waiting.set(now.waiting);
        this.set(now.oldestSeconds);
      },
    });
    const speed = () => this.speed(meter.rows, Date.now());
    new Gauge({
      name: 'sinergi_import_rows_per_second',
      help: 'Rows that this process read, over the last seconds',
      registers,
      collect() {
        this.set(speed());
      },
    });
    new Counter({
      name: 'sinergi_import_rows_total',
      help: 'Rows that this process read',
      registers,
      collect() {
        this.reset();
        this.inc(meter.rows);
      },
    });
    new Counter({
      name: 'sinergi_import_runs_total',
      help: 'Times that this process let go of a file, by the state it left it in',
      labelNames: ['state'],
      registers,
      collect() {
        this.reset();
        for (const [state, times] of meter.ended) this.inc({ state }, times);
      },
    });
    new Gauge({
      name: 'sinergi_worker_memory_bytes',
      help: 'Resident memory of this process and its readers; pages that they share are counted in each',
      labelNames: ['part'],
      registers,
      collect() {
        this.set({ part: 'worker' }, process.memoryUsage.rss());
        this.set(
          { part: 'readers' },
          livingReaders().reduce((sum, pid) => sum + residentBytes(pid), 0),
        );
      },
    });
  }

  private speed(rows: number, at: number): number {
    while (this.samples.length > 1 && at - (this.samples[0]?.at ?? at) > WINDOW_MS) this.samples.shift();
    const first = this.samples[0];
    this.samples.push({ at, rows });
    return first && at > first.at ? (rows - first.rows) / ((at - first.at) / 1000) : 0;
  }
}

function residentBytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
