import type { RosterLexicon } from '../../../src/rosters/row/lexicon.js';

/** Enough look-up data for the rules to be tried on; 23 November 2026 is today. */
export const SMALL_LEXICON: RosterLexicon = {
  today: '2026-11-23',
  regions: [
    { code: '3173', name: 'Kota Administrasi Jakarta Pusat', aliases: ['Jakpus'] },
    { code: '3174', name: 'Kota Administrasi Jakarta Barat' },
    { code: '3204', name: 'Kabupaten Bandung' },
    { code: '3273', name: 'Kota Bandung' },
    { code: '3210', name: 'Kabupaten Majalengka' },
    { code: '3404', name: 'Kabupaten Sleman' },
    { code: '3471', name: 'Kota Yogyakarta', aliases: ['Jogja', 'Yogya'] },
    { code: '9471', name: 'Kota Contoh' },
  ],
  nikRegions: ['3173', '3174', '320401', '3273', '3404', '3471'],
  sectors: [
    {
      code: 'A',
      id: 'Pertanian, Kehutanan dan Perikanan',
      en: 'Agriculture, Forestry and Fishing',
      aliases: ['Pertanian', 'Perikanan'],
      divisions: ['01', '02', '03'],
    },
    { code: 'F', id: 'Konstruksi', en: 'Construction', divisions: ['41', '42', '43'] },
    {
      code: 'G',
      id: 'Perdagangan Besar dan Eceran',
      en: 'Wholesale and Retail Trade',
      aliases: ['Perdagangan', 'Jasa lain'],
      divisions: ['45', '46', '47'],
    },
    {
      code: 'H',
      id: 'Pengangkutan dan Pergudangan',
      en: 'Transportation and Storage',
      aliases: ['Transportasi', 'Ojek'],
      divisions: ['49', '50', '51', '52', '53'],
    },
    {
      code: 'S',
      id: 'Aktivitas Jasa Lainnya',
      en: 'Other Service Activities',
      aliases: ['Jasa', 'Jasa lain'],
      divisions: ['94', '95', '96'],
    },
  ],
  occupations: [
    {
      code: 'ojek',
      id: 'Pengemudi ojek',
      en: 'Motorcycle taxi rider',
      aliases: ['Ojol', 'Tukang ojek'],
      transport: true,
    },
    { code: 'petani', id: 'Petani', en: 'Farmer', aliases: ['Petani/Pekebun'], transport: false },
    { code: 'pedagang', id: 'Pedagang', en: 'Trader', transport: false },
  ],
};
