import { getRegencies } from 'idn-area-data';
import { beforeAll, describe, expect, it } from 'vitest';
import { OCCUPATIONS } from '../../src/reference/data/occupations.js';
import { SECTORS } from '../../src/reference/data/sectors.js';
import { regionAliases, rosterLexicon, type ReferenceLexicon } from '../../src/reference/roster-lexicon.js';
import { compileLexicon, regionKey, type CompiledLexicon, type RosterLexicon } from '../../src/rosters/row/lexicon.js';
import { lookupKey } from '../../src/rosters/row/lookup-key.js';

let lexicon: ReferenceLexicon;
let compiled: CompiledLexicon;

beforeAll(async () => {
  lexicon = rosterLexicon({
    today: '2026-11-23',
    regencies: await getRegencies(),
    sectors: [...SECTORS],
    occupations: [...OCCUPATIONS],
    plausibleAge: { fromAge: 15, toAge: 100 },
  });
  const asRostersSeeIt: RosterLexicon = lexicon;
  compiled = compileLexicon(asRostersSeeIt);
});

const region = (text: string) => compiled.regionByName.get(regionKey(text));

describe('regions in the roster lexicon', () => {
  it.each([
    ['KAB. GARUT', '3205'],
    ['Kabupaten Garut', '3205'],
    ['garut', '3205'],
    ['KOTA BANDUNG', '3273'],
    ['Kodya Bandung', '3273'],
    ['Kotamadya Bandung', '3273'],
    ['KAB BANDUNG', '3204'],
    ['Kota Adm. Jakarta Barat', '3173'],
    ['Jakarta Barat', '3173'],
    ['JAKBAR', '3173'],
    ['Kab. Kep. Mentawai', '1309'],
    ['Kep Mentawai', '1309'],
    ['KulonProgo', '3401'],
    ['Gunung Kidul', '3403'],
    ['Tolitoli', '7204'],
    ['Pare-Pare', '7372'],
    ['Pangkep', '7310'],
    ['Kotabaru', '6302'],
    ['Batu', '3579'],
  ])('%s is %s', (text, code) => {
    expect(region(text)).toBe(code);
  });

  it('does not guess between a kabupaten and a kota of the same name', () => {
    const shared =
      'Solok Bogor Sukabumi Bandung Tasikmalaya Cirebon Bekasi Banjar Magelang Semarang Pekalongan Tegal Blitar Kediri ' +
      'Malang Probolinggo Pasuruan Mojokerto Madiun Tangerang Serang Bima Kupang Gorontalo Jayapura Sorong';
    const ambiguous = [...compiled.regionByName].filter(([, code]) => code === '').map(([name]) => name);
    expect(ambiguous.sort()).toEqual(shared.toUpperCase().split(' ').sort());
  });

  it('finds every region by its official name and its code', () => {
    for (const { code, name } of lexicon.regions) {
      expect(region(name), name).toBe(code);
      expect(compiled.regionByCode.has(code)).toBe(true);
    }
    expect(lexicon.regions).toHaveLength(514);
  });

  it('admits NIKs of regions that were renumbered, and no others', () => {
    for (const known of ['3205', '9101', '6473']) expect(lexicon.nikRegions).toContain(known);
    for (const unknown of ['9999', '3200', '']) expect(lexicon.nikRegions).not.toContain(unknown);
    expect(new Set(lexicon.nikRegions).size).toBe(lexicon.nikRegions.length);
  });

  it('derives spellings that keep their kind', () => {
    expect(regionAliases('Kabupaten Kepulauan Aru', [])).toEqual(['Kabupaten Kep Aru', 'Kabupaten KepulauanAru']);
    expect(regionAliases('Kota Adm Baru Satu', ['Barsat'])).toEqual(['Kota AdmBaruSatu', 'Barsat']);
  });
});

describe('sectors and occupations in the roster lexicon', () => {
  it('gives no name to two of them', () => {
    expect([...compiled.sectorByName].filter(([, code]) => code === '')).toEqual([]);
    expect([...compiled.occupationByName].filter(([, code]) => code === '')).toEqual([]);
  });

  it.each([
    ['dagang', 'G'],
    ['Pertanian', 'A'],
    ['Ojek Online', 'H'],
    ['a', 'A'],
    ['Jasa Konstruksi', 'F'],
    ['Rumah Tangga', 'T'],
  ])('sector %s is %s', (text, code) => {
    expect(compiled.sectorByName.get(lookupKey(text))).toBe(code);
  });

  it.each([
    ['Tukang Ojek', 'ojek'],
    ['ABK', 'buruh-nelayan'],
    ['Petani/Pekebun', 'petani'],
    ['Buruh Harian Lepas', 'serabutan'],
    ['Pembantu Rumah Tangga', 'art'],
  ])('occupation %s is %s', (text, code) => {
    expect(compiled.occupationByName.get(lookupKey(text))).toBe(code);
  });

  it('has one category for every division', () => {
    expect(compiled.sectorByDivision.get('01')).toBe('A');
    expect(compiled.sectorByDivision.get('47')).toBe('G');
    expect(lexicon.sectors.flatMap((sector) => sector.divisions)).toHaveLength(compiled.sectorByDivision.size);
  });

  it('ties every occupation with a line of business to a known sector', () => {
    const letters = new Set(SECTORS.map((sector) => sector.code));
    expect(OCCUPATIONS.filter((job) => job.sector !== null && !letters.has(job.sector))).toEqual([]);
  });
});
