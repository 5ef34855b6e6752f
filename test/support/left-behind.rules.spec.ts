import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { people } from '../imports/roster-files.js';
import { leftBehind, niksIn } from './left-behind.js';

const [someone] = people(1, 91);

describe('what a run leaves behind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sinergi-left-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('finds numbers of people, and takes nothing else for one', () => {
    const { nik } = someone!;
    expect(niksIn(`value "${nik}" is out of range`)).toEqual([`value "${nik.slice(0, 6)}…" is out of range`]);
    expect(niksIn(`(${nik},BUDI)\n`.repeat(3))).not.toEqual([]);
    expect(niksIn(`(${nik},BUDI) and ${nik}`).join()).not.toContain(nik);
    const others = [
      '1764000000000000',
      `0${nik}`,
      nik.slice(1),
      '3273019913800001',
      '0000000000000001',
      '2026-11-23 21:00:00.1234567890123456',
    ];
    expect(niksIn(others.join('\n'))).toEqual([]);
  });

  it('looks into every file but the stored uploads', () => {
    mkdirSync(join(folder, 'files'));
    mkdirSync(join(folder, 'logs'));
    writeFileSync(join(folder, 'files', 'upload'), someone!.nik);
    expect(leftBehind([folder])).toEqual([]);
    writeFileSync(join(folder, 'logs', 'web.log'), `msg ${someone!.nik}`);
    expect(leftBehind([folder])).toEqual([`${join(folder, 'logs', 'web.log')}: msg ${someone!.nik.slice(0, 6)}…`]);
    expect(leftBehind([join(folder, 'logs', 'web.log')])).toHaveLength(1);
  });
});
