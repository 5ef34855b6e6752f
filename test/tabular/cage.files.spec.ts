import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inspectCaged, runCaged, type CageOptions } from '../../src/tabular/index.js';
import { fileFolder, workbookOf } from './small-files.js';
import type { Trouble } from './cage/trouble.child.js';

const files = fileFolder();
const limits = { memoryMb: 256, seconds: 20, idleSeconds: 20 };

function run(input: Trouble, more: Partial<CageOptions> = {}) {
  const messages: unknown[] = [];
  const module = new URL('./cage/trouble.child.ts', import.meta.url);
  const caged = runCaged({ module, input, limits, onMessage: (message) => messages.push(message), ...more });
  return { ...caged, messages };
}

function isAlive(pid: number | undefined): boolean {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

describe('runCaged', () => {
  it('gives the child nothing of our environment and takes typed messages back', async () => {
    const { finished, messages } = run({ kind: 'answer' });
    await finished;
    expect(messages).toEqual([{ env: ['TZ'], bytes: new Uint8Array([1, 2]) }]);
  });

  it('streams standard output to its end', async () => {
    const { stdout, finished } = run({ kind: 'print' }, { stdout: 'pipe' });
    let bytes = 0;
    for await (const chunk of stdout) bytes += (chunk as Buffer).length;
    await finished;
    expect(bytes).toBe(1_000_000);
  });

  it('hears the last word of a child that is done while we were too busy to listen', async () => {
    const { finished, messages } = run({ kind: 'flood' });
    // The pipe is full by then, and its end stands in the child's queue.
    for (let turn = 0; turn < 12; turn++) {
      const until = performance.now() + 150;
      while (performance.now() < until);
      await sleep(1);
    }
    await finished;
    expect(messages).toHaveLength(100);
  });

  it.each([
    ['refuse', { code: 'csv.nul', params: { line: 7 } }],
    ['abort', { code: 'file.crash' }],
    ['exit', { code: 'file.crash' }],
    ['heap', { code: 'file.memory' }],
    ['buffers', { code: 'file.memory' }],
    ['scribble', { code: 'file.crash' }],
    ['peek', { code: 'file.crash' }],
    ['spawn', { code: 'file.crash' }],
  ])('ends a child that tries to %s', async (kind, reason) => {
    const { finished, pid } = run({ kind, path: files.write('in.txt', 'x') });
    await expect(finished).rejects.toMatchObject(reason);
    expect(isAlive(pid)).toBe(false);
  });

  it('repeats no long numbers from a fault', async () => {
    const { finished } = run({ kind: 'fault' });
    const error = (await finished.catch((reason: unknown) => reason)) as Error;
    expect(error).toMatchObject({ code: 'file.crash' });
    expect(String((error.cause as Error).message)).toContain('cell # is odd');
  });

  it('may read the file it was given', async () => {
    const { finished, messages } = run({ kind: 'read', path: files.write('given.txt', 'isi') });
    await finished;
    expect(messages).toEqual(['isi']);
  });

  it.each([
    ['spin', { ...limits, seconds: 1 }],
    ['wait', { ...limits, idleSeconds: 1 }],
  ])('kills a child that only %ss', async (kind, short) => {
    const { finished, pid } = run({ kind }, { limits: short });
    await expect(finished).rejects.toMatchObject({ code: 'file.time', params: { seconds: 1 } });
    expect(isAlive(pid)).toBe(false);
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const { finished } = run({ kind: 'wait' }, { signal: stop.signal });
    await sleep(300);
    stop.abort(new Error('dibatalkan'));
    await expect(finished).rejects.toThrow('dibatalkan');
  });

  it('does not outlive us', async () => {
    const { finished, pid } = run({ kind: 'wait' });
    await sleep(500);
    process.emit('exit', 0);
    await expect(finished).rejects.toMatchObject({ code: 'file.crash' });
    expect(isAlive(pid)).toBe(false);
  });
});

describe('inspectCaged', () => {
  it('answers as inspectTable does, with the caller’s column names', async () => {
    const path = files.write('in.csv', 'Judul,x,y\nN.I.K.,Nama Lengkap,z\n31,Demo,1\n');
    const seen = await inspectCaged(path, 'in.csv', { headers: ['nik', 'nama_lengkap'] });
    expect(seen).toMatchObject({ headers: ['N.I.K.', 'Nama Lengkap', 'z'], titles: ['Judul x y'], questions: [] });
  });

  it('carries the reason of a refusal across', async () => {
    const path = files.write(
      'macro.xlsx',
      workbookOf({ sheets: [], type: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
    );
    await expect(inspectCaged(path, 'macro.xlsx')).rejects.toMatchObject({ code: 'file.macro' });
  });
});
