import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll } from 'vitest';
import {
  inspectTable,
  readTable,
  type Inspection,
  type InspectOptions,
  type ReadStats,
} from '../../src/tabular/index.js';

/** A part of a zip; `claim` lies about the unpacked size, `flags` sets the general purpose bits (1: encrypted). */
export interface Part {
  name: string;
  data: string | Buffer;
  claim?: number;
  flags?: number;
  stored?: boolean;
}

/** Writes a zip by hand, because libraries don't write broken ones. */
export function zipOf(parts: Part[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, claim, flags = 0, stored = false } of parts) {
    const raw = Buffer.isBuffer(data) ? data : Buffer.from(data, 'utf8');
    const packed = stored ? raw : deflateRawSync(raw);
    const fileName = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags | 0x800, 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claim ?? raw.length, 18);
    common.writeUInt16LE(fileName.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, fileName, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, tail, fileName]));
    bodies.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const namespaces = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  rel: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  strictMain: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  strictRel: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
};

export interface Workbook {
  /** Whole sheet XML or only what stands inside `<sheetData>`. */
  sheets: { name: string; xml: string; state?: string }[];
  strings?: string;
  styles?: string;
  date1904?: boolean;
  strict?: boolean;
  type?: string;
  more?: Part[];
}

export function workbookParts({ sheets, strings, styles, date1904, strict, type = main, more = [] }: Workbook): Part[] {
  const ns = strict ? namespaces.strictMain : namespaces.main;
  const rel = strict ? namespaces.strictRel : namespaces.rel;
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${rel}/${kind}" Target="${target}"/>`;
  const relations = (inner: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const listed = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
  );
  const links = sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  if (strings !== undefined) links.push(relation('rId901', 'sharedStrings', 'sharedStrings.xml'));
  if (styles !== undefined) links.push(relation('rId902', 'styles', 'styles.xml'));
  const content = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`;
  return [
    { name: '[Content_Types].xml', data: content },
    { name: '_rels/.rels', data: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${ns}" xmlns:r="${rel}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', data: relations(links.join('')) },
    ...sheets.map(({ xml }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: xml.includes('worksheet') ? xml : `<worksheet xmlns="${ns}"><sheetData>${xml}</sheetData></worksheet>`,
    })),
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', data: `<sst xmlns="${ns}">${strings}</sst>` }]),
    ...(styles === undefined
      ? []
      : [{ name: 'xl/styles.xml', data: `<styleSheet xmlns="${ns}">${styles}</styleSheet>` }]),
    ...more,
  ];
}

/** `replaced` gives some parts other bytes. */
export function workbookOf(book: Workbook, replaced: Record<string, Buffer> = {}): Buffer {
  return zipOf(workbookParts(book).map((part) => ({ ...part, data: replaced[part.name] ?? part.data })));
}

/** A folder of small files for one spec; gone afterwards. */
export function fileFolder(): { write(name: string, data: string | Buffer): string } {
  const folder = mkdtempSync(join(tmpdir(), 'sinergi-tabular-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    write(name, data) {
      const path = join(folder, name);
      writeFileSync(path, data);
      return path;
    },
  };
}

export interface ReadBack {
  seen: Inspection;
  rows: string[][];
  kinds: string[];
  physical: number[];
  widths: number[];
  stats: ReadStats;
}

/** Inspects a file and reads it as proposed. */
export async function readBack(path: string, options: InspectOptions = {}): Promise<ReadBack> {
  const seen = await inspectTable(path, 'berkas', options);
  const back: Omit<ReadBack, 'stats'> = { seen, rows: [], kinds: [], physical: [], widths: [] };
  const stats = await readTable(path, seen.choice, { headerCount: seen.headers.length }, (row) => {
    const length = Math.max(row.width, seen.headers.length);
    back.rows.push(row.cells.slice(0, length));
    back.kinds.push(row.kinds ? row.kinds.slice(0, length).join('') : '');
    back.physical.push(row.physical);
    back.widths.push(row.width);
  });
  return { ...back, stats };
}
