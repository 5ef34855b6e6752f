import type { CopyWriter } from '../../imports/reading/copy-writer.js';
import type { Judged, RowJudge, Severity } from '../../imports/reading/judged.js';
import { RegistryKeys, WorkspaceKeys } from '../../platform/crypto/workspace-keys.js';
import type { TableRow } from '../../tabular/index.js';
import { lacksOnlyItsNik, sealCut } from '../held/cut-row.js';
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
import { sealedMark, sealedMask } from '../sealed-fields.js';
import { ROSTER_STAGE } from './roster-stage.js';
import { workerIds } from './worker-id.js';
import { wrongCellsBound } from './wrong-cells-bound.js';

export interface RosterJudgeInput {
  importId: string;
  /** Data keys of this workspace and of the registry, base64: the reader seals what it read before it lets go of it. */
  workspaceKey: string;
  registryKey: string;
  mapping: (RosterField | null)[];
  headers: string[];
  lexicon: RosterLexicon;
  millis: number;
  /** Column of a corrections workbook in which a person accepts a contradiction; -1: there is none. */
  acceptColumn: number;
  /** What people of the workspace said about cells like these; absent: nothing. */
  repairs?: GivenRepair[];
}

/** Runs in the caged reader: judges roster rows and writes them as they will be stored. */
export function createRowJudge(input: RosterJudgeInput): RowJudge {
  return new RosterRowJudge(input);
}

class RosterRowJudge implements RowJudge {
  private readonly keys: WorkspaceKeys;
  private readonly registry: RegistryKeys;
  private readonly judgeRow: (row: TableRow) => JudgedRow;
  private readonly idOf: (nikIndex: Buffer) => Buffer;
  private readonly wrongCells: WrongCellCounter;
  private readonly importId: string;
  private readonly bound: string;
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
  private nikIndex: Buffer | null = null;

  constructor(input: RosterJudgeInput) {
    this.keys = new WorkspaceKeys(Buffer.from(input.workspaceKey, 'base64'));
    this.registry = new RegistryKeys(Buffer.from(input.registryKey, 'base64'));
    const lexicon = compileLexicon(input.lexicon);
    this.judgeRow = compileJudge(input.mapping, input.headers, lexicon, new GivenRepairs(input.repairs));
    this.wrongCells = new WrongCellCounter(input.mapping, input.headers, lexicon);
    this.idOf = workerIds(input.millis);
    this.importId = input.importId;
    this.bound = `cells:${input.importId}`;
    this.nikColumn = input.mapping.indexOf('nik');
    this.acceptColumn = input.acceptColumn;
  }

  judge(row: TableRow): Judged | { passedOver: string } {
    const judged = this.judgeRow(row);
    const { verdict, skip, causes, repairs, values } = judged;
    if (verdict === 'skip') return { passedOver: skip ?? 'other' };
    if (causes.length > 0) this.wrongCells.note(row, judged);
    this.values = values;
    this.nikIndex = values.nik === '' ? null : this.keys.nikIndex(values.nik);
    this.cutNik = verdict === 'reject' && lacksOnlyItsNik(causes, values) ? (row.cells[this.nikColumn] ?? '') : null;
    this.accepted = verdict === 'hold' && this.isAccepted(row, causes);
    this.judged.verdict = this.accepted ? 'ok' : verdict;
    this.judged.causes = causes;
    this.judged.repairs = repairs;
    this.judged.key = this.nikIndex;
    this.judged.content = verdict === 'reject' ? '' : contentOf(values);
    return this.judged;
  }

  write(out: CopyWriter, usable: boolean): void {
    const { values, nikIndex } = this;
    if (values && this.cutNik !== null) return this.writeCut(out, values, this.cutNik);
    if (!usable || !values || !nikIndex) {
      for (let i = 0; i < ROSTER_STAGE.length; i++) out.none();
      return;
    }
    const sealed = { nik: values.nik, ...optionalFields(values) };
    out.bytes(this.idOf(nikIndex));
    out.bytes(nikIndex);
    out.integer(this.keys.tailIndex(values.nik.slice(12)));
    out.bytes(this.keys.sealFields(sealed, nikIndex));
    out.smallint(sealedMask(sealed));
    out.bytes(sealedMark(this.keys, sealed));
    out.bytes(this.registry.matchIndex(values.nik));
    this.writePlain(out, values);
  }

  private writeCut(out: CopyWriter, values: RowValues, nikCell: string): void {
    const said = optionalFields(values);
    for (let i = 0; i < 3; i++) out.none();
    out.bytes(sealCut(this.keys, this.importId, { nikCell, ...said }));
    out.smallint(sealedMask(said));
    out.bytes(sealedMark(this.keys, said));
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

  summary(): Buffer {
    return this.keys.sealText(JSON.stringify(this.wrongCells.found()), wrongCellsBound(this.importId));
  }

  private isAccepted(row: TableRow, causes: readonly CauseCode[]): boolean {
    const said = this.acceptColumn < 0 ? '' : (row.cells[this.acceptColumn] ?? '');
    return saysYes(said) && holdsOnlyAcceptable(causes);
  }

  sealCells(row: TableRow): Buffer {
    return this.keys.sealText(JSON.stringify(row.cells.slice(0, row.width)), this.bound);
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
