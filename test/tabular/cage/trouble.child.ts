import { readFileSync, writeFileSync } from 'node:fs';
import { cagedWork } from '../../../src/tabular/caged-work.js';
import { Unreadable } from '../../../src/tabular/unreadable.js';

export interface Trouble {
  kind: string;
  path?: string;
}

/** Does what a hostile or broken file could make a reader do. */
const acts: Record<string, (input: Trouble, send: (message: unknown) => void) => Promise<void> | void> = {
  answer: (_input, send) => send({ env: Object.keys(process.env).sort(), bytes: new Uint8Array([1, 2]) }),
  print: () => void process.stdout.write('x'.repeat(1_000_000)),
  flood: (_input, send) => {
    for (let i = 0; i < 100; i++) send('x'.repeat(65_536));
  },
  refuse: () => {
    throw new Unreadable('csv.nul', { line: 7 });
  },
  fault: () => {
    throw new TypeError('cell 3173010101800001 is odd');
  },
  spin: () => {
    for (;;);
  },
  wait: () => new Promise(() => setInterval(() => undefined, 1_000)),
  heap: () => {
    const kept: unknown[] = [];
    for (;;) kept.push(new Array(1_000).fill({}));
  },
  buffers: async () => {
    const kept: Buffer[] = [];
    for (;;) {
      kept.push(Buffer.alloc(16_777_216, 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
  abort: () => process.abort(),
  exit: () => process.exit(0),
  read: (input, send) => send(readFileSync(String(input.path), 'utf8')),
  peek: (_input, send) => send(readFileSync('/etc/hostname', 'utf8')),
  scribble: (input) => writeFileSync(`${input.path}.out`, 'x'),
  spawn: async () => void (await import('node:child_process')).spawnSync('true'),
};

cagedWork<Trouble, unknown>(async (input, send) => acts[input.kind]?.(input, send));
