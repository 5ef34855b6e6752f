import { describe, expect, it } from 'vitest';
import { headerFingerprint, headerKey } from '../../../src/rosters/row/header-key.js';
import { ALIAS_OF, FILLER_WORDS, KNOWN_OTHER_HEADERS } from '../../../src/rosters/row/header-aliases.js';
import { proposeMapping } from '../../../src/rosters/row/map-headers.rules.js';

const TODAY = '2026-11-23';
const propose = (headers: string, samples: string[] = []) =>
  proposeMapping(
    headers.split('|'),
    samples.map((row) => row.split('|')),
    TODAY,
  );
const people = (row: (i: number) => string) => Array.from({ length: 6 }, (_, i) => row(i));

describe('headers', () => {
  it.each([
    ['NIK|Nama|Tgl Lahir|JK', ['nik', 'name', 'birth_date', 'sex']],
    ['No. KTP|NAMA TK|Tanggal Lahir (dd/mm/yyyy)|L/P', ['nik', 'name', 'birth_date', 'sex']],
    [
      'No. Induk Kependudukan|Nama Lengkap sesuai KTP|TGL. LAHIR|Jenis Kelamin (L/P)*',
      ['nik', 'name', 'birth_date', 'sex'],
    ],
    ['NIK (16 digit)|Nama Lengkap *|Date of Birth|Gender', ['nik', 'name', 'birth_date', 'sex']],
    ['1. NIK|2. Nama Pekerja|3. Tempat, Tanggal Lahir|4. Jenis Kelamin', ['nik', 'name', 'birth_date', 'sex']],
    ['NOMOR INDUK KEPENDUDUKAN|NAMA ANGGOTA|TANGAL LAHIR|JENIS KELAMN', ['nik', 'name', 'birth_date', 'sex']],
  ])('%s', (headers, fields) => {
    const { mapping, questions } = propose(headers);
    expect([mapping, questions]).toEqual([fields, []]);
  });

  it.each([
    ['No HP', 'phone'],
    ['No. HP/WA', 'phone'],
    ['Nomor Telepon', 'phone'],
    ['Telp.', 'phone'],
    ['E-mail', 'email'],
    ['Lapangan Usaha', 'sector'],
    ['Kode KBLI', 'sector'],
    ['Jenis Pekerjaan', 'occupation'],
    ['Profesi', 'occupation'],
    ['Kab/Kota', 'region'],
    ['KABUPATEN / KOTA', 'region'],
    ['Kode Wilayah', 'region'],
    ['Alamat Lengkap', 'address'],
    ['Upah (Rp)', 'wage'],
    ['Penghasilan per bulan', 'wage'],
    ['Gaji Pokok', 'wage'],
    ['Program', 'programmes'],
    ['Tanggal Mulai Bekerja', 'started_on'],
    ['TGL MULAI BEKERJA', 'started_on'],
    ['Status Kepesertaan', 'status'],
    ['NO KPJ', 'kpj'],
    ['No. BPJS Ketenagakerjaan', 'kpj'],
    ['Nama Ibu Kandung', 'mother_name'],
    ['No Anggota', 'external_id'],
    ['NIP', 'external_id'],
    ['ID', 'external_id'],
    ['nik', 'nik'],
    ['birth_date', 'birth_date'],
    ['external_id', 'external_id'],
    ['mother_name', 'mother_name'],
    ['started_on', 'started_on'],
  ])('%s is %s', (header, field) => {
    const column = propose(header).columns[0];
    expect([column?.field, column?.confidence]).toEqual([field, 'sure']);
  });

  it.each([
    'No',
    'No.',
    'No KK',
    'Tempat Lahir',
    'Nama Perusahaan',
    'NPWP',
    'Kode Pos',
    'Kecamatan',
    'Status Perkawinan',
    'Umur',
    'No BPJS Kesehatan',
    'Nama Ayah',
    'Keterangan',
  ])('%s belongs to no field and nobody is asked', (header) => {
    const { columns, questions } = propose(`NIK|Nama|Tgl Lahir|JK|${header}`);
    expect([columns[4]?.field, columns[4]?.reason, questions]).toEqual([null, 'known_other', []]);
  });

  it('under merged headers are found by their own words', () => {
    const headers =
      'Identitas NIK|Data Diri Nama Lengkap|Data Diri Tgl Lahir|Data Diri JK|Alamat Kab/Kota|Alamat Kecamatan|Program JKK|Program JKM';
    const { mapping, questions } = propose(headers);
    expect(mapping).toEqual(['nik', 'name', 'birth_date', 'sex', 'region', null, 'programmes', 'programmes']);
    expect(questions).toEqual([]);
  });

  it('of the payroll layout are all understood', () => {
    const sipp =
      'NO|NIK|NO KPJ|NAMA LENGKAP|TEMPAT LAHIR|TANGGAL LAHIR|JENIS KELAMIN|STATUS PERKAWINAN|ALAMAT|KELURAHAN|KECAMATAN|KOTA/KAB|PROVINSI|' +
      'KODE POS|NO HP|EMAIL|NAMA IBU KANDUNG|TGL MULAI BEKERJA|UPAH|STATUS KEPESERTAAN|JHT|JKK|JKM|JP|KODE PERUSAHAAN|NAMA PERUSAHAAN|NPWP PERUSAHAAN';
    const { mapping, questions } = propose(sipp);
    const n = null;
    const programmes = Array.from({ length: 4 }, () => 'programmes');
    expect(questions).toEqual([]);
    expect(mapping).toEqual([
      ...[
        n,
        'nik',
        'kpj',
        'name',
        n,
        'birth_date',
        'sex',
        n,
        'address',
        n,
        n,
        'region',
        n,
        n,
        'phone',
        'email',
        'mother_name',
      ],
      ...['started_on', 'wage', 'status', ...programmes, n, n, n],
    ]);
  });

  it('compare without case, dots and numbering', () => {
    expect(headerKey('  1. Tgl.  lahir ')).toBe('TGL LAHIR');
    expect(headerFingerprint(['NIK', 'Nama '])).toBe(headerFingerprint(['nik', ' NAMA.']));
    expect(headerFingerprint(['NIK', 'Nama'])).not.toBe(headerFingerprint(['Nama', 'NIK']));
    expect(headerFingerprint(['a b'])).not.toBe(headerFingerprint(['a', 'b']));
  });

  it('have no alias in two lists', () => {
    expect([...KNOWN_OTHER_HEADERS].filter((header) => ALIAS_OF.has(header))).toEqual([]);
    expect([...ALIAS_OF.keys()].filter((alias) => headerKey(alias) !== alias && !FILLER_WORDS.has(alias))).toEqual([]);
  });
});

describe('questions', () => {
  it('name each required field that has no column', () => {
    const { questions } = propose('NIK|Alamat');
    expect(questions.map((q) => [q.code, q.field, q.blocking])).toEqual([
      ['missing', 'name', true],
      ['missing', 'birth_date', true],
      ['missing', 'sex', true],
    ]);
  });

  it('stop at two columns of the same name, and only mention a weaker second one', () => {
    const twice = propose('NIK|Nama|Nama|Tgl Lahir|JK');
    expect(twice.mapping).toEqual(['nik', null, null, 'birth_date', 'sex']);
    expect(twice.questions).toEqual([{ code: 'ambiguous', field: 'name', columns: [1, 2], blocking: true }]);
    const weaker = propose('NIK|Nama|Tgl Lahir|JK|No WA|No HP');
    expect(weaker.mapping).toEqual(['nik', 'name', 'birth_date', 'sex', null, 'phone']);
    expect(weaker.questions).toEqual([{ code: 'ambiguous', field: 'phone', columns: [4, 5], blocking: false }]);
  });

  it('do not take "No BPJS" for a KPJ', () => {
    const eleven = propose(
      'NIK|Nama|Tgl Lahir|JK|No BPJS',
      people(() => '||||12345678901'),
    );
    expect([eleven.mapping[4], eleven.questions.map((q) => q.code)]).toEqual([null, ['kpj_or_jkn']]);
    const thirteen = propose(
      'NIK|Nama|Tgl Lahir|JK|No BPJS',
      people(() => '||||0001234567890'),
    );
    expect([thirteen.mapping[4], thirteen.questions]).toEqual([null, []]);
  });

  it('warn when every NIK ends in 0', () => {
    const { questions } = propose(
      'NIK|Nama|Tgl Lahir|JK',
      people((i) => `31730112018${i}0010|BUDI|12/01/1980|L`),
    );
    expect(questions).toEqual([{ code: 'nik_ends_in_zero', field: 'nik', columns: [0], blocking: false }]);
  });
});

describe('cells', () => {
  const rows = people(
    (i) => `${i + 1}|317301120180000${i + 1}|BUDI|12/01/1980|${i % 2 ? 'L' : 'P'}|0812345678${i}0|orang${i}@contoh.id`,
  );

  it('say what headers do not', () => {
    const { mapping, columns } = propose('|a|Nama|b|c|d|e', rows);
    expect(mapping).toEqual([null, 'nik', 'name', 'birth_date', 'sex', 'phone', 'email']);
    expect(columns[1]).toMatchObject({ confidence: 'guess', reason: 'content' });
  });

  it('decide which column is the NIK when a company calls its staff number so', () => {
    const { mapping, columns } = propose(
      'NIK|Nama|No KTP|Tgl Lahir|JK',
      people((i) => `EMP-${i}|BUDI|317301120180000${i + 1}|12/01/1980|L`),
    );
    expect(mapping).toEqual([null, 'name', 'nik', 'birth_date', 'sex']);
    expect(columns[0]?.reason).toBe('content_disagrees');
  });

  it('never make a NIK of a family card number', () => {
    const { mapping, questions } = propose(
      'No KK|Nama|Tgl Lahir|JK',
      people((i) => `317301120115000${i + 1}|BUDI|12/01/1980|L`),
    );
    expect(mapping[0]).toBeNull();
    expect(questions).toEqual([{ code: 'missing', field: 'nik', columns: [], blocking: true }]);
  });

  it('ask between two columns that look like a NIK', () => {
    const { questions } = propose(
      'x|y|Nama|Tgl Lahir|JK',
      people((i) => `317301120180000${i + 1}|317301120115000${i + 1}|BUDI|12/01/1980|L`),
    );
    expect(questions).toEqual([{ code: 'ambiguous', field: 'nik', columns: [0, 1], blocking: true }]);
  });

  it('that contradict a vague header leave the column out, with a word about it', () => {
    const { mapping, questions } = propose(
      'NIK|Nama|Tgl Lahir|JK|Status',
      people((i) => `317301120180000${i + 1}|BUDI|12/01/1980|L|Kawin`),
    );
    expect(mapping[4]).toBeNull();
    expect(questions).toEqual([{ code: 'content_disagrees', field: 'status', columns: [4], blocking: false }]);
  });

  it('that contradict a plain header are left to be judged row by row, with a word about it', () => {
    const { mapping, questions, columns } = propose(
      'NIK|Nama|Tanggal Lahir|JK|No HP',
      people((i) => `123${i}|BUDI|lupa|L|tidak punya`),
    );
    expect(mapping).toEqual(['nik', 'name', 'birth_date', 'sex', 'phone']);
    expect(questions.map((q) => [q.code, q.field, q.blocking])).toEqual([
      ['content_disagrees', 'nik', false],
      ['content_disagrees', 'birth_date', false],
      ['content_disagrees', 'phone', false],
    ]);
    expect(columns[2]?.confidence).toBe('guess');
  });

  it('that contradict a merely similar header of a required field stop the import', () => {
    const { questions } = propose(
      'NIK|Nama|TANGAL LAHIRR|JK',
      people((i) => `317301120180000${i + 1}|BUDI|Jakarta|L`),
    );
    expect(questions).toEqual([{ code: 'content_disagrees', field: 'birth_date', columns: [2], blocking: true }]);
  });

  it('spoiled by a spreadsheet are still the NIK column', () => {
    const { mapping, questions } = propose(
      'NIK|Nama|Tgl Lahir|JK',
      people(() => '3,17301E+15|BUDI|12/01/1980|L'),
    );
    expect([mapping[0], questions.filter((q) => q.blocking)]).toEqual(['nik', []]);
  });
});
