import { posix } from 'node:path';
import { limits } from '../limits.js';
import { Unreadable } from '../unreadable.js';
import { readXml } from './xml.js';
import type { ZipArchive } from './zip.js';

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  part: string;
}

export interface Workbook {
  sheets: WorkbookSheet[];
  date1904: boolean;
  stylesPart: string | null;
  stringsPart: string | null;
}

interface Relation {
  id: string;
  /** Last word of the type: `worksheet`, `styles`, ... the same in transitional and strict files. */
  type: string;
  target: string;
}

/** Finds the workbook in the package and the parts of its sheets. @throws Unreadable when the package is something else */
export async function readWorkbook(archive: ZipArchive): Promise<Workbook> {
  const types = await contentTypes(archive);
  refuseMacros(archive, types);
  const part = await workbookPart(archive, types);
  const relations = await relationsOf(archive, part);
  const first = (type: string) => relations.find((relation) => relation.type === type && archive.has(relation.target));
  const workbook: Workbook = {
    sheets: [],
    date1904: false,
    stylesPart: first('styles')?.target ?? null,
    stringsPart: first('sharedstrings')?.target ?? null,
  };
  readXml(await archive.whole(part), {
    open(name, attributes) {
      if (name === 'workbookPr') workbook.date1904 = /^(1|true|on)$/i.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1];
      const relation = relations.find((known) => known.id === id);
      if (relation?.type !== 'worksheet') return;
      const hidden = /hidden/i.test(attributes['state'] ?? '');
      workbook.sheets.push({ name: attributes['name'] ?? '', hidden, part: relation.target });
      if (workbook.sheets.length > limits.sheets) throw new Unreadable('file.zip_entries', { limit: limits.sheets });
    },
  });
  return workbook;
}

interface ContentTypes {
  /** Lower-case type by lower-case part name. */
  parts: Map<string, string>;
  all: string[];
}

async function contentTypes(archive: ZipArchive): Promise<ContentTypes> {
  const found: ContentTypes = { parts: new Map(), all: [] };
  readXml(await archive.whole('[Content_Types].xml'), {
    open(name, attributes) {
      const type = (attributes['ContentType'] ?? '').toLowerCase();
      if (name === 'Override') found.parts.set((attributes['PartName'] ?? '').replace(/^\/+/, '').toLowerCase(), type);
      if (name === 'Override' || name === 'Default') found.all.push(type);
    },
  });
  return found;
}

function refuseMacros(archive: ZipArchive, types: ContentTypes): void {
  if (types.all.some((type) => type.includes('sheet.binary.macroenabled.main')))
    throw new Unreadable('file.binary_workbook');
  const main = types.all.some((type) => /(sheet|template|addin)\.macroenabled\.main/.test(type));
  const project = archive.names().some((name) => /(^|\/)vbaproject\.bin$/i.test(name.replaceAll('\\', '/')));
  if (main || project) throw new Unreadable('file.macro');
  if (types.all.some((type) => /(wordprocessingml|presentationml|visio)[\w.+-]*main\+xml/.test(type))) {
    throw new Unreadable('file.document');
  }
}

async function workbookPart(archive: ZipArchive, types: ContentTypes): Promise<string> {
  const isMain = (type: string | undefined) => /spreadsheetml\.(sheet|template)\.main\+xml/.test(type ?? '');
  const byType = [...types.parts].find(([name, type]) => isMain(type) && archive.has(name))?.[0];
  const byRelation = (await relationsOf(archive, '')).find((relation) => relation.type === 'officedocument')?.target;
  if (byRelation !== undefined && archive.has(byRelation)) {
    const type = types.parts.get(byRelation.toLowerCase());
    if (type === undefined ? types.all.some(isMain) : isMain(type)) return byRelation;
  }
  if (byType !== undefined) return byType;
  throw new Unreadable(types.all.some(isMain) ? 'file.damaged' : 'file.zip');
}

async function relationsOf(archive: ZipArchive, part: string): Promise<Relation[]> {
  const folder = part === '' ? '' : posix.dirname(part);
  const file = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(file)) return [];
  const relations: Relation[] = [];
  readXml(await archive.whole(file), {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      const target = (attributes['Target'] ?? '').replaceAll('\\', '/');
      const absolute = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      const type = (attributes['Type'] ?? '').split('/').at(-1)?.toLowerCase() ?? '';
      relations.push({ id: attributes['Id'] ?? '', type, target: posix.normalize(absolute) });
    },
  });
  return relations;
}
