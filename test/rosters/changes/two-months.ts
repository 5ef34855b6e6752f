import { csv, lineOf, people, type RosterLine } from '../../imports/roster-files.js';

const HEADER = [
  'NIK',
  'Nama Lengkap',
  'Tanggal Lahir',
  'Jenis Kelamin',
  'No HP',
  'Kab/Kota',
  'Upah',
  'Sektor',
] as const;
export type MonthLine = RosterLine & { Sektor: string };

const SECTORS = ['A', 'C', 'F', 'G', 'H'];

/** July and August of one roster as a clerk would keep it: the same people, some gone, some new, some changed. */
export interface TwoMonths {
  july: MonthLine[];
  august: MonthLine[];
}

/** @param size people of July */
export function twoMonths(size = 60): TwoMonths {
  const all = people(size + 9, 77).map((person, i) => ({ ...lineOf(person), Sektor: SECTORS[i % 5] ?? 'A' }));
  const july = all.slice(0, size).map((line, i) => ({ ...line, Upah: i === 0 ? '' : String(2_000_000 + i * 10_000) }));
  const august = [...july.slice(4), ...all.slice(size)].map((line, i) => changed(line, i));
  // The very first had no wage in July; kept here, so that a wage given for the first time is among the changes.
  return { july, august: [{ ...(july[0] as MonthLine), Upah: '3000000' }, ...august] };
}

function changed(line: MonthLine, i: number): MonthLine {
  const wage = Number(line.Upah || 0);
  if (i < 6) return { ...line, Upah: String(Math.round(wage * 1.6)) };
  if (i < 11) return { ...line, Upah: String(Math.round(wage * 1.03)) };
  if (i < 14) return { ...line, Upah: String(Math.round(wage * 0.7)) };
  if (i < 18) return { ...line, Sektor: line.Sektor === 'G' ? 'A' : 'G' };
  if (i < 20) return { ...line, 'Kab/Kota': line['Kab/Kota'] === '3273' ? '3201' : '3273' };
  return line;
}

export function monthCsv(lines: readonly MonthLine[]): string {
  return csv([...lines], HEADER as never);
}

/** The changes counted from the two files alone, by NIK, without any part of the product. */
export function recounted({ july, august }: TwoMonths) {
  const before = new Map(july.map((line) => [line.NIK, line]));
  const now = new Map(august.map((line) => [line.NIK, line]));
  const stayed = [...now.values()].flatMap((line) => {
    const was = before.get(line.NIK);
    return was ? [{ was, line }] : [];
  });
  const wages = stayed.filter(({ was, line }) => was.Upah !== '' && was.Upah !== line.Upah);
  const by = wages.map(({ was, line }) => Number(line.Upah) - Number(was.Upah));
  return {
    joined: [...now.keys()].filter((nik) => !before.has(nik)).length,
    left: [...before.keys()].filter((nik) => !now.has(nik)).length,
    rose: { people: by.filter((n) => n > 0).length, by: sum(by.filter((n) => n > 0)) },
    fell: { people: by.filter((n) => n < 0).length, by: sum(by.filter((n) => n < 0)) },
    wagesBefore: sum(wages.map(({ was }) => Number(was.Upah))),
    wagesAfter: sum(wages.map(({ line }) => Number(line.Upah))),
    given: stayed.filter(({ was, line }) => was.Upah === '' && line.Upah !== '').length,
    sectors: pairs(stayed.map(({ was, line }) => [was.Sektor, line.Sektor])),
    regions: pairs(stayed.map(({ was, line }) => [was['Kab/Kota'], line['Kab/Kota']])),
  };
}

/** `A>G` → how many. */
function pairs(codes: [string, string][]): Record<string, number> {
  const moved = codes.filter(([from, to]) => from !== to).map(([from, to]) => `${from}>${to}`);
  return Object.fromEntries([...Map.groupBy(moved, (pair) => pair)].map(([pair, all]) => [pair, all.length]));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
