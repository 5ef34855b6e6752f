import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { currentWork } from '../platform/db/index.js';
import { PARTNERS, type DemoWorkspace } from './demo-workspaces.js';
import { Random } from './random.js';
import { SyntheticPeople, type Place, type SyntheticPerson } from './synthetic-people.js';

const ROSTER_HEADER =
  'NIK,NAMA LENGKAP,TANGGAL LAHIR,JENIS KELAMIN,NO HP,EMAIL,SEKTOR,PEKERJAAN,KAB/KOTA,ALAMAT,UPAH,TANGGAL MULAI BEKERJA,NAMA IBU KANDUNG,NO ANGGOTA';
const REGISTRY_HEADER = 'NIK,NAMA,TANGGAL LAHIR,NO KPJ,SEGMEN,JKK,JKM,JHT,JP,JKP';
const OTHER_PARTICIPANTS = 12_000;

/** Kecamatan of the demo's regencies, so that the made-up NIKs begin like real ones. Any role may read them. */
export async function placesOf(workspace: DemoWorkspace): Promise<Place[]> {
  const rows = await currentWork().query<{ code: string }>(
    `select code from reference.regions where level = 3 and left(code, 5) = any ($1) order by code`,
    [workspace.places],
  );
  return workspace.places.map((regency) => ({
    region: regency.replace('.', ''),
    districts: rows.filter(({ code }) => code.startsWith(`${regency}.`)).map(({ code }) => code.replaceAll('.', '')),
  }));
}

export function rosterRow(p: SyntheticPerson): string {
  const [year, month, day] = p.birthDate.split('-');
  return `${p.nik},${p.name},${day}/${month}/${year},${p.sex},${p.phone},${p.email},${p.sector},${p.occupation},${p.region},"${p.address}",${p.wage},${p.startedOn},${p.motherName},${p.externalId}\n`;
}

export async function writeRoster(path: string, workspace: DemoWorkspace, places: Place[]): Promise<void> {
  const people = new SyntheticPeople(seedOf(workspace), places);
  const out = createWriteStream(path);
  out.write(`${ROSTER_HEADER}\n`);
  for (let i = 0; i < workspace.workers; i++) await put(out, rosterRow(people.next()));
  await end(out);
}

/**
 * The demo's registry: part of every partner's people, some protected, some lapsed, a few under another name; and
 * participants whom no partner has.
 * @param today YYYY-MM-DD
 */
export async function writeRegistry(path: string, placesBySlug: Map<string, Place[]>, today: string): Promise<void> {
  const out = createWriteStream(path);
  const random = new Random(6101);
  out.write(`${REGISTRY_HEADER}\n`);
  for (const workspace of PARTNERS) {
    const people = new SyntheticPeople(seedOf(workspace), placesBySlug.get(workspace.slug) ?? []);
    for (let i = 0; i < workspace.workers; i++) {
      const person = people.next();
      if (random.chance(workspace.known)) await put(out, registryRow(person, random, today));
    }
  }
  const others = new SyntheticPeople(77, [{ region: '3171', districts: ['317101', '317102', '317103'] }]);
  for (let i = 0; i < OTHER_PARTICIPANTS; i++) await put(out, registryRow(others.next(), random, today));
  await end(out);
}

function registryRow(person: SyntheticPerson, random: Random, today: string): string {
  const isWageEarner = random.chance(0.3);
  const until = monthFrom(today, random.chance(0.68) ? random.between(0, 5) : lapsedMonths(random));
  const name = random.chance(0.01) ? 'NAMA LAIN CONTOH' : person.name;
  const more = [
    isWageEarner || random.chance(0.25) ? until : '',
    isWageEarner ? until : '',
    isWageEarner && random.chance(0.7) ? until : '',
  ];
  const kpj = `${random.between(10, 25)}${String(random.between(0, 999_999_999)).padStart(9, '0')}`;
  return `${person.nik},${name},${person.birthDate},${kpj},${isWageEarner ? 'PU' : 'BPU'},${[until, until, ...more].join(',')}\n`;
}

/** Most of the lapsed left long ago; some only now. */
function lapsedMonths(random: Random): number {
  return random.chance(0.25) ? -random.between(1, 6) : -random.between(11, 30);
}

/** YYYY-MM, `months` from the month of `day`. */
function monthFrom(day: string, months: number): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 7);
}

function seedOf(workspace: DemoWorkspace): number {
  return 1000 + PARTNERS.indexOf(workspace);
}

async function put(out: WriteStream, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain');
}

async function end(out: WriteStream): Promise<void> {
  out.end();
  await once(out, 'finish');
}
