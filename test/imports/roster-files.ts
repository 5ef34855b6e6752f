import { SyntheticPeople, type SyntheticPerson } from '../../src/demo/synthetic-people.js';

const PLACES = [
  { region: '3273', districts: ['327301', '327302', '327305'] },
  { region: '3201', districts: ['320101', '320104'] },
];

export const HEADER = ['NIK', 'Nama Lengkap', 'Tanggal Lahir', 'Jenis Kelamin', 'No HP', 'Kab/Kota', 'Upah'] as const;
export type RosterLine = Record<(typeof HEADER)[number], string>;

/** Made-up people, the same for the same seed. */
export function people(count: number, seed = 1): SyntheticPerson[] {
  const source = new SyntheticPeople(seed, PLACES);
  return Array.from({ length: count }, () => source.next());
}

export function lineOf(person: SyntheticPerson): RosterLine {
  const [year, month, day] = person.birthDate.split('-');
  return {
    NIK: person.nik,
    'Nama Lengkap': person.name,
    'Tanggal Lahir': `${day}/${month}/${year}`,
    'Jenis Kelamin': person.sex,
    'No HP': person.phone,
    'Kab/Kota': person.region,
    Upah: String(person.wage),
  };
}

export function csv(lines: Partial<RosterLine>[], header: readonly (keyof RosterLine)[] = HEADER): string {
  const written = lines.map((line) => header.map((name) => quoted(line[name] ?? '')).join(','));
  return `${[header.join(','), ...written].join('\n')}\n`;
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
