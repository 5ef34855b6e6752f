import { lineOf, people, type RosterLine } from '../../imports/roster-files.js';

export type WrongLine = Partial<RosterLine & { Sektor: string; Pekerjaan: string; Status: string }>;

const HEADER = [
  ...['NIK', 'Nama Lengkap', 'Tanggal Lahir', 'Jenis Kelamin', 'No HP', 'Kab/Kota', 'Upah', 'Sektor', 'Pekerjaan'],
  'Status',
] as const;

/** A file of made-up people, each line changed by `wrong`; the same seed gives the same people. */
export function wrongFile(count: number, seed: number, wrong: (index: number, line: RosterLine) => WrongLine): string {
  const lines = people(count, seed).map((person, index) => {
    const line = lineOf(person);
    const all: Record<string, string> = {
      ...{ ...line, Sektor: 'A', Pekerjaan: 'Petani padi', Status: 'Aktif' },
      ...wrong(index, line),
    };
    return HEADER.map((name) => `"${all[name] ?? ''}"`).join(',');
  });
  return `${[HEADER.join(','), ...lines].join('\n')}\n`;
}

/** `12/01/1980` as `01/12/1980`. */
export function monthFirst(date: string): string {
  const [day, month, year] = date.split('/');
  return `${month}/${day}/${year}`;
}
