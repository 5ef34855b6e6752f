import type { CopyWriter } from '../../imports/reading/copy-writer.js';
import type { Judged, RowJudge, Severity } from '../../imports/reading/judged.js';
import { textOfFields } from '../../platform/crypto/workspace-keys.js';
import type { TableRow } from '../../tabular/index.js';
import { lacksOnlyItsNik, textOfCut } from '../held/cut-row.js';
import { severityOf, type CauseCode } from '../row/causes.js';
import { holdsOnlyAcceptable, saysYes } from '../row/acceptance.rules.js';
import { contentOf } from '../row/content-of.js';
import { compileJudge } from '../row/judge-row.js';
import type { JudgedRow, RowValues } from '../row/judged-row.js';
import { compileLexicon, type RosterLexicon } from '../row/lexicon.js';
import type { RosterField } from '../row/roster-fields.js';
import { GivenRepairs } from '../repairs/given-repairs.js';
import type { GivenRepair } from '../repairs/repair.rules.js';
import { WrongCellCounter } from '../repairs/wrong-cells.js';
import { MARKED_FIELDS } from '../sealed-fields.js';
import { ROSTER_STAGE } from './roster-stage.js';

export interface RosterJudgeInput {
  mapping: (RosterField | null)[];
  headers: string[];
  lexicon: RosterLexicon;
  /** Column of a corrections workbook in which a person accepts a contradiction; -1: there is none. */
  acceptColumn: number;
  /** What people of the workspace said about cells like these; absent: nothing. */
  repairs?: GivenRepair[];
}

/** Runs in the caged reader: judges roster rows and writes them for the RosterSealer. */
export function createRowJudge(input: RosterJudgeInput): RowJudge {
  return new RosterRowJudge(input);
}

class RosterRowJudge implements RowJudge {
  private readonly judgeRow: (row: TableRow) => JudgedRow;
  private readonly wrongCells: WrongCellCounter;
  private readonly acceptColumn: number;
  /** Cell of a NIK that was cut in an otherwise usable row; the plan looks for the person on the roster. */
  private cutNik: string | null = null;
  private readonly nikColumn: number;
  /** The row just judged would be held, and a person said that it is right. */
  private accepted = false;
  private readonly judged = { verdict: 'ok', causes: [], repairs: [], key: null, content: '' } as unknown as {
    -readonly [K in keyof Judged]: Judged[K];
  };
  private values: RowValues | null = null;

  constructor(input: RosterJudgeInput) {
    const lexicon = compileLexicon(input.lexicon);
    this.judgeRow = compileJudge(input.mapping, input.headers, lexicon, new GivenRepairs(input.repairs));
    this.wrongCells = new WrongCellCounter(input.mapping, input.headers, lexicon);
    this.nikColumn = input.mapping.indexOf('nik');
    this.acceptColumn = input.acceptColumn;
  }

  judge(row: TableRow): Judged | { passedOver: string } {
    const judged = this.judgeRow(row);
    const { verdict, skip, causes, repairs, values } = judged;
    if (verdict === 'skip') return { passedOver: skip ?? 'other' };
    if (causes.length > 0) this.wrongCells.note(row, judged);
    this.values = values;
    this.cutNik = verdict === 'reject' && lacksOnlyItsNik(causes, values) ? (row.cells[this.nikColumn] ?? '') : null;
    this.accepted = verdict === 'hold' && this.isAccepted(row, causes);
    this.judged.verdict = this.accepted ? 'ok' : verdict;
    this.judged.causes = causes;
    this.judged.repairs = repairs;
    this.judged.key = values.nik === '' ? null : values.nik;
    this.judged.content = verdict === 'reject' ? '' : contentOf(values);
    return this.judged;
  }

  write(out: CopyWriter, usable: boolean): void {
    const { values } = this;
    if (values && this.cutNik !== null) return this.writeCut(out, values, this.cutNik);
    if (!usable || !values || values.nik === '') {
      for (let i = 0; i < ROSTER_STAGE.length; i++) out.none();
      return;
    }
    const said = optionalFields(values);
    out.none();
    out.text(values.nik);
    out.none();
    out.text(textOfFields({ nik: values.nik, ...said }));
    for (const { key } of MARKED_FIELDS) out.text(said[key]);
    out.none();
    this.writePlain(out, values);
  }

  private writeCut(out: CopyWriter, values: RowValues, nikCell: string): void {
    const said = optionalFields(values);
    for (let i = 0; i < 3; i++) out.none();
    out.text(textOfCut({ nikCell, ...said }));
    // Marks are bound to the person.
    for (let i = 0; i < MARKED_FIELDS.length; i++) out.none();
    out.none();
    this.writePlain(out, values);
  }

  private writePlain(out: CopyWriter, values: RowValues): void {
    out.text(values.name || null);
    out.text(values.nameKey || null);
    out.date(values.birthDate || null);
    out.text(values.sex || null);
    out.text(values.region || null);
    out.text(values.sector || null);
    out.text(values.occupation || null);
    if (values.wage === null) out.none();
    else out.bigint(values.wage);
    if (values.programmes === null) out.none();
    else out.smallint(values.programmes);
    out.date(values.startedOn || null);
    out.text(values.status || null);
    out.text(values.kpj || null);
    out.text(values.externalId || null);
  }

  severityOf(cause: string): Severity {
    const severity = severityOf(cause as CauseCode);
    return this.accepted && severity === 'hold' ? 'warn' : severity;
  }

  summary(): string {
    return JSON.stringify(this.wrongCells.found());
  }

  private isAccepted(row: TableRow, causes: readonly CauseCode[]): boolean {
    const said = this.acceptColumn < 0 ? '' : (row.cells[this.acceptColumn] ?? '');
    return saysYes(said) && holdsOnlyAcceptable(causes);
  }
}

function optionalFields(values: RowValues) {
  return {
    phone: values.phone || null,
    email: values.email || null,
    address: values.address || null,
    motherName: values.motherName || null,
  };
}
