import type { Book } from '../book.js';
import { limits } from '../limits.js';
import type { ReadControl, RecordSink, SheetFacts } from '../table.js';
import { Unreadable } from '../unreadable.js';
import { readWorkbook, type Workbook, type WorkbookSheet } from './package.js';
import { readSharedStrings } from './shared-strings.js';
import { SheetRow, type SheetContext } from './sheet-row.js';
import { SheetScanner } from './sheet-scan.js';
import { dateStyles } from './styles.js';
import { xmlText } from './xml.js';
import type { ZipArchive } from './zip.js';

/** An `.xlsx` whose sheets are read as streams; shared strings are loaded once, before the first sheet. */
export class XlsxBook implements Book {
  readonly format = 'xlsx';
  readonly sheets: SheetFacts[];
  uncalculated = 0;
  private readonly archive: ZipArchive;
  private readonly workbook: Workbook;
  private context: SheetContext | null = null;
  /** Only the first texts are read: enough for the first rows of nearly every file. */
  private preview: boolean;

  private constructor(archive: ZipArchive, workbook: Workbook, preview: boolean) {
    this.preview = preview;
    this.archive = archive;
    this.workbook = workbook;
    this.sheets = workbook.sheets.map((sheet) => ({
      name: sheet.name,
      hidden: sheet.hidden,
      rows: estimate(archive, sheet),
    }));
  }

  static async open(archive: ZipArchive, preview: boolean): Promise<XlsxBook> {
    const workbook = await readWorkbook(archive);
    if (workbook.sheets.length === 0) throw new Unreadable('xlsx.no_sheet');
    return new XlsxBook(archive, workbook, preview);
  }

  async scan(name: string, sink: RecordSink, control: ReadControl = {}): Promise<void> {
    const sheet = this.workbook.sheets.find((candidate) => candidate.name === name);
    if (sheet === undefined) throw new Unreadable('xlsx.sheet_unknown', { sheet: name.slice(0, 31) });
    this.context ??= await this.load();
    const row = new SheetRow(this.context, sink);
    const scanner = new SheetScanner(row);
    const total = this.archive.size(sheet.part).packed;
    let text: ReturnType<typeof xmlText> | null = null;
    await this.archive.read(sheet.part, {
      chunk: (bytes, packed) => {
        text ??= xmlText(bytes);
        if (!scanner.finished) scanner.write(text.push(bytes));
        control.onProgress?.(packed, total);
        if (row.stopped) return false;
        const pause = control.pause?.();
        return pause === undefined ? true : pause.then(() => true);
      },
    });
    if (!row.stopped) scanner.end();
    this.uncalculated += row.uncalculated;
  }

  complete(): boolean {
    const was = this.preview;
    this.preview = false;
    if (was) this.context = null;
    return was;
  }

  async close(): Promise<void> {
    this.archive.close();
  }

  private async load(): Promise<SheetContext> {
    const { stylesPart, stringsPart, date1904 } = this.workbook;
    const most = this.preview ? limits.previewStrings : Infinity;
    return {
      strings: stringsPart === null ? null : await readSharedStrings(this.archive, stringsPart, most),
      dateStyles: stylesPart === null ? new Uint8Array() : dateStyles(await this.archive.whole(stylesPart)),
      date1904,
    };
  }
}

/** A row of fourteen cells takes about 700 bytes of XML. Good enough to say "about a million". */
function estimate(archive: ZipArchive, sheet: WorkbookSheet): number | null {
  return archive.has(sheet.part) ? Math.ceil(archive.size(sheet.part).unpacked / 700) : null;
}
