import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nikFault } from '../../src/kernel/index.js';

const LARGEST = 64 * 1024 * 1024;
/** Uploads are kept as they came. */
const KEPT_AS_UPLOADED = /[/\\]files[/\\]/;

const ALONE = /(?<![\d.:-])\d{16}(?![\d.:-])/g;
const AROUND = 80;

/** Where numbers of people stand in a text: sixteen digits by themselves that read as a NIK. Cut short in what is reported. */
export function niksIn(text: string): string[] {
  const found = [...text.matchAll(ALONE)].filter(([digits]) => readsAsNik(digits));
  return [...new Set(found.map(({ index }) => cutShort(text.slice(Math.max(0, index - AROUND), index + AROUND))))];
}

function cutShort(text: string): string {
  return text.replace(/(\d{6})\d{6,}/g, '$1…').replace(/[^\x20-\x7e…]+/g, ' ');
}

/** Provinces are numbered from 11 to 97; 99 is what tests make people up of. */
function readsAsNik(digits: string): boolean {
  const isPlace = Number(digits.slice(0, 2)) >= 11 && digits.slice(2, 4) !== '00' && digits.slice(4, 6) !== '00';
  return isPlace && nikFault(digits) === null;
}

/** What a run of the tests left in its logs and temporary files although it should stand nowhere: file and number, cut short. */
export function leftBehind(paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    filesAt(path)
      .filter((file) => !KEPT_AS_UPLOADED.test(file) && statSync(file).size <= LARGEST)
      .flatMap((file) => niksIn(readFileSync(file, 'latin1')).map((nik) => `${file}: ${nik}`)),
  );
}

function filesAt(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
