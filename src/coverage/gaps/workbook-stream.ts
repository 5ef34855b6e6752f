import { zipStream, type ZipEntry } from './zip-stream.js';

export interface Sheet {
  name: string;
  /** Widths in characters, of at most 26 columns. */
  widths: readonly number[];
  header: readonly string[];
  /** Batches of rows; every cell becomes text, never a number, a date or a formula. */
  rows: AsyncIterable<readonly (string | null)[][]>;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Rows that one sheet may hold, below the header. */
export const ROWS_PER_SHEET = 1_000_000;

/** An XLSX workbook with one sheet, as it is made. Cells are inline strings, which no spreadsheet evaluates. */
export async function* workbookStream(sheet: Sheet): AsyncGenerator<Buffer> {
  yield* zipStream(entries(sheet));
}

function entries(sheet: Sheet): ZipEntry[] {
  return [
    { name: '[Content_Types].xml', content: [contentTypes()] },
    {
      name: '_rels/.rels',
      content: [
        `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
    },
    {
      name: 'xl/workbook.xml',
      content: [
        `${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="${xml(sheet.name.slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [
        `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`,
      ],
    },
    { name: 'xl/styles.xml', content: [styles()] },
    { name: 'xl/worksheets/sheet1.xml', content: sheetXml(sheet) },
  ];
}

async function* sheetXml({ header, widths, rows }: Sheet): AsyncGenerator<string> {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
  yield row(header, 1, 1);
  let count = 0;
  for await (const batch of rows) {
    const first = count + 2;
    count += batch.length;
    if (count > ROWS_PER_SHEET) throw new RangeError('workbook: more rows than a sheet may hold');
    yield batch.map((cells, index) => row(cells, first + index, 2)).join('');
  }
  yield '</sheetData></worksheet>';
}

function row(cells: readonly (string | null)[], number: number, style: number): string {
  const written = cells.map(
    (text, index) =>
      `<c r="${String.fromCharCode(65 + index)}${number}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text ?? '')}</t></is></c>`,
  );
  return `<row r="${number}">${written.join('')}</row>`;
}

const SPECIAL: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no way to write most control characters, so they are left out. */
function xml(text: string): string {
  return text.replace(/[&<>"]|[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, (found) => SPECIAL[found] ?? '');
}

function contentTypes(): string {
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`;
}

/** Style 1 is the bold header, style 2 text (format 49), so that Excel keeps what is typed into a cell as text too. */
function styles(): string {
  return `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`;
}
