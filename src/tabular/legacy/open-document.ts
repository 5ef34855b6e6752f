import { limits } from '../limits.js';
import { Unreadable } from '../unreadable.js';
import type { ZipArchive } from '../xlsx/zip.js';

const openDocument = 'application/vnd.oasis.opendocument.';
const part = 'content.xml';

/** Looks into an `.ods` before the library unpacks it. @throws Unreadable */
export async function checkOpenDocument(archive: ZipArchive): Promise<void> {
  const type = (await archive.whole('mimetype', 1_000)).toString('latin1').trim();
  if (!type.startsWith(`${openDocument}spreadsheet`)) {
    throw new Unreadable(type.startsWith(openDocument) ? 'file.document' : 'file.zip');
  }
  const names = archive.names();
  const macro = (name: string) => /^(Basic\/.+\/(?!script-l[bc]\.xml).+\.xml|Scripts\/.+\.\w+)$/i.test(name);
  if (names.some(macro)) throw new Unreadable('file.macro');
  const unpacked = names.reduce((sum, name) => sum + archive.size(name).unpacked, 0);
  if (unpacked > limits.legacyUnpackedBytes) throw new Unreadable('file.bomb');
  if (archive.has('META-INF/manifest.xml')) {
    const manifest = (await archive.whole('META-INF/manifest.xml')).toString('latin1');
    if (manifest.includes('encryption-data')) throw new Unreadable('file.encrypted');
  }
  if (!archive.has(part)) throw new Unreadable('file.damaged');
  // The library unpacks every part: doing it here first, under our limits, proves that sizes and checksums are true.
  for (const name of names) if (name !== part && !name.endsWith('/')) await archive.read(name, { chunk: () => true });
  const content = await archive.whole(part, limits.legacyUnpackedBytes);
  if (/<!DOCTYPE/i.test(content.toString('latin1', 0, 4_096))) throw new Unreadable('file.doctype');
}
