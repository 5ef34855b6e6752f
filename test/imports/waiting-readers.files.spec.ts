import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Import } from '../../src/imports/import.entity.js';
import { WaitingReaders } from '../../src/imports/reading/waiting-readers.js';

const JUDGE = new URL('../../src/rosters/reading/roster-judge.ts', import.meta.url);
const PATH = new URL(import.meta.url).pathname;
const file = { id: 'berkas' } as Import;

describe('the reader that is started while a file is looked at', () => {
  const readers = new WaitingReaders();
  afterEach(() => readers.drop(file.id));

  it('is there for whoever takes the file over in the other lane, and stays', async () => {
    readers.open(file, PATH, JUDGE);
    readers.leave(file.id);
    await sleep(300);
    const cage = readers.take(file, PATH);
    expect(cage?.isReady || cage?.child.connected).toBe(true);
    await sleep(2_500);
    expect(cage?.child.exitCode ?? cage?.child.signalCode).toBeNull();
    expect(readers.take(file, PATH)).toBeUndefined();
    cage?.child.kill('SIGKILL');
  });

  it('ends when nobody comes for it', async () => {
    readers.open(file, PATH, JUDGE);
    readers.leave(file.id);
    await sleep(2_500);
    expect(readers.take(file, PATH)).toBeUndefined();
  });

  it('reads the one file that it was started for', () => {
    readers.open(file, PATH, JUDGE);
    expect(readers.take(file, `${PATH}.other`)).toBeUndefined();
    expect(readers.take({ id: 'lain' } as Import, PATH)).toBeUndefined();
  });
});
