import { describe, expect, it } from 'vitest';
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
