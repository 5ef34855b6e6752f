/** What people call a kabupaten or kota beside its official name, by dotted code. Kind words are added by the lexicon. */
export const REGION_ALIASES: Readonly<Record<string, readonly string[]>> = {
  '12.10': ['Kabupaten Labuhan Batu'],
  '12.22': ['Kabupaten Labuhan Batu Selatan', 'Labusel'],
  '12.23': ['Kabupaten Labuhan Batu Utara', 'Labura'],
  '12.18': ['Sergai', 'Kabupaten Serdang Bedagei'],
  '12.01': ['Tapteng'],
  '12.77': ['Kota Padang Sidempuan', 'Kota Padang Sidimpuan', 'Kota Padangsidempuan'],
  '12.02': ['Taput'],
  '12.03': ['Tapsel'],
  '12.13': ['Madina'],
  '31.01': ['Kabupaten Kepulauan Seribu', 'Pulau Seribu'],
  '31.71': ['Jakpus', 'Kota Jakarta Pusat'],
  '31.72': ['Jakut', 'Kota Jakarta Utara'],
  '31.73': ['Jakbar', 'Kota Jakarta Barat'],
  '31.74': ['Jaksel', 'Kota Jakarta Selatan'],
  '31.75': ['Jaktim', 'Kota Jakarta Timur'],
  '32.17': ['KBB'],
  '34.01': ['Kabupaten Kulonprogo'],
  '34.03': ['Kabupaten Gunung Kidul'],
  '34.71': ['Jogja', 'Kota Jogja', 'Kota Yogya', 'Kota Jogjakarta', 'Jogjakarta'],
  '36.74': ['Tangsel', 'Kota Tangsel'],
  '52.01': ['Lobar'],
  '52.02': ['Loteng'],
  '52.03': ['Lotim'],
  '52.08': ['KLU'],
  '73.10': ['Kabupaten Pangkajene Kepulauan', 'Pangkep', 'Kabupaten Pangkep'],
  '73.71': ['Ujung Pandang', 'Makasar', 'Kota Makasar'],
  '73.72': ['Kota Pare Pare'],
  '73.22': ['Lutra'],
  '73.24': ['Lutim'],
};

/**
 * First four digits of NIKs that were given out before a region changed its province or number; people keep them.
 * Papua and Papua Barat before 2022, the north of Kalimantan Timur before 2012.
 */
export const FORMER_NIK_REGIONS: readonly string[] = [
  ...range(9101, 9128),
  '9171',
  ...range(9201, 9212),
  '9271',
  ...['6404', '6405', '6406', '6410', '6473'],
];

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
}
