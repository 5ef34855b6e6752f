import type { SyntheticPerson } from '../../src/demo/synthetic-people.js';
import { csv, lineOf, people, type RosterLine } from '../imports/roster-files.js';

/** Made-up people of whom one in fifty has an impossible birth date and one in fifty stands twice. */
export function messyRoster(rows: number, seed: number): string {
  const lines: RosterLine[] = distinctPeople(rows, seed).map(lineOf);
  for (let i = 0; i < rows; i += 50) lines[i] = { ...(lines[i] as RosterLine), 'Tanggal Lahir': '31/02/1990' };
  for (let i = 25; i < rows; i += 50) lines[i] = (lines[i + 1] ?? lines[i - 1]) as RosterLine;
  return csv(lines);
}

/** Made-up people may share a NIK as soon as there are many; these do not. */
export function distinctPeople(count: number, seed: number): SyntheticPerson[] {
  const byNik = new Map(people(count + Math.ceil(count / 100), seed).map((person) => [person.nik, person]));
  return [...byNik.values()].slice(0, count);
}

/** What must become of it on an empty roster. `rows` is a multiple of 50. */
export function outcomeOf(rows: number) {
  const share = rows / 50;
  return { rows, created: rows - 2 * share, updated: 0, unchanged: 0, duplicate: share, held: 0, rejected: share };
}

export function cleanRoster(rows: number, seed: number): string {
  return csv(distinctPeople(rows, seed).map(lineOf));
}
