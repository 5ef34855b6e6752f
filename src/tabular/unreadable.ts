/**
 * Why a file can't be read as a table. Stable: stored with imports, shown by the API, translated in
 * locales/<lang>/tabular.json as `tabular.refused.<code>` (what is wrong) and `tabular.repair.<code>` (what to do).
 */
export const unreadableCodes = {
  /** No bytes, or nothing but white space. */
  'file.empty': 'file.empty',
  /** Larger than `limits.fileBytes`, or `limits.legacyFileBytes` for .xls and .ods. params: limit (MB) */
  'file.too_large': 'file.too_large',
  /** Password-protected workbook or zip part. */
  'file.encrypted': 'file.encrypted',
  /** Holds macros (.xlsm, .xltm, .xlam, VBA inside .xls or .xlsx, scripts in .ods). */
  'file.macro': 'file.macro',
  /** Binary workbook (.xlsb). */
  'file.binary_workbook': 'file.binary_workbook',
  /** Ends too early: upload or copy was cut off. */
  'file.truncated': 'file.truncated',
  /** Starts as a workbook but its inside contradicts itself. */
  'file.damaged': 'file.damaged',
  /** An XML part declares a document type, which workbooks never do. */
  'file.doctype': 'file.doctype',
  /** Two zip parts with the same name: programs disagree about which one counts. */
  'file.zip_duplicate': 'file.zip_duplicate',
  /** A zip part is named to leave its folder. */
  'file.zip_path': 'file.zip_path',
  /** More than `limits.zipEntries` parts. params: limit */
  'file.zip_entries': 'file.zip_entries',
  /** Unpacks to far more than it should. */
  'file.bomb': 'file.bomb',
  /** A zip without a workbook in it. */
  'file.zip': 'file.zip',
  /** Word, PowerPoint, drawing or other office document. */
  'file.document': 'file.document',
  /** Web page saved with a table's extension, typical for ".xls" exports of web systems. */
  'file.html': 'file.html',
  /** XML that is not a workbook package, also "XML Spreadsheet 2003". */
  'file.xml': 'file.xml',
  /** JSON text. */
  'file.json': 'file.json',
  /** PDF. */
  'file.pdf': 'file.pdf',
  /** Picture, photo or scan. */
  'file.image': 'file.image',
  /** Rar, 7z, gzip and similar. */
  'file.archive': 'file.archive',
  /** Neither text nor a known workbook. */
  'file.not_a_table': 'file.not_a_table',
  /** params: limit */
  'file.too_many_rows': 'file.too_many_rows',
  /** params: limit, row */
  'file.too_many_columns': 'file.too_many_columns',
  /** params: limit, row */
  'file.cell_too_long': 'file.cell_too_long',
  /** Reading took longer than allowed. params: seconds */
  'file.time': 'file.time',
  /** Reading needed more memory than allowed. params: limit (MB) */
  'file.memory': 'file.memory',
  /** The reading process ended unexpectedly; nothing was taken over. */
  'file.crash': 'file.crash',
  /** The file is gone or can't be opened. */
  'file.missing': 'file.missing',
  /** A quote is opened and never closed, or swallows the rows after it. params: line */
  'csv.quote_unclosed': 'csv.quote_unclosed',
  /** One record is longer than `limits.recordLength`. params: line */
  'csv.record_too_long': 'csv.record_too_long',
  /** A NUL byte in the text. params: line */
  'csv.nul': 'csv.nul',
  /** A carriage return alone inside a row of a file whose lines end otherwise: it would tear the row in two. params: line */
  'csv.lone_cr': 'csv.lone_cr',
  /** Bytes that the chosen encoding does not have. params: encoding, line */
  'csv.encoding': 'csv.encoding',
  /** The chosen encoding is not one we know. params: encoding */
  'csv.encoding_unknown': 'csv.encoding_unknown',
  /** A workbook without a single worksheet (charts or macro sheets only). */
  'xlsx.no_sheet': 'xlsx.no_sheet',
  /** The chosen sheet does not exist. params: sheet */
  'xlsx.sheet_unknown': 'xlsx.sheet_unknown',
  /** Every worksheet is empty. */
  'xlsx.sheet_empty': 'xlsx.sheet_empty',
  /** More different texts than `limits.sharedStringMemory`. params: limit (MB) */
  'xlsx.too_much_text': 'xlsx.too_much_text',
  /** A cell points to a text or format that is not in the workbook. params: row */
  'xlsx.reference': 'xlsx.reference',
} as const;

export type UnreadableCode = keyof typeof unreadableCodes;
export type UnreadableParams = Record<string, string | number>;

/** Thrown for every file that is refused. Never carries cell contents: it goes into logs and onto pages. */
export class Unreadable extends Error {
  readonly code: UnreadableCode;
  readonly params: UnreadableParams;

  constructor(code: UnreadableCode, params: UnreadableParams = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'Unreadable';
    this.code = code;
    this.params = params;
  }
}

export function isUnreadableCode(code: string): code is UnreadableCode {
  return Object.hasOwn(unreadableCodes, code);
}
