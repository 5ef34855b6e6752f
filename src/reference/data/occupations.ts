import type { OccupationRow } from './rows.js';

export const OCCUPATION_VERSION = 'KBJI 2014';

type Extra = { kbji: string; kbli?: string; sector?: string; transport?: boolean; aliases: string[] };

/** Usual occupations of people who work for themselves, with what their files call them. */
export const OCCUPATIONS: readonly OccupationRow[] = [
  occupation('ojek', 'Pengemudi ojek', 'Motorcycle taxi rider', {
    ...{ kbji: '8321.04 8321.01', kbli: '49424', sector: 'H', transport: true },
    aliases: ['Ojek', 'Ojol', 'Ojek Online', 'Ojek Pangkalan', 'Tukang Ojek', 'Driver Ojol', 'Pengemudi Ojek Online'],
  }),
  occupation('kurir', 'Kurir / pengantar paket', 'Courier', {
    ...{ kbji: '9621.99 8321.01', kbli: '53201 53202', sector: 'H', transport: true },
    aliases: ['Kurir', 'Pengantar Paket', 'Kurir Paket', 'Kurir Online', 'Pengantar Barang', 'Delivery'],
  }),
  occupation('sopir-taksi', 'Sopir taksi / mobil', 'Car and taxi driver', {
    ...{ kbji: '8322.02 8322.01', kbli: '49421', sector: 'H', transport: true },
    aliases: ['Sopir', 'Supir', 'Sopir Taksi', 'Supir Taksi', 'Sopir Mobil', 'Driver', 'Driver Online', 'Taksi Online'],
  }),
  occupation('sopir-angkot', 'Sopir angkot', 'Minibus driver', {
    ...{ kbji: '8322', kbli: '49413', sector: 'H', transport: true },
    aliases: ['Supir Angkot', 'Angkot', 'Sopir Angkutan Kota', 'Sopir Angkutan Umum', 'Pengemudi Angkot'],
  }),
  occupation('sopir-truk', 'Sopir bus / truk', 'Bus and truck driver', {
    ...{ kbji: '8331.01 8332.01', sector: 'H', transport: true },
    aliases: ['Sopir Bus', 'Supir Bus', 'Sopir Truk', 'Supir Truk', 'Sopir Truck', 'Pengemudi Truk', 'Pengemudi Bus'],
  }),
  occupation('bajaj', 'Pengemudi becak motor / bajaj', 'Motorised pedicab driver', {
    ...{ kbji: '8321.02 8321.03', kbli: '49423', sector: 'H', transport: true },
    aliases: ['Becak Motor', 'Bentor', 'Betor', 'Bajaj', 'Sopir Bajaj', 'Supir Bajaj'],
  }),
  occupation('becak', 'Penarik becak', 'Pedicab driver', {
    ...{ kbji: '9331.00', kbli: '49423', sector: 'H', transport: true },
    aliases: ['Becak', 'Tukang Becak', 'Pengayuh Becak'],
  }),
  occupation('pedagang-makanan', 'Pedagang makanan kaki lima', 'Street food vendor', {
    ...{ kbji: '5212.01', kbli: '4781', sector: 'G' },
    aliases: ['Pedagang Makanan', 'PKL', 'Pedagang Kaki Lima', 'Penjual Makanan', 'Pedagang Bakso', 'Jualan Makanan'],
  }),
  occupation('pedagang-pasar', 'Pedagang kios / los pasar', 'Market trader', {
    ...{ kbji: '5211.01', kbli: '47811 47815', sector: 'G' },
    aliases: ['Pedagang Pasar', 'Pedagang', 'Pedagang Kios', 'Pedagang Sayur', 'Dagang', 'Berdagang', 'Penjual'],
  }),
  occupation('pedagang-keliling', 'Pedagang keliling / asongan', 'Mobile vendor', {
    ...{ kbji: '9520.01 9520.02', kbli: '47991 47995', sector: 'G' },
    aliases: ['Pedagang Keliling', 'Pedagang Asongan', 'Asongan', 'Penjual Keliling'],
  }),
  occupation('warung', 'Pemilik warung / toko', 'Shop or food stall owner', {
    ...{ kbji: '5221.01', kbli: '56102 56103', sector: 'G' },
    aliases: ['Pemilik Warung', 'Pemilik Toko', 'Warung', 'Toko Kelontong', 'Buka Warung', 'Wiraswasta Toko'],
  }),
  occupation('petani', 'Petani padi / sayur / karet', 'Crop farmer', {
    ...{ kbji: '6111.01 6111.05 6112.01 6112.02', kbli: '01121 01122 01131', sector: 'A' },
    aliases: ['Petani', 'Petani/Pekebun', 'Petani Padi', 'Petani Sayur', 'Petani Karet', 'Penyadap Karet', 'Tani'],
  }),
  occupation('petani-tembakau', 'Petani / buruh tembakau', 'Tobacco farmer or labourer', {
    ...{ kbji: '6111 9211', kbli: '01150', sector: 'A' },
    aliases: ['Petani Tembakau', 'Buruh Tembakau', 'Buruh Tani Tembakau'],
  }),
  occupation('pekebun-sawit', 'Pekebun sawit', 'Oil palm grower', {
    ...{ kbji: '6112', kbli: '01262', sector: 'A' },
    aliases: ['Petani Sawit', 'Pekebun', 'Buruh Sawit', 'Pekebun Kelapa Sawit'],
  }),
  occupation('buruh-tani', 'Buruh tani', 'Farm labourer', {
    ...{ kbji: '9211.01 9211.99', sector: 'A' },
    aliases: ['Buruh Tani/Perkebunan', 'Buruh Tani Padi', 'Buruh Perkebunan', 'Buruh Kebun', 'Pekerja Tani'],
  }),
  occupation('peternak', 'Peternak sapi', 'Cattle farmer', {
    ...{ kbji: '6121.01', kbli: '01411', sector: 'A' },
    aliases: ['Peternak', 'Buruh Peternakan', 'Peternak Kambing', 'Peternak Ayam'],
  }),
  occupation('nelayan', 'Nelayan', 'Fisher', {
    ...{ kbji: '6222.02 6222.03 6223.01', kbli: '03111 03121', sector: 'A' },
    aliases: ['Nelayan/Perikanan', 'Nelayan Pesisir', 'Nelayan Tradisional', 'Nelayan Kecil', 'Penangkap Ikan'],
  }),
  occupation('buruh-nelayan', 'Buruh nelayan', 'Fishing labourer', {
    ...{ kbji: '9216.01', kbli: '03111', sector: 'A' },
    aliases: ['Buruh Nelayan/Perikanan', 'ABK', 'Anak Buah Kapal', 'ABK Nelayan'],
  }),
  occupation('pembudidaya-ikan', 'Pembudidaya ikan', 'Fish farmer', {
    ...{ kbji: '6221.02', kbli: '03221', sector: 'A' },
    aliases: ['Petambak', 'Petani Tambak', 'Pembudidaya', 'Budidaya Ikan', 'Petani Ikan', 'Petani Rumput Laut'],
  }),
  occupation('art', 'Pekerja rumah tangga', 'Domestic worker', {
    ...{ kbji: '9111.01', kbli: '97000', sector: 'T' },
    aliases: ['ART', 'PRT', 'Asisten Rumah Tangga', 'Pembantu Rumah Tangga', 'Pembantu'],
  }),
  occupation('pengasuh', 'Pengasuh anak', 'Child carer', {
    ...{ kbji: '5311.03', kbli: '97000', sector: 'T' },
    aliases: ['Baby Sitter', 'Babysitter', 'Pengasuh', 'Pengasuh Bayi'],
  }),
  occupation('tukang-bangunan', 'Buruh bangunan / tukang batu / kayu', 'Building labourer, mason or carpenter', {
    ...{ kbji: '9313.01 7112.01 7115.01', kbli: '41011', sector: 'F' },
    aliases: ['Buruh Bangunan', 'Tukang Bangunan', 'Tukang Batu', 'Tukang Kayu', 'Kuli Bangunan', 'Tukang'],
  }),
  occupation('penjahit', 'Penjahit', 'Tailor', {
    ...{ kbji: '7533 7531', kbli: '14120', sector: 'C' },
    aliases: ['Tukang Jahit', 'Jahit', 'Menjahit'],
  }),
  occupation('pangkas-rambut', 'Tukang cukur / penata rambut', 'Barber or hairdresser', {
    ...{ kbji: '5141.01 5141.02', kbli: '96111', sector: 'S' },
    aliases: ['Tukang Cukur', 'Penata Rambut', 'Pangkas Rambut', 'Barber', 'Salon'],
  }),
  occupation('mekanik-motor', 'Mekanik sepeda motor', 'Motorcycle mechanic', {
    ...{ kbji: '7231.04', kbli: '45407', sector: 'G' },
    aliases: ['Mekanik', 'Montir', 'Tukang Bengkel', 'Bengkel Motor', 'Teknisi Motor'],
  }),
  occupation('juru-parkir', 'Juru parkir', 'Parking attendant', {
    ...{ kbji: '9510.04 9629.02', kbli: '52214 52215', sector: 'H' },
    aliases: ['Jukir', 'Tukang Parkir', 'Petugas Parkir', 'Parkir'],
  }),
  occupation('pemulung', 'Pemulung / tukang sampah', 'Waste picker or collector', {
    ...{ kbji: '9612.03 9611.00', sector: 'E' },
    aliases: ['Pemulung', 'Tukang Sampah', 'Petugas Sampah', 'Petugas Kebersihan'],
  }),
  occupation('kuli-angkut', 'Kuli angkut', 'Porter', {
    ...{ kbji: '9333.00 9621.03', sector: 'H' },
    aliases: ['Kuli', 'Kuli Panggul', 'Porter', 'Buruh Angkut', 'Buruh Bongkar Muat', 'TKBM'],
  }),
  occupation('juru-masak', 'Juru masak / pramusaji', 'Cook or waiter', {
    ...{ kbji: '5120.00 5131.00', kbli: '56102', sector: 'I' },
    aliases: ['Juru Masak', 'Koki', 'Pramusaji', 'Pelayan', 'Pelayan Warung', 'Waiter'],
  }),
  occupation('marbot', 'Imam / pengurus rumah ibadah', 'Imam or keeper of a house of worship', {
    ...{ kbji: '2636.01 5153.04', kbli: '94910', sector: 'S' },
    aliases: ['Imam', 'Marbot', 'Marbut', 'Takmir', 'Guru Ngaji', 'Imam Masjid', 'Pengurus Masjid', 'Ustadz/Mubaligh'],
  }),
  occupation('seniman', 'Seniman', 'Artist', {
    ...{ kbji: '2651', kbli: '90011 90021', sector: 'R' },
    aliases: ['Pekerja Seni', 'Pemusik', 'Musisi', 'Penari', 'Pelukis'],
  }),
  occupation('serabutan', 'Pekerja serabutan', 'Odd-job worker', {
    ...{ kbji: '9622' },
    aliases: ['Serabutan', 'Buruh Harian Lepas', 'BHL', 'Buruh', 'Buruh Lepas', 'Pekerja Lepas', 'Kerja Serabutan'],
  }),
];

function occupation(code: string, nameId: string, nameEn: string, extra: Extra): OccupationRow {
  return {
    ...{ version: OCCUPATION_VERSION, code, nameId, nameEn, aliases: extra.aliases, validFrom: '2014-01-01' },
    kbji: extra.kbji.split(' '),
    kbli: extra.kbli ? extra.kbli.split(' ') : [],
    sector: extra.sector ?? null,
    transport: extra.transport ?? false,
  };
}
