import { describe, expect, it } from 'vitest';
import { CELL } from '../../../src/rosters/row/cells.js';
import { compileLexicon, knowsDistrict } from '../../../src/rosters/row/lexicon.js';
import { readKpj } from '../../../src/rosters/row/kpj.rules.js';
import { readOccupation } from '../../../src/rosters/row/occupation.rules.js';
import { flagReader, programmeOfHeader, readProgrammes } from '../../../src/rosters/row/programmes.rules.js';
import { readRegion, regionOfNumber } from '../../../src/rosters/row/region.rules.js';
import { readSector } from '../../../src/rosters/row/sector.rules.js';
import { meansPriaByP, readSex } from '../../../src/rosters/row/sex.rules.js';
import { readStatus } from '../../../src/rosters/row/status.rules.js';
import { readWage } from '../../../src/rosters/row/wage.rules.js';
import { faulty, fine, reading } from './reading.js';
import { SMALL_LEXICON } from './small-lexicon.js';

const lexicon = compileLexicon(SMALL_LEXICON);

describe('sex', () => {
  it.each([
    'L',
    'l',
    ' L ',
    'Laki-laki',
    'LAKI - LAKI',
    'laki2',
    'Pria',
    'M',
    'Male',
    '1',
    'L (Laki-laki)',
    '1. Laki-laki',
    'Lk.',
  ])('%j is a man', (text) => expect(reading((f) => readSex(text, false, f))).toEqual(fine('L')));
  it.each(['P', 'p', 'Perempuan', 'WANITA', 'W', 'F', 'Female', '2', 'P - Perempuan', 'Pr'])('%j is a woman', (text) =>
    expect(reading((f) => readSex(text, false, f))).toEqual(fine('P')),
  );
  it.each(['X', 'L/P', '3', '?', 'laki-laki atau perempuan', 'TRUE', 'Pekerja'])('%j is neither', (text) =>
    expect(reading((f) => readSex(text, false, f))).toEqual(faulty('', 'sex.unreadable')),
  );
  it('P means a man where the form asks P/W', () => {
    expect(meansPriaByP('Jenis Kelamin (P/W)')).toBe(true);
    expect(meansPriaByP('L/P')).toBe(false);
    expect(reading((f) => readSex('P', true, f)).value).toBe('L');
    expect(reading((f) => readSex('W', true, f)).value).toBe('P');
  });
});

describe('region', () => {
  const read = (text: string) => reading((f) => readRegion(text, lexicon, f));
  it.each([
    ['3273', '3273'],
    ['32.73', '3273'],
    ['32 73', '3273'],
    ["'3273", '3273'],
    ['3273 - Kota Bandung', '3273'],
    ['Kota Bandung', '3273'],
    ['KOTA BANDUNG', '3273'],
    ['Kodya Bandung', '3273'],
    ['Kab. Bandung', '3204'],
    ['Kabupaten  Bandung', '3204'],
    ['Kab. Bandung, Jawa Barat', '3204'],
    ['Kota Bandung (Jabar)', '3273'],
    ['Kota Bandung - Jawa Barat', '3273'],
    ['Sleman', '3404'],
    ['Jogja', '3471'],
    ['Jakarta Barat', '3174'],
    ['Kota Adm. Jakarta Barat', '3174'],
    ['Kota Jakarta Pusat', '3173'],
    ['jakpus', '3173'],
  ])('%j is %s', (text, code) => expect(read(text)).toEqual(fine(code)));
  it.each(['32.73.01', '3273012001', '32.73.01.2001'])('%s is shortened to its kabupaten or kota', (text) =>
    expect(read(text)).toEqual(fine('3273', 'region.code_shortened')),
  );
  it.each(['99', '32', '9999', 'Atlantis', 'Jawa Barat', '3', 'Bandung Barat', 'x'.repeat(500), '32731'])(
    '%j is unknown',
    (text) => expect(read(text)).toEqual(faulty('', 'region.unknown')),
  );
  it('of the same name as another asks which', () => {
    expect(read('Bandung')).toEqual(faulty('', 'region.ambiguous'));
    expect(read('Bandung, Jawa Barat')).toEqual(faulty('', 'region.ambiguous'));
  });
  it('gets its zero back from a numeric cell only', () => {
    expect(reading((f) => regionOfNumber('32.1', CELL.number, f))).toEqual(fine('32.10', 'region.trailing_zero'));
    expect(reading((f) => regionOfNumber('32.1', CELL.text, f))).toEqual(fine('32.1'));
    expect(read('32.1')).toEqual(faulty('', 'region.unknown'));
  });
});

describe('sector', () => {
  const read = (text: string) => reading((f) => readSector(text, lexicon, f));
  it.each([
    ['A', 'A'],
    [' h ', 'H'],
    ['A - Pertanian rakyat', 'A'],
    ['G. Toko', 'G'],
    ['Pertanian', 'A'],
    ['PERTANIAN, KEHUTANAN & PERIKANAN', ''],
    ['Pertanian, Kehutanan, dan Perikanan', 'A'],
    ['Wholesale and retail trade', 'G'],
    ['transportasi', 'H'],
  ])('%j is %j', (text, code) => expect(read(text)).toEqual(code ? fine(code) : faulty('', 'sector.unknown')));
  it.each([
    ['01121', 'A'],
    ['49', 'H'],
    ['49.42', 'H'],
    ['A.01', 'A'],
    ['47811 - Kios', 'G'],
  ])('%s is %s by its number', (text, code) => expect(read(text).value).toBe(code));
  it.each(['Z', '99', '1121', 'lainnya', '1', '011211', '4942'])('%s is unknown', (text) =>
    expect(read(text).causes).toEqual(['sector.unknown']),
  );
  it('of two meanings asks which', () => expect(read('Jasa Lain')).toEqual(faulty('', 'sector.ambiguous')));
});

describe('occupation', () => {
  const read = (text: string) => reading((f) => readOccupation(text, lexicon, f));
  it('is a code when it is known, else stays as written', () => {
    expect(read('petani/pekebun')).toEqual(fine('petani'));
    expect(read('OJOL')).toEqual(fine('ojek'));
    expect(read('Guru  honorer')).toEqual(faulty('Guru honorer', 'occupation.unknown'));
  });
});

describe('programmes', () => {
  const read = (text: string) => reading((f) => readProgrammes(text, f));
  it.each([
    ['JKK', 1],
    ['JKK, JKM', 3],
    ['jkk;jkm;jht', 7],
    ['JKK/JKM/JHT/JP', 15],
    ['JKK + JKM', 3],
    ['JKK JKM', 3],
    ['JKK & JKM', 3],
    ['JKK dan JKM', 3],
    ['JKKJKM', 3],
    ['JP', 8],
    ['JKP', 16],
    ['JKK,JKM,JHT,JP,JKP', 31],
    ['Jaminan Kecelakaan Kerja (JKK)', 1],
    ['Jaminan Hari Tua', 4],
    ['Jaminan Kematian dan Jaminan Pensiun', 10],
    ['Jaminan Kehilangan Pekerjaan', 16],
  ])('%j is %i', (text, mask) => expect(read(text)).toEqual(fine(mask)));
  it.each([
    ['2 program', 3],
    ['3 Program', 7],
    ['Paket 3 Program', 7],
    ['5P', 31],
  ])('%j is the package %i', (text, mask) => expect(read(text)).toEqual(fine(mask, 'programmes.package')));
  it.each(['semua', 'JKK, XYZ', 'Program', '3', 'JKN', 'BPU'])('%j is held', (text) =>
    expect(read(text)).toEqual(faulty(0, 'programmes.unreadable')),
  );
  it('may stand in yes/no columns', () => {
    expect([
      programmeOfHeader('JKK'),
      programmeOfHeader('Ikut JHT'),
      programmeOfHeader('Program'),
      programmeOfHeader('Iuran JKK'),
    ]).toEqual([1, 4, 0, 0]);
    const jht = flagReader(4);
    for (const yes of ['Y', 'ya', '1', 'TRUE', '✓', 'v', 'JHT'])
      expect([yes, reading((f) => jht.of(yes, 0, f))]).toEqual([yes, fine(4)]);
    for (const no of ['T', 'tidak', '0', 'N', 'FALSE'])
      expect([no, reading((f) => jht.of(no, 0, f))]).toEqual([no, fine(0)]);
    expect(reading((f) => jht.of('', 0, f))).toEqual(fine(null));
    expect(reading((f) => jht.of('x?', 0, f))).toEqual(faulty(0, 'programmes.unreadable'));
  });
});

describe('wage', () => {
  const read = (text: string, kind: number = CELL.text) => reading((f) => readWage(text, kind, lexicon.limits, f));
  it('is whole rupiah', () => {
    expect(read('Rp 1.500.000,00')).toEqual(fine(1_500_000));
    expect(read('1500000', CELL.number)).toEqual(fine(1_500_000));
    expect(read('1833333.333', CELL.number)).toEqual(fine(1_833_333, 'wage.rounded'));
    expect(read('1.833.333,33')).toEqual(fine(1_833_333, 'wage.rounded'));
    expect(read('1.5e6', CELL.number)).toEqual(fine(1_500_000));
  });
  it('of zero says nothing', () => expect(read('0')).toEqual(fine(null, 'wage.zero')));
  it('is held when it is no amount or hardly can be one', () => {
    expect(read('sesuai UMR')).toEqual(faulty(null, 'wage.unreadable'));
    expect(read('-5', CELL.number)).toEqual(faulty(null, 'wage.unreadable'));
    expect(read('1500')).toEqual(faulty(1500, 'wage.range'));
    expect(read('5.000.000.000')).toEqual(faulty(5_000_000_000, 'wage.range'));
  });
});

describe('status', () => {
  it.each([
    ['Aktif', 'active'],
    ['TIDAK AKTIF', 'inactive'],
    ['Non-Aktif', 'inactive'],
    ['Keluar', 'left'],
    ['PHK', 'left'],
    ['Meninggal Dunia', 'deceased'],
    ['Alm.', 'deceased'],
  ])('%s is %s', (text, status) => expect(reading((f) => readStatus(text, f))).toEqual(fine(status)));
  it('takes a kind of employment as active, and holds what it does not know', () => {
    expect(reading((f) => readStatus('Kontrak', f))).toEqual(fine('active', 'status.employment'));
    expect(reading((f) => readStatus('Kawin', f))).toEqual(faulty('', 'status.unreadable'));
  });
});

describe('KPJ', () => {
  const read = (text: string) => reading((f) => readKpj(text, f));
  it('has eleven digits', () => {
    expect(read('12345678901')).toEqual(fine('12345678901'));
    expect(read("'123 4567.8901")).toEqual(fine('12345678901', 'kpj.separators'));
    expect(read('12345678901, 10987654321')).toEqual(fine('12345678901', 'kpj.first_of_several'));
  });
  it('is not the number of the other agency, nor anything else', () => {
    expect(read('0001234567890')).toEqual(faulty('', 'kpj.jkn_number'));
    for (const text of ['1234567890', 'belum ada', '123456789012', '1234567890A'])
      expect(read(text).causes).toEqual(['kpj.unreadable']);
  });
});

describe('districts of a NIK', () => {
  it('are admitted by the whole regency or one by one', () => {
    const table = lexicon.nikDistricts ?? new Uint8Array();
    expect(knowsDistrict(table, '3173991201800007')).toBe(true);
    expect(knowsDistrict(table, '3204011201800007')).toBe(true);
    expect(knowsDistrict(table, '3204021201800007')).toBe(false);
    expect(knowsDistrict(table, '9999991201800007')).toBe(false);
    expect(compileLexicon({ ...SMALL_LEXICON, nikRegions: [] }).nikDistricts).toBeNull();
  });
});
