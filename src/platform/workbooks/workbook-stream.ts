import { contentTypes, DOCUMENT, MAIN, relationships, STYLES, workbookXml, xml, XML } from './workbook-parts.js';
import { zipStream, type ZipEntry } from './zip-stream.js';

/** Text stays text; a number is written as one, so that it can be added up. null: empty. */
export type Cell = string | number | null;

export interface Sheet {
  name: string;
  /** Widths in characters, of at most 26 columns. */
  widths: readonly number[];
  header: readonly string[];
  /** Batches of rows; a text is never read as a number, a date or a formula. */
  rows: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** Rows that one sheet may hold, below the header. */
export const ROWS_PER_SHEET = 1_000_000;

const NAME_LENGTH = 31;
const HEADER = 1;
const TEXT = 2;
const NUMBER = 3;

/**
 * An XLSX workbook as it is made, sheet after sheet: rows are asked for when their sheet's turn has come. Texts are
 * inline strings, which no spreadsheet evaluates.
 */
export async function* workbookStream(...sheets: readonly Sheet[]): AsyncGenerator<Buffer> {
  yield* zipStream(entries(sheets));
}

function entries(sheets: readonly Sheet[]): ZipEntry[] {
  const names = sheets.map(({ name }) => name.slice(0, NAME_LENGTH));
  return [
    { name: '[Content_Types].xml', content: [contentTypes(sheets.length)] },
    {
      name: '_rels/.rels',
      content: [
        `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
    },
    { name: 'xl/workbook.xml', content: [workbookXml(names)] },
    { name: 'xl/_rels/workbook.xml.rels', content: [relationships(sheets.length)] },
    { name: 'xl/styles.xml', content: [STYLES] },
    ...sheets.map((sheet, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content: sheetXml(sheet) })),
  ];
}

async function* sheetXml({ header, widths, rows }: Sheet): AsyncGenerator<string> {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
  yield row(header, 1, HEADER);
  let count = 0;
  for await (const batch of rows) {
    const first = count + 2;
    count += batch.length;
    if (count > ROWS_PER_SHEET) throw new RangeError('workbook: more rows than a sheet may hold');
    yield batch.map((cells, index) => row(cells, first + index, TEXT)).join('');
  }
  yield '</sheetData></worksheet>';
}

function row(cells: readonly Cell[], number: number, style: number): string {
  const written = cells.map((cell, index) => {
    const place = `${String.fromCharCode(65 + index)}${number}`;
    if (typeof cell === 'number') return `<c r="${place}" s="${NUMBER}"><v>${finite(cell)}</v></c>`;
    return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(cell ?? '')}</t></is></c>`;
  });
  return `<row r="${number}">${written.join('')}</row>`;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError('workbook: not a number');
  return value;
}
