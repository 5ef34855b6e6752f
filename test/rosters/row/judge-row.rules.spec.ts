import { describe, expect, it } from 'vitest';
import { CELL } from '../../../src/rosters/row/cells.js';
import { contentOf } from '../../../src/rosters/row/content-of.js';
import { compileJudge } from '../../../src/rosters/row/judge-row.js';
import { compileLexicon } from '../../../src/rosters/row/lexicon.js';
import { ROSTER_FIELDS, type RosterField } from '../../../src/rosters/row/roster-fields.js';
import { SMALL_LEXICON } from './small-lexicon.js';

const lexicon = compileLexicon(SMALL_LEXICON);
const SHORT: RosterField[] = ['nik', 'name', 'birth_date', 'sex'];
const HEADERS = ['NIK', 'Nama', 'Tgl Lahir', 'JK'];
const BUDI = ['3173011201800007', 'BUDI SANTOSO', '12/01/1980', 'L'];

/** Judges one line; kinds null is a CSV. */
function judged(
  cells: string[],
  options: { fields?: (RosterField | null)[]; headers?: string[]; kinds?: number[]; width?: number } = {},
) {
  const fields = options.fields ?? SHORT;
  const headers = options.headers ?? HEADERS.concat(fields.slice(4).map((field) => String(field)));
  const kinds = options.kinds ? Uint8Array.from(options.kinds) : null;
  return compileJudge(fields, headers, lexicon)({ number: 1, cells, kinds, width: options.width ?? cells.length });
}

describe('a row', () => {
  it('with everything in order is taken with all its values', () => {
    const cells = [
      ...[
        '3173015201800007',
        'Hj. Siti Aminah, S.Pd',
        '12/01/1980',
        'P',
        '0812-3456-7890',
        'Siti@Contoh.id',
        'Pertanian',
        'Petani',
      ],
      ...[
        'Kota Bandung',
        ' Jl. Mawar  5',
        'Rp 1.500.000,00',
        'JKK+JKM',
        '1 Februari 2024',
        'Aktif',
        '12345678901',
        'AMINAH',
        'A-17',
      ],
    ];
    expect(judged(cells, { fields: [...ROSTER_FIELDS], headers: [...ROSTER_FIELDS] })).toEqual({
      verdict: 'ok',
      skip: null,
      causes: [],
      repairs: ['name.titles', 'date.words'],
      values: {
        ...{
          nik: '3173015201800007',
          name: 'Hj. Siti Aminah, S.Pd',
          nameKey: 'SITI AMINAH',
          birthDate: '1980-01-12',
          sex: 'P',
        },
        ...{ phone: '+6281234567890', email: 'siti@contoh.id', sector: 'A', occupation: 'petani', region: '3273' },
        ...{ address: 'Jl. Mawar 5', wage: 1_500_000, programmes: 3, startedOn: '2024-02-01', status: 'active' },
        ...{ kpj: '12345678901', motherName: 'AMINAH', externalId: 'A-17' },
      },
    });
  });

  it('needs no more than the four required fields, in any order of columns', () => {
    const found = judged(['L', '12/01/1980', 'x', 'BUDI SANTOSO', '3173011201800007'], {
      fields: ['sex', 'birth_date', null, 'name', 'nik'],
      headers: ['JK', 'Tgl Lahir', 'Ket', 'Nama', 'NIK'],
    });
    expect([found.verdict, found.values.nik, found.values.wage, found.values.programmes]).toEqual([
      'ok',
      '3173011201800007',
      null,
      null,
    ]);
  });

  it('keeps its result when the next one is judged', () => {
    const judge = compileJudge(SHORT, HEADERS, lexicon);
    const first = judge({ number: 1, cells: BUDI, kinds: null, width: 4 });
    const second = judge({ number: 2, cells: ['', '', '12/01/1980', ''], kinds: null, width: 4 });
    expect([first.verdict, first.values.name, first.causes]).toEqual(['ok', 'BUDI SANTOSO', []]);
    expect([second.verdict, second.causes]).toEqual(['reject', ['nik.missing', 'name.missing', 'sex.missing']]);
  });

  it('is judged alike the first time and the thousandth', () => {
    const judge = compileJudge([...SHORT, 'region', 'status'], [...HEADERS, 'Kab', 'Status'], lexicon);
    const texts = ['Bandung', 'Atlantis', '-', '#N/A', 'Sleman', ''];
    const round = () =>
      texts.map((text) => judge({ number: 1, cells: [...BUDI, text, 'Kontrak'], kinds: null, width: 6 }));
    const first = round();
    for (let i = 0; i < 300; i++) expect(round()).toEqual(first);
    expect(first.map((row) => row.causes[0])).toEqual([
      'region.ambiguous',
      'region.unknown',
      undefined,
      'row.cell_error',
      undefined,
      undefined,
    ]);
  });

  it('reads only as many cells as it has', () => {
    const found = judged([...BUDI, 'left over from the row before'], {
      fields: [...SHORT, 'address'],
      kinds: [0, 0, 0, 0, 0],
      width: 4,
    });
    expect([found.verdict, found.values.address]).toEqual(['ok', '']);
  });

  it('takes programmes from yes/no columns', () => {
    const fields: RosterField[] = [...SHORT, 'programmes', 'programmes', 'programmes'];
    const headers = [...HEADERS, 'JKK', 'JKM', 'JHT'];
    expect(judged([...BUDI, 'Y', 'Y', 'T'], { fields, headers }).values.programmes).toBe(3);
    expect(judged([...BUDI, 'T', 'T', 'T'], { fields, headers }).values.programmes).toBe(0);
    expect(judged([...BUDI, '', '', ''], { fields, headers }).values.programmes).toBeNull();
  });
});

describe('contradictions', () => {
  it.each([
    [['3173011201800007', 'BUDI', '13/01/1980', 'L'], ['nik.birth_date_mismatch']],
    [['3173011201800007', 'BUDI', '12/01/1981', 'L'], ['nik.birth_date_mismatch']],
    [['3173011201800007', 'BUDI', '12/01/1980', 'P'], ['nik.sex_mismatch']],
    [
      ['3173015201800007', 'SITI', '12/02/1980', 'L'],
      ['nik.birth_date_mismatch', 'nik.sex_mismatch'],
    ],
    [['3173011201200007', 'BUDI', '12/01/2020', 'L'], ['birth_date.age']],
    [['3173011201200007', 'BUDI', '12/01/1920', 'L'], ['birth_date.age']],
  ])('%j are held', (cells, causes) => {
    const found = judged(cells);
    expect([found.verdict, found.causes]).toEqual(['hold', causes]);
  });

  it('of the century alone are none: the NIK has two digits of the year', () => {
    expect(judged(['3173011201300007', 'BUDI', '12/01/1930', 'L']).verdict).toBe('ok');
  });

  it('are not looked for when one side is broken', () => {
    expect(judged(['3173013102800007', 'BUDI', '31/01/1980', 'L']).causes).toEqual(['nik.impossible_date']);
    expect(judged(['3173011201800007', 'BUDI', '31/02/1980', 'L']).causes).toEqual(['birth_date.unreadable']);
    expect(judged(['3173011201260007', 'BUDI', '12/12/2026', 'L']).causes).toEqual(['birth_date.future']);
  });

  it('between start of work and birth are held', () => {
    const fields: RosterField[] = [...SHORT, 'started_on'];
    expect(judged([...BUDI, '12/01/1980'], { fields }).causes).toEqual(['started_on.before_birth']);
    expect(judged([...BUDI, '01/07/27'], { fields }).values.startedOn).toBe('2027-07-01');
    expect(judged([...BUDI, 'lama'], { fields }).causes).toEqual(['started_on.unreadable']);
  });
});

describe('an unknown region in the NIK', () => {
  it('is only said', () => {
    const found = judged(['9999011201800007', 'BUDI', '12/01/1980', 'L']);
    expect([found.verdict, found.causes, found.values.nik]).toEqual(['ok', ['nik.region_unknown'], '9999011201800007']);
  });
});

describe('limits of age', () => {
  it('are data', () => {
    const strict = compileLexicon({ ...SMALL_LEXICON, limits: { minAge: 50 } });
    const judge = compileJudge(SHORT, HEADERS, strict);
    expect(judge({ number: 1, cells: BUDI, kinds: null, width: 4 }).causes).toEqual(['birth_date.age']);
  });
});

describe('spreadsheet cells', () => {
  const { text, number, date, error } = CELL;
  it.each([
    [['3173011201800007', 'BUDI', '29232', 'L'], [number, text, number, text], ['nik.truncated_by_excel']],
    [['3173011201800007', 'BUDI', '1980-01-12', 'L'], [text, text, date, text], []],
    [['3173011201800007', 'BUDI', '29232', '1'], [text, text, number, number], []],
    [
      ['3173011201800007', '#REF!', '1980-01-12', 'L'],
      [text, error, date, text],
      ['row.cell_error', 'name.missing'],
    ],
    [
      ['#N/A', 'BUDI', '1980-01-12', 'L'],
      [error, text, date, text],
      ['row.cell_error', 'nik.missing'],
    ],
    [
      ['3173011201800007', 'BUDI', '1980-01-12', '#N/A'],
      [text, text, date, error],
      ['row.cell_error', 'sex.missing'],
    ],
  ])('%j of the kinds %j', (cells, kinds, causes) => {
    expect(judged(cells, { kinds }).causes).toEqual(causes);
  });

  it('give a region, a wage and a phone as numbers', () => {
    const fields: RosterField[] = [...SHORT, 'region', 'wage', 'phone'];
    const found = judged([...BUDI, '32.1', '1500000.5', '81234567890'], { fields, kinds: [0, 0, 0, 0, 1, 1, 1] });
    expect(found.values).toMatchObject({ region: '3210', wage: 1_500_001, phone: '+6281234567890' });
    expect(found.repairs).toEqual(['phone.leading_zero', 'region.trailing_zero', 'wage.rounded']);
  });
});

describe('a line of the wrong width', () => {
  const fields: RosterField[] = [...SHORT, 'phone', 'address'];
  it('with more filled cells than headers is refused, nothing shifted', () => {
    const found = judged([...BUDI, '081234567890', 'Jl. Mawar 5', ' RT 02'], { fields });
    expect([found.verdict, found.causes, found.values.nik]).toEqual(['reject', ['row.columns'], '']);
  });
  it('with empty cells too many is fine', () => {
    expect(judged([...BUDI, '', '', '', ' '], { fields }).verdict).toBe('ok');
  });
  it('without a required cell is refused', () => {
    expect(judged(BUDI.slice(0, 3), { fields }).causes).toEqual(['row.columns']);
  });
  it('without empty cells at its end is fine as long as everything in it reads', () => {
    expect(judged(BUDI, { fields }).verdict).toBe('ok');
    expect(judged([...BUDI, 'Jl. Mawar 5'], { fields }).causes).toEqual(['row.columns']);
  });
  it('is no matter in a spreadsheet', () => {
    expect(judged([...BUDI, '', '', 'catatan'], { fields, kinds: [0, 0, 0, 0, 0, 0, 0] }).verdict).toBe('ok');
  });
});

describe('lines that are no rows', () => {
  it.each([
    [['', ' ', '', '\u00a0'], 'blank'],
    [['NIK', 'NAMA', 'TGL. LAHIR', 'jk'], 'header'],
    [['', 'Nama', 'Tgl Lahir', 'JK'], 'header'],
    [['1', '2', '3', '4'], 'numbering'],
    [['(1)', '(2)', '(3)', '(4)'], 'numbering'],
    [['JUMLAH', '', '', '25'], 'totals'],
    [['Total: 25 orang', '', '', ''], 'totals'],
    [['25', 'GRAND TOTAL', '', ''], 'totals'],
    [['', 'Jumlah Pekerja', '', '12'], 'totals'],
  ])('%j: %s', (cells, skip) => {
    const found = judged(cells);
    expect([found.verdict, found.skip, found.causes]).toEqual(['skip', skip, []]);
  });

  it.each([
    [['317301120180000', 'TOTAL', '12/01/1980', 'L']],
    [['', 'BUDI', '', '']],
    [['TOTALINDO', 'BUDI', '12/01/1980', 'L']],
    [['Sumber: Dinas', '', '', '']],
    [['3', 'Jumlahwati', '', '']],
  ])('but %j is one, and is refused in the open', (cells) => {
    expect(judged(cells).verdict).toBe('reject');
  });
});

describe('a mapping', () => {
  it('without a required field or with a field twice is an error of the caller', () => {
    expect(() => compileJudge(['nik', 'name', 'sex'], [], lexicon)).toThrow(/birth_date/);
    expect(() => compileJudge([...SHORT, 'phone', 'phone'], [], lexicon)).toThrow(/phone/);
  });
});

describe('what a row says', () => {
  const content = (cells: string[], fields: RosterField[] = SHORT) => contentOf(judged(cells, { fields }).values);
  it('is the same for the same facts written otherwise', () => {
    expect(content(['3173011201800007', 'H. Budi  Santoso, S.E.', '12 Jan 1980', 'Laki-laki'])).toBe(content(BUDI));
  });
  it('differs by every fact', () => {
    const fields: RosterField[] = [...SHORT, 'phone', 'address', 'mother_name', 'external_id'];
    const full = [...BUDI, '081234567890', 'A', 'B', 'C'];
    const variants = [
      full,
      [...BUDI, '081234567891', 'A', 'B', 'C'],
      [...BUDI, '', 'A', 'B', 'C'],
      [...BUDI, '', 'B', 'A', 'C'],
      [...BUDI, '', 'A', 'C', 'B'],
      [...BUDI, '', 'AB', '', 'C'],
    ];
    const contents = variants.map((cells) => content(cells, fields));
    expect(new Set(contents).size).toBe(variants.length);
    expect(contents.every((text) => !text.includes('3173011201800007'))).toBe(true);
  });
});
