import { Random } from './random.js';

/** A made-up person. Nobody: the district part of the NIK is real, everything else is drawn by lot. */
export interface SyntheticPerson {
  nik: string;
  name: string;
  /** YYYY-MM-DD */
  birthDate: string;
  sex: 'L' | 'P';
  phone: string;
  email: string;
  sector: string;
  occupation: string;
  /** Four digits. */
  region: string;
  address: string;
  wage: number;
  motherName: string;
  startedOn: string;
  externalId: string;
}

const MEN =
  'ADI AGUS AHMAD ANDI ARIF BAMBANG BAYU BUDI CAHYO DANI DEDI DIMAS EKO FAJAR FERI GILANG HADI HENDRA IMAM IRFAN JOKO LUKMAN MAULANA MUHAMMAD NUR PUTRA RAHMAT RIZKI RUDI SLAMET SUGENG SUPRI TAUFIK TONO WAHYU YUDI YUSUF ZAINAL'.split(
    ' ',
  );
const WOMEN =
  'AISYAH ANI AYU DESI DEWI DIAN DWI EKA ENDANG ERNA FITRI INDAH KARTIKA LESTARI LINA MAYA MEGA NINGSIH NOVI NUR PUTRI RATNA RINA SARI SITI SRI SULASTRI SUSI TITIK TRI UMI WATI WULAN YANI YULI'.split(
    ' ',
  );
const LAST =
  'ABDULLAH ARIFIN FIRMANSYAH GUNAWAN HAKIM HARTONO HASAN HIDAYAT IRAWAN KURNIAWAN KUSUMA MAHENDRA MANSUR NASUTION NUGROHO PERMANA PRASETYO PRATAMA PURNOMO RAHARJO RAMADHAN SANTOSO SAPUTRA SETIAWAN SIREGAR SUHARTO SURYADI SUSANTO SUTRISNO SYAHPUTRA UTOMO WIBOWO WIDODO WIJAYA'.split(
    ' ',
  );
const JOBS: readonly (readonly [occupation: string, sector: string])[] = [
  ['Petani padi', 'A'],
  ['Nelayan', 'A'],
  ['Penjahit', 'C'],
  ['Buruh bangunan', 'F'],
  ['Pedagang kaki lima', 'G'],
  ['Pedagang pasar', 'G'],
  ['Pengemudi ojek', 'H'],
  ['Kurir', 'H'],
  ['Juru masak', 'I'],
  ['Juru parkir', 'N'],
  ['Marbot', 'S'],
  ['Pekerja rumah tangga', 'T'],
];
const STREETS = [
  'Merdeka',
  'Mawar',
  'Melati',
  'Diponegoro',
  'Sudirman',
  'Kartini',
  'Pahlawan',
  'Kenanga',
  'Pemuda',
  'Veteran',
];

/** Districts (kecamatan, six digits) that people of one region are drawn from. */
export interface Place {
  region: string;
  districts: readonly string[];
}

/** Endless made-up people of the given places, all different: the serial runs on. */
export class SyntheticPeople {
  private readonly random: Random;
  private readonly places: readonly Place[];
  private serial = 0;

  constructor(seed: number, places: readonly Place[]) {
    this.random = new Random(seed);
    this.places = places;
  }

  next(): SyntheticPerson {
    const { random } = this;
    const place = random.pick(this.places);
    const sex = random.chance(0.55) ? 'L' : 'P';
    const [year, month, day] = [random.between(1962, 2005), random.between(1, 12), random.between(1, 28)];
    const n = this.serial++;
    // The serial takes turns with the district, so that even millions stay different.
    const district = place.districts[n % place.districts.length] ?? place.region.padEnd(6, '0');
    const nikDay = String(sex === 'P' ? day + 40 : day).padStart(2, '0');
    const short = String(year % 100).padStart(2, '0');
    const nik = `${district}${nikDay}${two(month)}${short}${String(1 + (n % 9999)).padStart(4, '0')}`;
    const name = `${random.pick(sex === 'P' ? WOMEN : MEN)} ${random.chance(0.4) ? `${random.pick(sex === 'P' ? WOMEN : MEN)} ` : ''}${random.pick(LAST)}`;
    const [occupation, sector] = random.pick(JOBS);
    return {
      nik,
      name,
      birthDate: `${year}-${two(month)}-${two(day)}`,
      sex,
      phone: `08${random.between(11, 59)}${random.between(1000000, 99999999)}`,
      email: random.chance(0.2) ? `contoh${n}@example.com` : '',
      sector,
      occupation,
      region: place.region,
      address: `Jl. ${random.pick(STREETS)} No. ${random.between(1, 250)} RT ${two(random.between(1, 12))} RW ${two(random.between(1, 9))}`,
      wage: random.between(8, 90) * 50_000,
      motherName: `${random.pick(WOMEN)} ${random.pick(LAST)}`,
      startedOn: `${random.between(2015, 2026)}-${two(random.between(1, 10))}-01`,
      externalId: `A-${String(n + 1).padStart(7, '0')}`,
    };
  }
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
