export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const VML = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>';

const SPECIAL: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const UNWRITTEN = /[&<>"]|[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const EVERY_UNWRITTEN = new RegExp(UNWRITTEN, 'g');

/** XML 1.0 has no way to write most control characters, so they are left out; half a character becomes a whole one. */
export function xml(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return UNWRITTEN.test(whole) ? whole.replace(EVERY_UNWRITTEN, (found) => SPECIAL[found] ?? '') : whole;
}

/** @param noted numbers of the sheets with notes */
export function contentTypes(sheets: number, noted: readonly number[]): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${TYPES}.${type}+xml"/>`;
  const parts = [
    part('workbook', 'sheet.main'),
    ...numbered(sheets).map((n) => part(`worksheets/sheet${n}`, 'worksheet')),
    part('styles', 'styles'),
    ...noted.map((n) => part(`comments${n}`, 'comments')),
  ];
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${noted.length > 0 ? VML : ''}${parts.join('')}</Types>`;
}

export function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${xml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

export function relationships(sheets: number): string {
  const parts = numbered(sheets).map(
    (n) => `<Relationship Id="rId${n}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  );
  return `${XML}<Relationships xmlns="${RELATIONS}">${parts.join('')}<Relationship Id="rId${sheets + 1}" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`;
}

/** Cell formats by their number in STYLES. Texts are formatted as text, so that Excel keeps what is typed over them as text too. */
export const STYLE = { head: 1, text: 2, number: 3, shadedHead: 4, wrong: 5, asked: 6 } as const;

const AS_TEXT = 'numFmtId="49" applyNumberFormat="1"';
const FORMATS = [
  '<xf/>',
  '<xf fontId="1" applyFont="1"/>',
  `<xf ${AS_TEXT}/>`,
  '<xf numFmtId="3" applyNumberFormat="1"/>',
  `<xf fontId="1" fillId="2" applyFont="1" applyFill="1" ${AS_TEXT}/>`,
  `<xf fillId="3" applyFill="1" ${AS_TEXT}/>`,
  `<xf fillId="4" applyFill="1" ${AS_TEXT}/>`,
];
const FILLS = ['FFE6EFEA', 'FFFFD9D2', 'FFFFF0C2'].map(
  (argb) => `<fill><patternFill patternType="solid"><fgColor rgb="${argb}"/></patternFill></fill>`,
);

export const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="${FILLS.length + 2}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${FILLS.join('')}</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${FORMATS.length}">${FORMATS.join('')}</cellXfs></styleSheet>`;

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
