import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of package.json: the same from `src` (tests) and from `dist`. */
export const projectRoot = upFrom(dirname(fileURLToPath(import.meta.url)));

function upFrom(folder: string): string {
  return existsSync(join(folder, 'nest-cli.json')) ? folder : upFrom(dirname(folder));
}
