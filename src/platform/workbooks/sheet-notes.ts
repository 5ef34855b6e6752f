import { DOCUMENT, MAIN, RELATIONS, xml, XML } from './workbook-parts.js';

interface Note {
  place: string;
  row: number;
  column: number;
  text: string;
}

const WIDE = 4;
const HIGH = 6;
const HEAD = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`;

/** What ends a sheet that has notes: where their boxes are drawn. */
export const NOTES_TAIL = '<legacyDrawing r:id="rId2"/>';

export function sheetRelationships(sheet: number): string {
  return `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${DOCUMENT}/comments" Target="../comments${sheet}.xml"/><Relationship Id="rId2" Type="${DOCUMENT}/vmlDrawing" Target="../drawings/vmlDrawing${sheet}.vml"/></Relationships>`;
}

/** Notes beside cells: a text in one part of the file, a box for it in another. */
export class SheetNotes {
  private readonly notes: Note[] = [];

  /** @param row and column from 0 */
  add(place: string, row: number, column: number, text: string): void {
    this.notes.push({ place, row, column, text });
  }

  *comments(): Generator<string> {
    yield `${XML}<comments xmlns="${MAIN}"><authors><author>Sinergi</author></authors><commentList>`;
    for (const { place, text } of this.notes)
      yield `<comment ref="${place}" authorId="0"><text><r><t xml:space="preserve">${xml(text)}</t></r></text></comment>`;
    yield '</commentList></comments>';
  }

  *drawing(): Generator<string> {
    yield HEAD;
    for (const [index, { row, column }] of this.notes.entries())
      yield `<v:shape id="_x0000_s${1025 + index}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:5pt;width:240pt;height:90pt;z-index:${index + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1}, 6, ${row}, 4, ${column + 1 + WIDE}, 6, ${row + HIGH}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
    yield '</xml>';
  }
}
