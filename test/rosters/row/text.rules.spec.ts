import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELL, contentOfCell } from '../../../src/rosters/row/cells.js';
import { readName, readNameKey } from '../../../src/rosters/row/name.rules.js';
import { cleanText, readText } from '../../../src/rosters/row/text.rules.js';
import { faulty, fine, reading } from './reading.js';

const name = (text: string) => reading((f) => readName(text, f));
const text = (value: string, longest?: number) => reading((f) => readText(value, f, longest));

describe('a name cell', () => {
  it.each([
    'BUDI SANTOSO',
    'Budi Santoso',
    'Drs. H. Budi Santoso, M.Si',
    "Nur'aini",
    'Jean-Pierre',
    'José',
    '王小明',
    'I',
    'A. B. Santoso',
  ])('%s stays as it is written', (written) => expect(name(written)).toEqual(fine(written)));
  it('is tidied, and capitals replace a name all in small letters', () => {
    expect(name('  Budi   Santoso ')).toEqual(fine('Budi Santoso', 'name.spaces'));
    expect(name('Budi\u00a0\tSantoso\n')).toEqual(fine('Budi Santoso', 'name.spaces'));
    expect(name('budi santoso')).toEqual(fine('BUDI SANTOSO', 'name.case'));
    expect(name('  josé budi')).toEqual(fine('JOSÉ BUDI', 'name.spaces', 'name.case'));
  });
  it.each(['12345', '...', "'", '--?'])('%j has no letters', (written) =>
    expect(name(written)).toEqual(faulty('', 'name.unreadable')),
  );
  it.each(['BUDI 2', 'Bud\ufffd', 'BUDI@contoh', '=BUDI()', '<b>Budi</b>'])('%j needs a look', (written) =>
    expect(name(written)).toEqual(faulty(written, 'name.suspicious')),
  );
  it('too long needs a look and is cut off', () => {
    const found = name('BUDI '.repeat(100));
    expect([found.value.length <= 150, found.causes]).toEqual([true, ['name.suspicious']]);
  });
  it('says when titles are left out of its key', () => {
    const key = (written: string) => reading((f) => readNameKey(written, f));
    expect(key('Drs. H. Budi Santoso, M.Si')).toEqual(fine('BUDI SANTOSO', 'name.titles'));
    expect(key('H BUDI')).toEqual(fine('BUDI', 'name.titles'));
    expect(key('BUDI SANTOSO')).toEqual(fine('BUDI SANTOSO'));
    expect(key("A.B. Nur'aini")).toEqual(fine('A B NURAINI'));
  });
});

describe('free text', () => {
  it('keeps what can be seen', () => {
    expect(text('Jl. Mawar No. 5, RT 02/RW 05')).toEqual(fine('Jl. Mawar No. 5, RT 02/RW 05'));
    expect(text(' Jl.  Mawar ')).toEqual(fine('Jl. Mawar'));
    expect(text('Jl.\r\nMawar\u0000\u200b 5')).toEqual(fine('Jl. Mawar 5', 'text.cleaned'));
    expect(text('😀 Kafé')).toEqual(fine('😀 Kafé'));
  });
  it('is cut off and held when it is too long', () => {
    expect(text('abc def', 4)).toEqual(faulty('abc', 'text.too_long'));
    expect(text('x'.repeat(100_000)).causes).toEqual(['text.too_long']);
    expect(text('aaa😀', 4).value.isWellFormed()).toBe(true);
  });
  it('never holds control characters, outer or double spaces, or broken characters', () => {
    const wild = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(
        fc.oneof(
          wild,
          fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
        ),
        (value) => {
          const cleaned = text(value).value;
          expect(cleaned).not.toMatch(/[\u0000-\u001f\u007f-\u00a0\u200b\ufeff]|^ | $| {2}/);
          expect(cleaned.isWellFormed()).toBe(true);
          expect(cleanText(cleaned)).toBe(cleaned);
        },
      ),
    );
  });
});

describe('what counts as the content of a cell', () => {
  it.each(['-', '--', ' - ', 'N/A', 'null', 'tidak ada', 'kosong', '.', '—'])('%j is as good as empty', (mark) =>
    expect(reading((f) => contentOfCell(mark, CELL.text, f))).toEqual(fine('', 'cell.placeholder')),
  );
  it.each(['', ' ', '\u00a0', '\t\u200b'])('%j is empty', (blank) =>
    expect(reading((f) => contentOfCell(blank, CELL.text, f))).toEqual(fine('')),
  );
  it.each(['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?'])('%s is an error', (error) =>
    expect(reading((f) => contentOfCell(error, CELL.text, f))).toEqual(faulty('', 'row.cell_error')),
  );
  it('of a cell that the sheet marks as an error is nothing', () => {
    expect(reading((f) => contentOfCell('42', CELL.error, f))).toEqual(faulty('', 'row.cell_error'));
  });
  it.each(['0', 'Na', '#1 Jaya', 'NA', '-5', 'Tidak', 'x'])('%s is content', (value) =>
    expect(reading((f) => contentOfCell(value, CELL.text, f))).toEqual(fine(value)),
  );
});
