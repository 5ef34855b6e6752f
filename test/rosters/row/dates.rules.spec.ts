import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCalendarDate } from '../../../src/kernel/index.js';
import { CELL } from '../../../src/rosters/row/cells.js';
import { readDate } from '../../../src/rosters/row/dates.rules.js';
import { isoDate, packed, UNREADABLE, yearsBetween } from '../../../src/rosters/row/packed-dates.js';
import { faulty, fine, reading } from './reading.js';

const TODAY = 20261123;
const read = (text: string, kind: number = CELL.text) => reading((findings) => readDate(text, kind, TODAY, findings));
const DAY = 19800112;

describe('a date cell', () => {
  it.each([
    ['12/01/1980', CELL.text],
    ['12-01-1980', CELL.text],
    ['12.01.1980', CELL.text],
    ['1980-01-12', CELL.text],
    ['1980/01/12', CELL.text],
    ['1980.01.12', CELL.text],
    ['1980-1-12', CELL.text],
    ['12 01 1980', CELL.text],
    ['12 / 01 / 1980', CELL.text],
    [' 12/01/1980 ', CELL.text],
    ["'12/01/1980", CELL.text],
    ['12/1/1980', CELL.text],
    ['12011980', CELL.text],
    ['19800112', CELL.text],
    ['19800112', CELL.number],
    ['1980-01-12', CELL.date],
    ['1980-01-12', CELL.formula],
    ['Jakarta, 12-01-1980', CELL.text],
  ])('%j (kind %i) is 12 January 1980', (text, kind) => {
    expect(read(text, kind)).toEqual(fine(DAY));
  });

  it.each([
    ['12 Januari 1980', 'date.words'],
    ['12 JANUARI 1980', 'date.words'],
    ['12 Jan 1980', 'date.words'],
    ['12-Jan-1980', 'date.words'],
    ['12januari1980', 'date.words'],
    ['12th January 1980', 'date.words'],
    ['January 12, 1980', 'date.words'],
    ['1980-Jan-12', 'date.words'],
    ['Sabtu, 12 Januari 1980', 'date.words'],
    ['Bandar Lampung, 12 Januari 1980', 'date.words'],
    ['12/01/1980 00:00:00', 'date.time'],
    ['12/01/1980 0:00', 'date.time'],
    ['1980-01-12T00:00:00', 'date.time'],
    ['1980-01-12 00:00:00.000', 'date.time'],
    ['1980-01-12T00:00:00Z', 'date.time'],
    ['1980-01-11T17:00:00.000Z', 'date.time'],
    ['12/01/80', 'date.two_digit_year'],
    ['12-1-80', 'date.two_digit_year'],
    ['12.01.80', 'date.two_digit_year'],
    ['29232', 'date.serial'],
  ])('%j is 12 January 1980, with the note %s', (text, note) => {
    expect(read(text)).toEqual(fine(DAY, note));
  });

  it('counts days as Excel does, in a numeric cell also with a time of day', () => {
    expect(read('29232.75', CELL.number)).toEqual(fine(DAY, 'date.serial'));
    expect(read('45292', CELL.number).value).toBe(20240101);
    expect(read('36526').value).toBe(20000101);
  });

  it.each([
    ['12 Mei 1980', 19800512],
    ['3 Agustus 1980', 19800803],
    ['3 Agt 1980', 19800803],
    ['3 Nopember 1980', 19801103],
    ['3 Peb 1980', 19800203],
    ['3 Okt 1980', 19801003],
    ['3 Des 80', 19801203],
    ['3 December 1980', 19801203],
    ['03/04/1980', 19800403],
    ['29/02/2000', 20000229],
  ])('%s is %i: Indonesian and English months, day before month', (text, date) => {
    expect(read(text).value).toBe(date);
  });

  it('puts a two-digit year into the century that is not after the latest date', () => {
    expect(read('23-11-26').value).toBe(20261123);
    expect(read('24-11-26').value).toBe(19261124);
    expect(read('1/1/00').value).toBe(20000101);
  });

  it.each([
    ['31/02/1980', CELL.text],
    ['29/02/1981', CELL.text],
    ['29/02/1900', CELL.text],
    ['01/13/1980', CELL.text],
    ['13/13/1980', CELL.text],
    ['00/01/1980', CELL.text],
    ['1980-13-01', CELL.text],
    ['0000-00-00', CELL.text],
    ['12/01/1880', CELL.text],
    ['12/01/198', CELL.text],
    ['12/01', CELL.text],
    ['1980', CELL.text],
    ['1980', CELL.number],
    ['45', CELL.number],
    ['-5', CELL.number],
    ['999999', CELL.number],
    ['120180', CELL.text],
    ['12 Foo 1980', CELL.text],
    ['31 Februari 1980', CELL.text],
    ['12-01/1980 atau 13/01/1980', CELL.text],
    ['lupa', CELL.text],
    ['12/Jan', CELL.text],
    ['Jan 1980', CELL.text],
    ['1980-01-11T09:30:00Z', CELL.text],
    ['12/01/1980'.repeat(50), CELL.text],
    ['TRUE', CELL.boolean],
  ])('%j (kind %i) is not read', (text, kind) => {
    expect(read(text, kind)).toMatchObject({ value: UNREADABLE, causes: [] });
  });

  it('reads every day back from every way of writing it', () => {
    const days = fc
      .record({
        y: fc.integer({ min: 1927, max: 2025 }),
        m: fc.integer({ min: 1, max: 12 }),
        d: fc.integer({ min: 1, max: 31 }),
      })
      .filter(({ y, m, d }) => isCalendarDate(y, m, d));
    const names = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' ');
    const two = (value: number) => String(value).padStart(2, '0');
    fc.assert(
      fc.property(days, ({ y, m, d }) => {
        const date = packed(y, m, d);
        const serial = String(Math.round(Date.UTC(y, m - 1, d) / 86_400_000) + 25_569);
        const ways = [
          `${two(d)}/${two(m)}/${y}`,
          `${d}-${m}-${y}`,
          `${two(d)}.${two(m)}.${two(y % 100)}`,
          isoDate(date),
        ];
        ways.push(
          `${d} ${names[m - 1]} ${y}`,
          `${two(d)}${two(m)}${y}`,
          `${y}${two(m)}${two(d)}`,
          `${isoDate(date)}T00:00:00`,
        );
        for (const way of ways) expect([way, read(way).value]).toEqual([way, date]);
        expect(read(serial, CELL.number).value).toBe(date);
      }),
    );
  });

  it('answers any text with a real date or none, quickly', () => {
    const wild = fc.oneof(fc.string({ maxLength: 80 }), fc.stringMatching(/^[0-9./ TJan:-]{0,40}$/));
    fc.assert(
      fc.property(wild, fc.constantFrom(...Object.values(CELL)), (text, kind) => {
        const { value, causes } = read(text, kind);
        expect(causes).toEqual([]);
        if (value !== UNREADABLE)
          expect(isCalendarDate(Math.floor(value / 10000), Math.floor(value / 100) % 100, value % 100)).toBe(true);
      }),
    );
  });
});

describe('packed dates', () => {
  it('count whole years', () => {
    expect(yearsBetween(20000229, 20260228)).toBe(25);
    expect(yearsBetween(20000229, 20260301)).toBe(26);
    expect(isoDate(DAY)).toBe('1980-01-12');
  });

  it('have no cause of their own', () => {
    expect(read('lupa')).toEqual(faulty(UNREADABLE));
  });
});
