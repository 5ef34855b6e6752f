import { describe, expect, it } from 'vitest';
import { CELL } from '../../../src/rosters/row/cells.js';
import { compileJudge } from '../../../src/rosters/row/judge-row.js';
import { compileLexicon } from '../../../src/rosters/row/lexicon.js';
import { proposeMapping } from '../../../src/rosters/row/map-headers.rules.js';
import { ROSTER_FIELDS } from '../../../src/rosters/row/roster-fields.js';
import { SMALL_LEXICON } from './small-lexicon.js';

const SIZE = 100_000;
/** Repetitions that make a careless pattern try every way of splitting them. */
const PIECES = [
  '0',
  ' ',
  '-',
  '.',
  ',',
  'a',
  'A ',
  '1.',
  '1,',
  '0 ',
  "'",
  '"',
  'E+',
  '@',
  'a@',
  '.a',
  'H.',
  'S.Pd,',
  '(',
  '()',
  'T ',
  '\u00a0',
  '\u200b',
  '😀',
  '\ud800',
  'é',
  'KAB ',
  'JKK',
  'Rp',
  '#',
  '=',
  '\n',
  '\u0000',
  '/',
  '8',
];
const TAILS = ['', 'x', '!', '\u0000'];

describe('hostile cells', () => {
  const lexicon = compileLexicon(SMALL_LEXICON);
  const judge = compileJudge([...ROSTER_FIELDS], [...ROSTER_FIELDS], lexicon);
  const texts = PIECES.flatMap((piece) => TAILS.map((tail) => piece.repeat(SIZE / piece.length) + tail));

  it('of a hundred thousand characters in every column are judged in linear time', () => {
    for (const text of texts) {
      const cells = ROSTER_FIELDS.map(() => text);
      const started = performance.now();
      const row = judge({ number: 1, cells, kinds: null, width: cells.length });
      expect([text.slice(0, 4), performance.now() - started < 400]).toEqual([text.slice(0, 4), true]);
      expect(['reject', 'hold', 'skip']).toContain(row.verdict);
    }
  });

  it('do not bring down any kind of spreadsheet cell', () => {
    for (const kind of Object.values(CELL)) {
      const kinds = new Uint8Array(ROSTER_FIELDS.length).fill(kind);
      for (const text of [
        '',
        '0',
        'x',
        '1e999',
        '-1',
        'NaN',
        'Infinity',
        'TRUE',
        '1980-13-45',
        '\ud800',
        '__proto__',
        'constructor',
      ]) {
        const cells = ROSTER_FIELDS.map(() => text);
        const row = judge({ number: 1, cells, kinds, width: cells.length });
        expect([text, kind, row.values.nik]).toEqual([text, kind, '']);
      }
    }
  });

  it('as headers and samples are mapped in time', () => {
    const started = performance.now();
    for (const text of texts.slice(0, 40))
      proposeMapping([text, text, '__proto__', 'constructor'], [[text, text, text, text]], SMALL_LEXICON.today);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
