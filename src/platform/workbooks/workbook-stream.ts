import { NOTES_TAIL, sheetRelationships, SheetNotes } from './sheet-notes.js';
import { contentTypes, DOCUMENT, MAIN, relationships, STYLE, STYLES, workbookXml, xml, XML } from './workbook-parts.js';
import { zipStream, type ZipEntry } from './zip-stream.js';

/** A text that stands out, with a note that a spreadsheet shows beside it; only sheets with `notes` keep the note. */
export interface MarkedCell {
  text: string;
  mark: 'wrong' | 'asked' | null;
  note?: string | undefined;
}

/** Text stays text; a number is written as one, so that it can be added up. null: empty. */
export type Cell = string | number | null | MarkedCell;

export interface Sheet {
  name: string;
  /** Widths in characters, one for each column. */
  widths: readonly number[];
  /** Columns that are not shown, by number from 0. */
  hidden?: readonly number[];
  header: readonly string[];
  /** The header has a colour of its own. */
  isShaded?: boolean;
  /** Marked cells may have notes. They are kept in memory until the sheet ends. */
  notes?: boolean;
  /** Batches of rows; a text is never read as a number, a date or a formula. */
  rows: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** Rows that one sheet may hold, below the header. */
export const ROWS_PER_SHEET = 1_000_000;

const NAME_LENGTH = 31;

/**
 * An XLSX workbook as it is made, sheet after sheet: rows are asked for when their sheet's turn has come. Texts are
 * inline strings, which no spreadsheet evaluates.
 */
export async function* workbookStream(...sheets: readonly Sheet[]): AsyncGenerator<Buffer> {
  yield* zipStream(entries(sheets));
}

function entries(sheets: readonly Sheet[]): ZipEntry[] {
  const names = sheets.map(({ name }) => name.slice(0, NAME_LENGTH));
  const noted = sheets.flatMap((sheet, index) => (sheet.notes ? [index + 1] : []));
  return [
    { name: '[Content_Types].xml', content: [contentTypes(sheets.length, noted)] },
    {
      name: '_rels/.rels',
      content: [
        `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
    },
    { name: 'xl/workbook.xml', content: [workbookXml(names)] },
    { name: 'xl/_rels/workbook.xml.rels', content: [relationships(sheets.length)] },
    { name: 'xl/styles.xml', content: [STYLES] },
    ...sheets.flatMap((sheet, index) => sheetEntries(sheet, index + 1)),
  ];
}

/** The notes of a sheet come after it: only then are they known. */
function sheetEntries(sheet: Sheet, number: number): ZipEntry[] {
  const notes = new SheetNotes();
  const entry = { name: `xl/worksheets/sheet${number}.xml`, content: sheetXml(sheet, notes) };
  if (!sheet.notes) return [entry];
  return [
    entry,
    { name: `xl/worksheets/_rels/sheet${number}.xml.rels`, content: [sheetRelationships(number)] },
    { name: `xl/comments${number}.xml`, content: notes.comments() },
    { name: `xl/drawings/vmlDrawing${number}.vml`, content: notes.drawing() },
  ];
}

async function* sheetXml(sheet: Sheet, notes: SheetNotes): AsyncGenerator<string> {
  const { header, widths, hidden = [], rows } = sheet;
  const columns = widths.map(
    (width, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"${hidden.includes(i) ? ' hidden="1"' : ''}/>`,
  );
  yield `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
  yield row(header, 1, sheet.isShaded ? STYLE.shadedHead : STYLE.head, notes);
  let count = 0;
  for await (const batch of rows) {
    const first = count + 2;
    count += batch.length;
    if (count > ROWS_PER_SHEET) throw new RangeError('workbook: more rows than a sheet may hold');
    yield batch.map((cells, index) => row(cells, first + index, STYLE.text, notes)).join('');
  }
  yield `</sheetData>${sheet.notes ? NOTES_TAIL : ''}</worksheet>`;
}

function row(cells: readonly Cell[], number: number, style: number, notes: SheetNotes): string {
  let written = '';
  for (const [column, cell] of cells.entries()) {
    const place = `${letters(column)}${number}`;
    if (typeof cell === 'number') written += `<c r="${place}" s="${STYLE.number}"><v>${finite(cell)}</v></c>`;
    else if (cell === null || typeof cell === 'string') written += textCell(place, style, cell ?? '');
    else {
      written += textCell(place, cell.mark ? STYLE[cell.mark] : style, cell.text);
      if (cell.note) notes.add(place, number - 1, column, cell.note);
    }
  }
  return `<row r="${number}">${written}</row>`;
}

function textCell(place: string, style: number, text: string): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;
}

/** `A` to `Z`, `AA` and on. @param column from 0 */
function letters(column: number): string {
  return (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError('workbook: not a number');
  return value;
}
