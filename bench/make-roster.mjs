// Writes a synthetic roster CSV of N rows and 14 columns: node bench/make-roster.mjs FILE ROWS [SEED]
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { SyntheticPeople } from '../dist/demo/synthetic-people.js';

export const HEADER =
  'NIK,NAMA LENGKAP,TANGGAL LAHIR,JENIS KELAMIN,NO HP,EMAIL,SEKTOR,PEKERJAAN,KAB/KOTA,ALAMAT,UPAH,TANGGAL MULAI BEKERJA,NAMA IBU KANDUNG,NO ANGGOTA';

/** Regions of three provinces with a hundred kecamatan codes each: only the first four digits have to exist. */
export function benchPlaces() {
  const regions = [
    '3201',
    '3202',
    '3203',
    '3204',
    '3205',
    '3301',
    '3302',
    '3303',
    '3304',
    '3305',
    '3501',
    '3502',
    '3503',
    '3504',
    '3505',
    '3273',
    '3374',
    '3578',
  ];
  return regions.map((region) => ({
    region,
    districts: Array.from({ length: 30 }, (_, i) => `${region}${String(i + 1).padStart(2, '0')}`),
  }));
}

export function csvRow(p) {
  const [y, m, d] = p.birthDate.split('-');
  return `${p.nik},${p.name},${d}/${m}/${y},${p.sex},${p.phone},${p.email},${p.sector},${p.occupation},${p.region},"${p.address}, Dusun 2",${p.wage},${p.startedOn},${p.motherName},${p.externalId}\n`;
}

export async function writeRoster(path, rows, seed = 1, change = (p) => p) {
  const people = new SyntheticPeople(seed, benchPlaces());
  const out = createWriteStream(path);
  let text = `${HEADER}\n`;
  for (let i = 0; i < rows; i++) {
    text += csvRow(change(people.next(), i));
    if (text.length > 1 << 18) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
  }
  out.end(text);
  await once(out, 'finish');
}

if (process.argv[1]?.endsWith('make-roster.mjs'))
  await writeRoster(process.argv[2], Number(process.argv[3]), Number(process.argv[4] ?? 1));
