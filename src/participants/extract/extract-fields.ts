import { headerKey } from '../../tabular/index.js';
import { COVERAGE_COLUMN, PROGRAMMES, type ProgrammeCode } from '../../programmes/index.js';

/** Fields of a registry extract, in the order of the template; the order also gives the bits of what a row changes. */
export const EXTRACT_FIELDS = [
  ...(['nik', 'name', 'birth_date', 'segment', 'kpj'] as const),
  ...(['jkk_until', 'jkm_until', 'jht_until', 'jp_until', 'jkp_until'] as const),
] as const;
export type ExtractField = (typeof EXTRACT_FIELDS)[number];

/** The headline needs JKK and JKM: a file without them would say that nobody is protected. */
export const REQUIRED_EXTRACT_FIELDS: readonly ExtractField[] = ['nik', 'name', 'birth_date', 'jkk_until', 'jkm_until'];

export function isExtractField(text: string): text is ExtractField {
  return (EXTRACT_FIELDS as readonly string[]).includes(text);
}

export function extractBit(field: ExtractField): number {
  return 1 << EXTRACT_FIELDS.indexOf(field);
}

export function extractFieldsOf(changed: number): ExtractField[] {
  return EXTRACT_FIELDS.filter((field) => (changed & extractBit(field)) !== 0);
}

/** Headers that mean a field; the first is what the template calls it. */
const ALIASES: Record<ExtractField, string> = {
  nik: 'NIK|No NIK|Nomor NIK|No KTP|Nomor KTP|NIK KTP|Nomor Induk Kependudukan|Nomor Identitas|National ID',
  name: 'Nama|Nama Lengkap|Nama Peserta|Nama TK|Nama Tenaga Kerja|Name|Full Name|Participant Name',
  birth_date: 'Tanggal Lahir|Tgl Lahir|Tgl Lhr|Birth Date|Date of Birth|DOB|Tanggal Kelahiran',
  segment: 'Segmen|Segmen Peserta|Segmen Kepesertaan|Jenis Kepesertaan|Kategori Peserta|Segment|Jenis Peserta',
  kpj: 'KPJ|No KPJ|Nomor KPJ|Nomor Peserta|No Peserta|KPJ 1|KPJ 2|KPJ 3|KPJ 4|KPJ 5|Daftar KPJ|KPJ Lain|KPJ Number',
  ...(Object.fromEntries(PROGRAMMES.map((code) => [COVERAGE_COLUMN[code], untilAliases(code)])) as Record<
    'jkk_until' | 'jkm_until' | 'jht_until' | 'jp_until' | 'jkp_until',
    string
  >),
};

function untilAliases(code: ProgrammeCode): string {
  return [
    ...[`${code} Sampai`, code, `${code} Until`, `${code} s/d`, `${code} Berlaku Sampai`, `Perlindungan ${code}`],
    ...[`${code} Aktif Sampai`, `Perlindungan ${code} Sampai`, `${code} Protected Until`, `Akhir ${code}`],
    ...[`Akhir Perlindungan ${code}`, `Masa Perlindungan ${code}`, `Bulan Terakhir ${code}`, `BLTH ${code}`],
    ...[`BLTH Akhir ${code}`, `${code} Terlindungi Sampai`, `${code} Sampai Bulan`, `Masa ${code}`],
  ].join('|');
}

const FIELD_OF: ReadonlyMap<string, ExtractField> = new Map(
  EXTRACT_FIELDS.flatMap((field) => [field, ...ALIASES[field].split('|')].map((alias) => [headerKey(alias), field])),
);

export const EXTRACT_HEADERS: readonly string[] = [...FIELD_OF.keys()];

export function extractFieldNamed(header: string): ExtractField | null {
  return FIELD_OF.get(headerKey(header)) ?? null;
}

export interface ExtractQuestion {
  code: 'missing' | 'ambiguous';
  field: ExtractField;
  columns: number[];
}

/** Columns by their headers. Only KPJ may stand in several; of two others for one field a person must choose. */
export function proposeExtractMapping(headers: readonly string[]): {
  mapping: (ExtractField | null)[];
  questions: ExtractQuestion[];
} {
  const mapping = headers.map(extractFieldNamed);
  const questions: ExtractQuestion[] = [];
  for (const field of EXTRACT_FIELDS) {
    const columns = mapping.flatMap((found, column) => (found === field ? [column] : []));
    if (columns.length > 1 && field !== 'kpj') {
      for (const column of columns) mapping[column] = null;
      questions.push({ code: 'ambiguous', field, columns });
    } else if (columns.length === 0 && REQUIRED_EXTRACT_FIELDS.includes(field)) {
      questions.push({ code: 'missing', field, columns: [] });
    }
  }
  return { mapping, questions };
}
