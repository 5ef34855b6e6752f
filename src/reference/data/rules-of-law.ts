import type { CoverageDefinitionRow, ParameterRow, ProgrammeRow } from './rows.js';

export const PROGRAMMES: readonly ProgrammeRow[] = [
  programme('JKK', 1, 'Jaminan Kecelakaan Kerja', 'Work Accident Insurance'),
  programme('JKM', 2, 'Jaminan Kematian', 'Death Insurance'),
  programme('JHT', 3, 'Jaminan Hari Tua', 'Old-Age Savings'),
  programme('JP', 4, 'Jaminan Pensiun', 'Pension'),
  programme('JKP', 5, 'Jaminan Kehilangan Pekerjaan', 'Unemployment Insurance'),
];

export const COVERAGE_DEFINITIONS: readonly CoverageDefinitionRow[] = [
  {
    code: 'headline',
    version: 1,
    programmes: ['JKK', 'JKM'],
    titleId: 'Terlindungi JKK dan JKM',
    titleEn: 'Protected by JKK and JKM',
    textId:
      'Pekerja dalam daftar yang cocok dengan peserta di data BPJS Ketenagakerjaan (NIK, tanggal lahir, dan nama) dan perlindungan JKK serta JKM-nya masih berlaku pada tanggal hitung, dibagi seluruh pekerja aktif dalam daftar. Pekerja yang datanya tidak cocok dihitung belum diketahui, bukan terlindungi.',
    textEn:
      'Workers on the roster who match a participant of BPJS Ketenagakerjaan (NIK, birth date and name) and whose JKK and JKM protection both last at least until the day of counting, divided by all active workers on the roster. Workers whose data do not match count as unknown, not as protected.',
    validFrom: '2025-01-01',
  },
];

/** Age limits. `belowAge`: the last age allowed is one year less. */
export const PARAMETERS: readonly ParameterRow[] = [
  {
    ...{ code: 'bpu.registration_age', value: { belowAge: 65 }, validFrom: '2015-07-01', confirmed: false },
    legalBasis: 'Peraturan pelaksanaan kepesertaan BPU; batas usia saat mendaftar dan membayar iuran pertama',
  },
  {
    ...{ code: 'perisai.age', value: { fromAge: 18 }, validFrom: '2023-01-01', confirmed: true },
    legalBasis: 'Peraturan BPJS Ketenagakerjaan 1/2023 pasal 7',
  },
  {
    ...{ code: 'pension_age', value: { age: 57 }, validFrom: '2019-01-01', validTo: '2021-12-31', confirmed: false },
    legalBasis: 'PP 45/2015 pasal 15',
  },
  {
    ...{ code: 'pension_age', value: { age: 58 }, validFrom: '2022-01-01', validTo: '2024-12-31', confirmed: false },
    legalBasis: 'PP 45/2015 pasal 15',
  },
  {
    ...{ code: 'pension_age', value: { age: 59 }, validFrom: '2025-01-01', validTo: '2027-12-31', confirmed: false },
    legalBasis: 'PP 45/2015 pasal 15',
  },
  {
    ...{ code: 'roster.plausible_age', value: { fromAge: 15, toAge: 100 }, validFrom: '2015-07-01', confirmed: false },
    legalBasis: 'Batas kewajaran data, bukan ketentuan hukum',
  },
];

function programme(code: ProgrammeRow['code'], ordinal: number, nameId: string, nameEn: string): ProgrammeRow {
  return { code, ordinal, nameId, nameEn };
}
