/**
 * Every limit of the file reader, in one place. They hold before and during unpacking; docs/reading-files.md explains
 * them to people. Sizes are bytes and lengths are UTF-16 code units unless the name says otherwise.
 */
export const limits = {
  /** The uploaded file itself. */
  fileBytes: 1_073_741_824,
  /** Uploads in pieces that are not whole yet: how many a workspace may have, their bytes together, and how long they wait for the next piece. */
  unfinishedUploads: 10,
  unfinishedBytes: 4_294_967_296,
  unfinishedHours: 24,
  /** `.xls` and `.ods` are read whole by a library, so they must be small. */
  legacyFileBytes: 33_554_432,
  /** An `.ods` is unpacked in memory by the library: all of its parts together. */
  legacyUnpackedBytes: 268_435_456,
  /** One part of a zip after unpacking, and all parts that are read together. A full sheet of 1,048,576 x 14 has about 900 MB. */
  unpackedBytes: 4_294_967_296,
  /** Unpacked bytes of the shared strings of a workbook. */
  sharedStringBytes: 1_073_741_824,
  /** Text of all shared strings that is kept in memory. */
  sharedStringMemory: 201_326_592,
  /** Parts in a zip. */
  zipEntries: 2_000,
  /** Unpacked : packed, looked at once a part is larger than `ratioFromBytes`. */
  ratio: 200,
  ratioFromBytes: 52_428_800,
  /** A small XML part that is read whole (content types, relations, workbook, styles). */
  xmlPartBytes: 33_554_432,
  /** Elements inside elements in any XML part. */
  xmlNesting: 64,
  /** Sheet rows, the format's own maximum. */
  xlsxRows: 1_048_576,
  csvRows: 5_000_000,
  columns: 4_096,
  /** One cell. Excel's own maximum is 32,767. */
  cellLength: 131_072,
  /** One record of a CSV file; an unclosed quote ends here at the latest. */
  recordLength: 1_048_576,
  /** Lines inside one quoted CSV cell. */
  quotedLines: 200,
  /** XML of one sheet row. */
  rowXmlLength: 8_388_608,
  /** What the reader may write for one row, cells and all: the process that seals rows keeps one that is not whole yet. */
  stagedRowBytes: 67_108_864,
  sheets: 1_000,
  /** Records looked at to find dialect and header. */
  previewRecords: 200,
  /** Shared strings read for a preview; more only when its rows ask for them. */
  previewStrings: 20_000,
  sampleRows: 20,
  /** Text looked at to find delimiter and quote. */
  previewLength: 262_144,
  /** Cell text in a sample is cut here: samples travel between processes and onto pages. */
  sampleCellLength: 200,
  /** Cage: inspecting a file. */
  inspectSeconds: 60,
  inspectMemoryMb: 384,
  /** Cage: reading a whole file. */
  readSeconds: 1_800,
  idleSeconds: 60,
  readMemoryMb: 512,
} as const;
