// A roster as XLSX as a spreadsheet program saves it: every text once in sharedStrings.xml, in the order of first
// appearance, the cells with its number. One sheet of 14 columns; nothing grows with the rows but columns that repeat.
import { closeSync, createReadStream, createWriteStream, openSync, rmSync, writeSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { SyntheticPeople } from '../dist/demo/synthetic-people.js';
import { zipStream } from '../dist/platform/workbooks/zip-stream.js';
import { benchPlaces, HEADER } from './make-roster.mjs';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const EPOCH = Date.UTC(1899, 11, 30);
const BATCH = 500;

export async function writeSavedWorkbook(path, rows, seed) {
  const texts = new SharedTexts(`${path}.texts`);
  try {
    await pipeline(zipStream(parts(rows, seed, texts)), createWriteStream(path));
  } finally {
    texts.forget();
  }
}

function parts(rows, seed, texts) {
  const relation = (id, type, target) => `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (list) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list}</Relationships>`;
  const type = (name, kind) => `<Override PartName="/xl/${name}.xml" ContentType="${SHEET_TYPE}.${kind}+xml"/>`;
  return [
    {
      name: '[Content_Types].xml',
      content: [
        `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('workbook', 'sheet.main')}${type('worksheets/sheet1', 'worksheet')}${type('styles', 'styles')}${type('sharedStrings', 'sharedStrings')}</Types>`,
      ],
    },
    { name: '_rels/.rels', content: [relations(relation(1, 'officeDocument', 'xl/workbook.xml'))] },
    {
      name: 'xl/workbook.xml',
      content: [
        `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Pekerja" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [
        relations(
          relation(1, 'worksheet', 'worksheets/sheet1.xml') +
            relation(2, 'styles', 'styles.xml') +
            relation(3, 'sharedStrings', 'sharedStrings.xml'),
        ),
      ],
    },
    { name: 'xl/worksheets/sheet1.xml', content: sheet(rows, seed, texts) },
    {
      name: 'xl/styles.xml',
      content: [
        `${XML}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
      ],
    },
    // After the sheet: only then all texts are known.
    { name: 'xl/sharedStrings.xml', content: texts.xml() },
  ];
}

async function* sheet(rows, seed, texts) {
  const people = new SyntheticPeople(seed, benchPlaces());
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetData>${row(
    1,
    HEADER.split(',').map((text) => texts.cell(text, true)),
  )}`;
  let batch = '';
  for (let i = 0; i < rows; i++) {
    const p = people.next();
    const born = (Date.parse(p.birthDate) - EPOCH) / 86_400_000;
    batch += row(i + 2, [
      texts.cell(p.nik, false),
      texts.cell(p.name, true),
      ` s="1"><v>${born}</v></c>`,
      texts.cell(p.sex, true),
      texts.cell(p.phone, false),
      p.email && texts.cell(p.email, false),
      texts.cell(p.sector, true),
      texts.cell(p.occupation, true),
      texts.cell(p.region, true),
      texts.cell(p.address, true),
      `><v>${p.wage}</v></c>`,
      texts.cell(p.startedOn, true),
      texts.cell(p.motherName, true),
      texts.cell(p.externalId, false),
    ]);
    if (i % BATCH === BATCH - 1) {
      yield batch;
      batch = '';
    }
  }
  yield `${batch}</sheetData></worksheet>`;
}

function row(number, cells) {
  const written = cells.map((cell, i) => cell && `<c r="${String.fromCharCode(65 + i)}${number}"${cell}`);
  return `<row r="${number}" spans="1:14">${written.join('')}</row>`;
}

/** Texts by number, kept in a file until the sheet is written; only those that repeat are remembered. */
class SharedTexts {
  constructor(path) {
    this.path = path;
    this.file = openSync(path, 'w');
    this.known = new Map();
    this.count = 0;
    this.waiting = '';
  }

  cell(text, repeats) {
    let number = repeats ? this.known.get(text) : undefined;
    if (number === undefined) {
      number = this.count++;
      if (repeats) this.known.set(text, number);
      this.waiting += `<si><t>${text}</t></si>`;
      if (this.waiting.length > 1 << 18) this.write();
    }
    return ` t="s"><v>${number}</v></c>`;
  }

  write() {
    writeSync(this.file, this.waiting);
    this.waiting = '';
  }

  async *xml() {
    this.write();
    yield `${XML}<sst xmlns="${MAIN}" uniqueCount="${this.count}">`;
    yield* createReadStream(this.path, { encoding: 'utf8', highWaterMark: 1 << 18 });
    yield '</sst>';
  }

  forget() {
    closeSync(this.file);
    rmSync(this.path, { force: true });
  }
}
