import { isDateFormat } from './dates.rules.js';
import { readXml } from './xml.js';

/** For each cell format of the workbook: 1 where its number is shown as a day. */
export function dateStyles(styles: Buffer): Uint8Array {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCellFormats = false;
  readXml(styles, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) formats.push(Number(attributes['numFmtId'] ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return Uint8Array.from(formats, (id) => (isDateFormat(id, codes.get(id)) ? 1 : 0));
}
