import { describe, expect, it } from 'vitest';
import { readingOptions } from '../../../src/commands/reading-options.js';
import { mappingObjections } from '../../../src/rosters/row/mapping-objections.rules.js';
import { readColumnsForm } from '../../../src/rosters/uploads/columns.page.js';
import { asNamed } from '../../../src/rosters/uploads/multipart.js';
import { readBeginning } from '../../../src/rosters/uploads/resumable/beginning.rules.js';
import { maskCell } from '../../../src/rosters/uploads/mask-cells.rules.js';
import { readSeen, seenText } from '../../../src/rosters/uploads/rehearsal.page.js';
import { readOrder } from '../../../src/rosters/uploads/upload-order.rules.js';

describe('cells on a page', () => {
  it('show the ends of long numbers only, and keep the signs that are wrong', () => {
    expect(maskCell('nik', '3273010101800001')).toBe('3273••••••••0001');
    expect(maskCell('nik', '327301010180001')).toBe('3273••••••••001');
    expect(maskCell('nik', '3273 0101 0180 O001')).toBe('3273 •••• •••• O001');
    expect(maskCell('phone', '0812-3456-7890')).toBe('0812-••••-•890');
    expect(maskCell(null, 'KK 3273010101800001')).toBe('KK 3273••••••••0001');
    expect(maskCell('nik', '3,27301E+15')).toBe('3,273•1E+15');
  });

  it('show what is no number as it is', () => {
    for (const [field, text] of [
      ['birth_date', '12/01/1980'],
      ['birth_date', '1980-01-12 00:00:00'],
      ['wage', 'Rp 1.500.000.000,00'],
      ['region', '32.73'],
      ['name', 'SITI <b>AMINAH</b>'],
      ['nik', '-'],
    ] as const)
      expect(maskCell(field, text)).toBe(text);
    expect(maskCell('address', 'x'.repeat(500))).toHaveLength(81);
  });
});

describe('an upload order', () => {
  it('has a known mode', () => {
    expect(readOrder({}, [])).toEqual({ mode: 'upsert' });
    expect(readOrder({ mode: 'snapshot' }, [])).toEqual({ mode: 'snapshot' });
    expect(() => readOrder({ mode: 'replace' }, [])).toThrow('imports.mode-unknown');
  });

  it('names known fields, by position or by header', () => {
    expect(readOrder({ mapping: '["nik",null]' }, ['nik']).mapping).toEqual(['nik', null]);
    expect(readOrder({ mapping: '{"A":"nik"}' }, ['nik']).mapping).toEqual({ A: 'nik' });
    expect(() => readOrder({ mapping: '["salary"]' }, ['nik'])).toThrow('imports.mapping-unknown');
    for (const wrong of ['nik', '"nik"', '3', 'null', '[1]', '{"A":{}}', '['])
      expect(() => readOrder({ mapping: wrong }, ['nik'])).toThrow('imports.mapping-unreadable');
  });
});

describe('how a file is to be read', () => {
  it('is taken from the form by names, and tampered values are left out', () => {
    const sent = { sheet: 'Pekerja', encoding: 'utf-8', delimiter: ';', quote: 'none', headerRow: '2' };
    expect(readColumnsForm(sent, 0).choice).toEqual({ ...sent, quote: '', headerRow: 2 });
    expect(readColumnsForm({ delimiter: 'x', quote: '"', headerRow: 'a', encoding: ['a'] }, 0).choice).toEqual({});
  });

  it('comes with an upload as JSON of known parts only', () => {
    const choice = { sheet: 'A', encoding: 'windows-1252', delimiter: '\t', quote: "'", headerRow: -1, headerRows: 0 };
    expect(readOrder({ choice: JSON.stringify(choice) }, [])).toEqual({ mode: 'upsert', choice });
    for (const wrong of [
      '[]',
      'null',
      '{"padded":true}',
      '{"encoding":"../x"}',
      '{"headerRow":20001}',
      '{"__proto__":1}',
    ])
      expect(() => readOrder({ choice: wrong }, []), wrong).toThrow('imports.choice-unreadable');
  });

  it('is said on the command line in words, lines counted from 1', () => {
    const said = { delimiter: 'semicolon', quote: 'none', 'header-line': '3', encoding: 'utf-8', sheet: 'A' };
    expect(readingOptions({ ...said, mapping: '["nik",null]' })).toEqual({
      choice: { delimiter: ';', quote: '', headerRow: 2, encoding: 'utf-8', sheet: 'A' },
      mapping: ['nik', null],
    });
    expect(readingOptions({})).toEqual({});
    for (const wrong of [{ delimiter: 'dot' }, { 'header-line': 'x' }, { mapping: '3' }, { mapping: '{' }])
      expect(() => readingOptions(wrong)).toThrow();
  });
});

describe('before the first byte of an upload in pieces', () => {
  const said = (length: string | null, metadata: Record<string, string | null> = { filename: 'a.csv' }) =>
    readBeginning({ length, metadata, idempotencyKey: null }, ['nik']);

  it('everything about it is known or refused', () => {
    expect(said('5', { filename: 'a.csv', mode: 'snapshot', mark: 'x.1', mapping: '["nik"]' })).toEqual({
      ...{ mode: 'snapshot', mapping: ['nik'], fileName: 'a.csv', bytes: 5, mark: 'x.1', idempotencyKey: null },
    });
    expect(said('5', { filename: 'a.csv', mark: 'a b"<' }).mark).toBeNull();
    for (const length of [null, 'x', '-1', '1.5', '1e30']) expect(() => said(length)).toThrow('imports.length-unknown');
    expect(() => said('0')).toThrow('file.empty');
    expect(() => said('1073741825')).toThrow('file.too_large');
    expect(() => said('5', {})).toThrow('imports.file-missing');
  });
});

describe('the name of a file in a form', () => {
  it('has its quotes and line ends back, and nothing else is changed', () => {
    expect(asNamed('daftar %22juli%22 100%25.csv')).toBe('daftar "juli" 100%25.csv');
    expect(asNamed('a%0D%0Ab')).toBe('a\r\nb');
  });
});

describe('objections to a mapping', () => {
  const fields = ['nik', 'name', 'birth_date', 'sex'];
  it.each([
    ['nothing', fields, [], []],
    ['a required field without a column', fields.slice(1), [], [['missing', 'nik', []]]],
    ['a field with two', [...fields, 'phone', null, 'phone'], [], [['twice', 'phone', [4, 6]]]],
    [
      'two lists of programmes',
      [...fields, 'programmes', 'programmes'],
      ['', '', '', '', 'Program', 'Ikut'],
      [['twice', 'programmes', [4, 5]]],
    ],
    ['yes/no columns of programmes', [...fields, 'programmes', 'programmes'], ['', '', '', '', 'JKK', 'JKM'], []],
  ])('%s', (_name, mapping, headers, expected) => {
    expect(mappingObjections(mapping, headers).map(({ code, field, columns }) => [code, field, columns])).toEqual(
      expected,
    );
  });
});

describe('counts a person saw', () => {
  const counts = { rows: 6, created: 1, updated: 2, unchanged: 0, duplicate: 1, held: 1, rejected: 1, leavers: 4 };
  it('come back as they went out', () => {
    const { rows: _, ...told } = counts;
    expect(readSeen(seenText(counts))).toEqual(told);
  });
  it('are none when the form was tampered with', () => {
    for (const wrong of [undefined, '', '1.2', 'a.b.c.d.e.f.g', '1.2.3.4.5.6.7.8']) expect(readSeen(wrong)).toEqual({});
  });
});
