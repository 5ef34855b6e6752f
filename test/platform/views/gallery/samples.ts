import type { Chart } from '../../../../src/platform/views/charts/index.js';
import { tiles } from '../../../../src/platform/views/charts/tile-layout.js';
import type { PageContext } from '../../../../src/platform/views/index.js';

/** Invented, and named so: Kabupaten Contoh does not exist. */
const nav = [
  ['dashboard', 'home'],
  ['workers', 'people'],
  ['gaps', 'shield-off'],
  ['imports', 'upload'],
  ['targets', 'target'],
  ['team', 'team'],
  ['apiKeys', 'key'],
  ['audit', 'history'],
  ['settings', 'settings'],
] as const;

export function pageContext(locale: 'id' | 'en', current: string): PageContext {
  return {
    locale,
    path: '/w/kab-contoh',
    csrfToken: 'sample-token',
    actor: { name: 'Siti Contoh', email: 'siti@contoh.example', role: 'officer' },
    workspace: { slug: 'kab-contoh', name: 'Pemerintah Kabupaten Contoh', kind: 'local_government' },
    workspaces: [
      { slug: 'kab-contoh', name: 'Pemerintah Kabupaten Contoh', kind: 'local_government' },
      { slug: 'serikat-contoh', name: 'Serikat Pekerja Contoh', kind: 'labour_union' },
    ],
    nav: nav.map(([key, icon]) => ({ key, icon, href: `/w/kab-contoh/${key}`, current: key === current })),
    notice: null,
    version: '0.1.0',
    devMail: true,
  };
}

const charts: Record<string, Chart> = {
  trend: {
    kind: 'trend-line',
    id: 'trend',
    title: 'Pekerja terlindungi',
    note: 'Bagian dari pekerja di daftar, catatan harian.',
    unit: 'percent',
    target: 0.75,
    points: Array.from({ length: 12 }, (_, month) => ({
      date: `2026-${String(month + 1).padStart(2, '0')}-01`,
      value: month === 4 ? null : 0.41 + month * 0.021 - (month % 3) * 0.008,
    })),
  },
  districts: {
    kind: 'coverage-bars',
    id: 'districts',
    title: 'Menurut kecamatan',
    rows: [
      {
        label: 'Kecamatan Contoh Utara',
        href: '/w/kab-contoh/workers?region=1',
        active: 8120,
        lapsed: 900,
        never: 2100,
        unknown: 310,
      },
      { label: 'Kecamatan Contoh Selatan yang Bernama Panjang', active: 5210, lapsed: 1200, never: 4800, unknown: 420 },
      { label: 'Kecamatan Contoh Tengah', active: 9020, lapsed: 410, never: 1004, unknown: 0 },
      { label: 'Tanpa wilayah', active: 0, lapsed: 0, never: 0, unknown: 0 },
    ],
  },
  ages: {
    kind: 'bars',
    id: 'ages',
    title: 'Terlindungi menurut umur',
    rows: [
      { label: '15–24 tahun', value: 2400, of: 6200 },
      { label: '25–34 tahun', value: 9800, of: 14_100 },
      { label: '35–44 tahun', value: 10_900, of: 14_800 },
      { label: '45–54 tahun', value: 6900, of: 10_300 },
      { label: '55 tahun ke atas', value: 1702, of: 4600 },
    ],
  },
  gauge: {
    kind: 'gauge',
    id: 'gauge',
    title: 'Menuju sasaran 2026',
    note: 'Sasaran Peraturan Daerah contoh.',
    reached: 31_702,
    target: 37_500,
  },
  map: {
    kind: 'tile-map',
    id: 'map',
    title: 'Capaian tiap provinsi',
    provinces: tiles.map((tile, index) => ({
      code: tile.code,
      name: `Provinsi ${tile.short}`,
      share: index === 7 ? null : ((index * 37) % 101) / 100,
    })),
  },
};

const coverages = [
  { value: 'never', text: 'Belum terdaftar' },
  { value: 'active', text: 'Terlindungi' },
];

export const samples = {
  ...charts,
  coverages,
  crumbs: [
    { text: 'Unggahan', href: '/w/kab-contoh/imports' },
    { text: 'daftar-pekerja-2026.xlsx', href: '/w/kab-contoh/imports/1' },
    { text: 'Periksa' },
  ],
  workers: [
    {
      id: '1',
      name: 'Siti Contoh Aminah',
      occupation: 'Petani padi',
      nik: '•••••••••••• 0001',
      region: 'Kec. Contoh Utara',
      sector: 'Pertanian',
      wage: 2_100_000,
      coverage: 'active',
    },
    {
      id: '2',
      name: 'Moh. Contoh Hidayat',
      occupation: 'Nelayan',
      nik: '•••••••••••• 0002',
      region: 'Kec. Contoh Selatan',
      sector: 'Perikanan',
      wage: 1_850_000,
      coverage: 'lapsed',
    },
    {
      id: '3',
      name: 'Contohwati',
      occupation: 'Pedagang pasar',
      nik: '•••••••••••• 0003',
      region: 'Kec. Contoh Tengah',
      sector: 'Perdagangan',
      wage: 2_450_000,
      coverage: 'never',
    },
    {
      id: '4',
      name: 'I Made Contoh',
      occupation: 'Pengemudi ojek',
      nik: '•••••••••••• 0004',
      region: 'Kec. Contoh Tengah',
      sector: 'Transportasi',
      wage: 3_000_000,
      coverage: 'unknown',
    },
  ],
  modes: [
    { value: 'upsert', text: 'Sebagian pekerja', hint: 'Menambah yang baru dan memperbarui yang sudah ada.' },
    {
      value: 'snapshot',
      text: 'Seluruh pekerja saat ini',
      hint: 'Yang tidak ada di berkas ditandai keluar dari daftar.',
    },
  ],
  fields: [
    { value: 'nik', text: 'NIK' },
    { value: 'name', text: 'Nama' },
    { value: 'birth_date', text: 'Tanggal lahir' },
  ],
  columns: [
    { index: 0, header: 'NO KTP', samples: ['3201•••', "'3201•••", '3.2E+15'], field: 'nik' },
    {
      index: 1,
      header: 'Nama Lengkap Sesuai KTP',
      samples: ['Siti Contoh', 'MOH. CONTOH', 'contohwati'],
      field: 'name',
    },
    {
      index: 2,
      header: 'Tgl',
      samples: ['12/01/1980', '29234', '12 Jan 1980'],
      field: '',
      error: 'Kolom tanggal lahir wajib ada.',
    },
  ],
  mappingErrors: { 'column-2': 'Pilih kolom yang berisi tanggal lahir.' },
  counts: {
    rows: 12_480,
    created: 1204,
    updated: 310,
    unchanged: 10_512,
    duplicate: 84,
    held: 142,
    rejected: 228,
    leavers: 0,
  },
  causes: [
    {
      title: 'NIK rusak karena Excel',
      code: 'nik.truncated_by_excel',
      severity: 'reject',
      count: 181,
      share: 0.0145,
      repair: 'Ubah kolom menjadi teks, lalu isi ulang NIK.',
      examples: [{ row: 12, value: '3,2017E+15' }],
      href: '/w/kab-contoh/imports/1/rows?cause=x',
    },
    {
      title: 'NIK tidak cocok dengan tanggal lahir',
      code: 'nik.birth_date_mismatch',
      severity: 'hold',
      count: 142,
      share: 0.4,
      repair: 'Cocokkan dengan KTP.',
      examples: [],
    },
    {
      title: 'Nomor telepon tidak terbaca',
      code: 'phone.unreadable',
      severity: 'warn',
      count: 1,
      share: 0.9,
      examples: [],
    },
  ],
  errors: { email: 'Tulis alamat surel yang lengkap, misalnya nama@contoh.id' },
  tabs: [
    { text: 'Ringkasan', href: '/a', current: true },
    { text: 'Baris', href: '/b' },
    { text: 'Riwayat', href: '/c' },
  ],
  roles: [
    { value: 'officer', text: 'Petugas' },
    { value: 'viewer', text: 'Pembaca' },
  ],
  sexes: [
    { value: 'M', text: 'Laki-laki' },
    { value: 'F', text: 'Perempuan' },
  ],
  programmes: [
    { value: 'JKK', text: 'JKK', hint: 'Kecelakaan kerja' },
    { value: 'JKM', text: 'JKM' },
    { value: 'JHT', text: 'JHT' },
  ],
  facts: [
    { term: 'Berkas', text: 'daftar-pekerja-2026.xlsx' },
    { term: 'SHA-256', text: '9f86d081884c7d65…' },
    { term: 'Pengunggah', text: 'Siti Contoh', href: '/w/kab-contoh/team' },
  ],
  history: [
    { at: '2026-11-23T03:12:00Z', text: 'Diterapkan', who: 'Siti Contoh' },
    { at: '2026-11-23T03:02:00Z', text: 'Diunggah', who: 'Siti Contoh' },
  ],
};
