import type { SectorRow } from './rows.js';

export const SECTOR_VERSION = 'KBLI 2020';

/** First and last two-digit division of each category; numbers between them that KBLI does not use do no harm. */
const DIVISIONS: Record<string, readonly number[]> = {
  ...{ A: [1, 3], B: [5, 9], C: [10, 33], D: [35], E: [36, 39], F: [41, 43], G: [45, 47], H: [49, 53], I: [55, 56] },
  ...{ J: [58, 63], K: [64, 66], L: [68], M: [69, 75], N: [77, 82], O: [84], P: [85], Q: [86, 88], R: [90, 93] },
  ...{ S: [94, 96], T: [97, 98], U: [99] },
};

/** Categories of KBLI 2020. The aliases are how files name a line of business, beside the letter and the full names. */
export const SECTORS: readonly SectorRow[] = [
  sector('A', 'Pertanian, Kehutanan dan Perikanan', 'Agriculture, forestry and fishing', [
    ...['Pertanian', 'Tani', 'Petani', 'Perkebunan', 'Kebun', 'Kehutanan', 'Perikanan', 'Nelayan', 'Peternakan'],
    ...['Ternak', 'Agriculture', 'Farming', 'Fishing', 'Agribisnis', 'Hortikultura', 'Budidaya'],
  ]),
  sector('B', 'Pertambangan dan Penggalian', 'Mining and quarrying', [
    ...['Pertambangan', 'Tambang', 'Penggalian', 'Mining', 'Galian C'],
  ]),
  sector('C', 'Industri Pengolahan', 'Manufacturing', [
    ...['Industri', 'Pengolahan', 'Manufaktur', 'Manufacturing', 'Pabrik', 'Konveksi', 'Garmen', 'Tekstil'],
    ...['Kerajinan', 'Industri Rumah Tangga'],
  ]),
  sector(
    'D',
    'Pengadaan Listrik, Gas, Uap/Air Panas dan Udara Dingin',
    'Electricity, gas, steam and air conditioning supply',
    ['Listrik', 'Listrik dan Gas', 'Gas', 'Kelistrikan', 'Energi', 'Electricity'],
  ),
  sector(
    'E',
    'Treatment Air, Treatment Air Limbah, Treatment dan Pemulihan Material Sampah, dan Aktivitas Remediasi',
    'Water supply; sewerage, waste management and remediation activities',
    ['Pengelolaan Air', 'Air Bersih', 'Pengelolaan Sampah', 'Persampahan', 'Sampah', 'Limbah', 'Daur Ulang', 'Waste'],
  ),
  sector('F', 'Konstruksi', 'Construction', ['Bangunan', 'Jasa Konstruksi', 'Jakon', 'Kontraktor', 'Construction']),
  sector(
    'G',
    'Perdagangan Besar dan Eceran; Reparasi dan Perawatan Mobil dan Sepeda Motor',
    'Wholesale and retail trade; repair of motor vehicles and motorcycles',
    [
      ...['Perdagangan', 'Dagang', 'Pedagang', 'Jualan', 'Toko', 'Warung', 'Ritel', 'Retail', 'Eceran', 'Grosir'],
      ...['Trade', 'Bengkel', 'Reparasi Kendaraan', 'Perdagangan Besar dan Eceran', 'Niaga'],
    ],
  ),
  sector('H', 'Pengangkutan dan Pergudangan', 'Transportation and storage', [
    ...['Transportasi', 'Angkutan', 'Pengangkutan', 'Pergudangan', 'Transport', 'Transportasi dan Pergudangan'],
    ...['Ojek', 'Ojek Online', 'Ojol', 'Kurir', 'Logistik', 'Ekspedisi', 'Perhubungan'],
  ]),
  sector('I', 'Penyediaan Akomodasi dan Penyediaan Makan Minum', 'Accommodation and food service activities', [
    ...['Akomodasi', 'Hotel', 'Perhotelan', 'Restoran', 'Rumah Makan', 'Kuliner', 'Makan Minum', 'Katering'],
    ...['Pariwisata', 'Akomodasi dan Makan Minum', 'Hospitality'],
  ]),
  sector('J', 'Informasi dan Komunikasi', 'Information and communication', [
    ...['Informasi', 'Komunikasi', 'Telekomunikasi', 'Teknologi Informasi', 'IT', 'Media', 'Penerbitan', 'Penyiaran'],
  ]),
  sector('K', 'Aktivitas Keuangan dan Asuransi', 'Financial and insurance activities', [
    ...[
      'Keuangan',
      'Asuransi',
      'Perbankan',
      'Bank',
      'Keuangan dan Asuransi',
      'Jasa Keuangan',
      'Koperasi Simpan Pinjam',
    ],
  ]),
  sector('L', 'Real Estat', 'Real estate activities', ['Real Estate', 'Properti', 'Realestat', 'Perumahan']),
  sector('M', 'Aktivitas Profesional, Ilmiah dan Teknis', 'Professional, scientific and technical activities', [
    ...['Profesional', 'Jasa Profesional', 'Ilmiah dan Teknis', 'Konsultan', 'Jasa Perusahaan', 'Hukum', 'Notaris'],
  ]),
  sector(
    'N',
    'Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi, Ketenagakerjaan, Agen Perjalanan dan Penunjang Usaha Lainnya',
    'Administrative and support service activities',
    [
      ...['Penyewaan', 'Sewa Guna Usaha', 'Penunjang Usaha', 'Outsourcing', 'Alih Daya', 'Agen Perjalanan'],
      ...['Biro Perjalanan', 'Keamanan', 'Satpam', 'Cleaning Service', 'Jasa Kebersihan'],
    ],
  ),
  sector(
    'O',
    'Administrasi Pemerintahan, Pertahanan dan Jaminan Sosial Wajib',
    'Public administration and defence; compulsory social security',
    [
      ...['Pemerintahan', 'Administrasi Pemerintahan', 'Pemerintah', 'Perangkat Desa', 'Aparatur Desa', 'Pemda'],
      ...['Jaminan Sosial', 'RT/RW', 'Linmas'],
    ],
  ),
  sector('P', 'Pendidikan', 'Education', ['Sekolah', 'Guru', 'Jasa Pendidikan', 'Pengajar', 'Madrasah', 'Pesantren']),
  sector('Q', 'Aktivitas Kesehatan Manusia dan Aktivitas Sosial', 'Human health and social work activities', [
    ...['Kesehatan', 'Sosial', 'Jasa Kesehatan', 'Kesehatan dan Kegiatan Sosial', 'Rumah Sakit', 'Posyandu', 'Kader'],
    ...['Health'],
  ]),
  sector('R', 'Kesenian, Hiburan dan Rekreasi', 'Arts, entertainment and recreation', [
    ...['Kesenian', 'Seni', 'Hiburan', 'Rekreasi', 'Seniman', 'Olahraga', 'Kebudayaan'],
  ]),
  sector('S', 'Aktivitas Jasa Lainnya', 'Other service activities', [
    ...['Jasa Lainnya', 'Jasa', 'Jasa Perorangan', 'Organisasi', 'Keagamaan', 'Salon', 'Pangkas Rambut', 'Reparasi'],
    ...['Laundry', 'Penatu', 'Serikat Pekerja', 'Asosiasi'],
  ]),
  sector(
    'T',
    'Aktivitas Rumah Tangga sebagai Pemberi Kerja; Aktivitas yang Menghasilkan Barang dan Jasa oleh Rumah Tangga yang Digunakan untuk Memenuhi Kebutuhan Sendiri',
    'Activities of households as employers; undifferentiated goods- and services-producing activities of households for own use',
    ['Rumah Tangga', 'Jasa Rumah Tangga', 'Pekerja Rumah Tangga', 'ART', 'PRT', 'Household'],
  ),
  sector(
    'U',
    'Aktivitas Badan Internasional dan Badan Ekstra Internasional Lainnya',
    'Activities of extraterritorial organisations and bodies',
    ['Badan Internasional', 'Organisasi Internasional', 'Kedutaan', 'International Organisation'],
  ),
];

function sector(code: string, nameId: string, nameEn: string, aliases: string[]): SectorRow {
  const [from = 0, to = from] = DIVISIONS[code] ?? [];
  const divisions = Array.from({ length: to - from + 1 }, (_, i) => String(from + i).padStart(2, '0'));
  return { version: SECTOR_VERSION, code, nameId, nameEn, divisions, aliases, validFrom: '2020-09-24' };
}
