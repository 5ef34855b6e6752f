import { describe, expect, it } from 'vitest';
import { compileJudge } from '../../../src/rosters/row/judge-row.js';
import { compileLexicon } from '../../../src/rosters/row/lexicon.js';
import { proposeMapping } from '../../../src/rosters/row/map-headers.rules.js';
import { MESSY_HEADERS, MESSY_LINES } from './messy-roster.js';
import { SMALL_LEXICON } from './small-lexicon.js';

const rows = MESSY_LINES.map(({ cells }) => cells.split('|'));
const proposal = proposeMapping(MESSY_HEADERS, rows, SMALL_LEXICON.today);
const judge = compileJudge(proposal.mapping, MESSY_HEADERS, compileLexicon(SMALL_LEXICON));
const judged = rows.map((cells, i) => judge({ number: i + 1, cells, kinds: null, width: cells.length }));

describe('a messy roster', () => {
  it('is mapped, with a word about the column that reads badly', () => {
    expect([proposal.mapping, proposal.questions]).toEqual([
      [null, 'nik', 'name', 'birth_date', 'sex', 'phone', 'sector', 'region', 'wage', 'programmes', 'status', 'kpj'],
      [{ code: 'content_disagrees', field: 'kpj', columns: [11], blocking: false }],
    ]);
  });

  it.each(MESSY_LINES.map(({ cells, expected }, i) => [cells, expected, i] as const))('%s → %s', (_, expected, i) => {
    const row = judged[i];
    expect([row?.verdict, ...(row?.skip ? [row.skip] : []), ...(row?.causes ?? [])].join(' ')).toBe(expected);
  });

  it('gives every line exactly one verdict', () => {
    const count = (verdict: string) => judged.filter((row) => row.verdict === verdict).length;
    expect(count('ok') + count('hold') + count('reject') + count('skip')).toBe(MESSY_LINES.length);
    expect([count('ok'), count('hold'), count('reject'), count('skip')]).toEqual([13, 21, 27, 5]);
  });

  it('reads the tidy and the untidy way of saying a thing alike', () => {
    const values = judged.slice(1, 7).map((row) => row.values);
    expect(values.map((v) => v.birthDate)).toEqual(Array.from({ length: 6 }, () => '1980-01-12'));
    expect(values.map((v) => v.wage)).toEqual(Array.from({ length: 6 }, () => 1_500_000));
    expect(values.map((v) => v.sector)).toEqual(['A', 'A', 'A', 'A', 'H', 'H']);
    expect(values.map((v) => v.region)).toEqual(['3273', '3273', '3273', '3273', '3404', '3404']);
    expect(values.map((v) => v.programmes)).toEqual([3, 3, 7, 3, 7, 3]);
    expect(values.map((v) => v.phone.slice(0, -1))).toEqual(Array.from({ length: 6 }, () => '+628123456789'));
    expect(values.map((v) => v.nameKey)).toEqual([
      'BUDI SANTOSO',
      'AGUS WIJAYA',
      'SITI AMINAH',
      'DEWI LESTARI',
      'EKO PRASETYO',
      'RUDI HARTONO',
    ]);
  });
});
