import type { RowSealer } from './reading/row-sealer.js';
import type { ColumnQuestion, Import, ImportKind, ImportQuestion } from './import.entity.js';

export interface SubjectField {
  key: string;
  required: boolean;
  /** Several columns may fill it, e.g. one yes/no column a programme. */
  repeatable?: boolean;
}

export interface ProposedMapping {
  /** One entry a column: the field it fills, or null when it is not used. */
  mapping: (string | null)[];
  questions: ImportQuestion[];
}

/** A column of the staging table that the subject's own child module fills, in order. */
export interface StageColumn {
  name: string;
  type: 'integer' | 'smallint' | 'bigint' | 'text' | 'bytea' | 'date' | 'uuid' | 'text[]';
}

/** Why confirming has to wait although nothing is wrong with the file. */
export interface Wait {
  code: string;
  params: Record<string, string | number>;
}

/** The last statements of a transaction. */
export type Completion = () => Promise<void>;

/** What a plan found out besides the ledger that it wrote. */
export interface Plan {
  leavers: number;
  changedFields: Record<string, number>;
  rosterVersion: number;
}

/**
 * What an import is about: rosters and the registry plug into the same machinery here. `plan` and `apply` run inside
 * a unit of work of the worker role; both work on the staging tables as sets.
 */
export interface ImportSubject {
  readonly kind: ImportKind;
  readonly fields: readonly SubjectField[];
  /** Module that the caged reader loads; exports `createRowJudge`. */
  readonly judgeModule: URL;
  readonly stageColumns: readonly StageColumn[];
  /** Header texts that name a field, as `headerKey` writes them: they help to find the header row. */
  readonly knownHeaders: readonly string[];
  propose(headers: string[], sample: string[][]): ProposedMapping;
  /** What a mapping that was given leaves open: a required field without a column (`missing`), a field with two (`twice`). */
  objections(mapping: (string | null)[], headers: readonly string[]): ColumnQuestion[];
  /** What the reader needs beside the file; no keys. */
  judgeInput(file: Import): Promise<object>;
  /** @param first number of the subject's first column among those of the reader */
  sealer(file: Import, first: number): Promise<RowSealer>;
  /** Fields whose cells a cause is about; the part before the dot when the subject does not say. */
  fieldsOf?(cause: string): readonly string[];
  /** Whether a row held for these causes is right as it is once a person says so. */
  mayAccept?(causes: readonly string[]): boolean;
  plan(file: Import): Promise<Plan>;
  /** Null when the file may be confirmed now. */
  waitsFor?(file: Import): Promise<Wait | null>;
  /** Work outside the transaction of `apply`, such as matching as another role. @param lease for `mustHold` in each of its transactions */
  prepareApply(file: Import, lease: string): Promise<void>;
  /**
   * What of `prepareApply` follows from the rows alone, to be done beside the plan while nobody has confirmed yet; null: nothing.
   * What it made is used only while it still holds; should it fail, confirming does all of it.
   * @param usable rows as read that are about one person and can be used
   */
  preparesAhead?(file: Import, lease: string, usable: number): Promise<(() => Promise<void>) | null>;
  /** @returns what others wait for once it is done: it is called when nothing but the end of the transaction is left */
  apply(file: Import): Promise<Completion | undefined>;
  /** Current version of what the file would change: when it moved since the plan, the plan is made again. */
  version(workspaceId: string): Promise<number>;
  reverse?(file: Import): Promise<void>;
}

/** Name of a staging table of a file: `i` its rows, other letters belong to the subject. */
export function stagingName(letter: string, importId: string): string {
  return `${letter}_${importId.replaceAll('-', '')}`;
}

/** Filled by the rooms when they start. */
export class ImportSubjects {
  private readonly subjects = new Map<ImportKind, ImportSubject>();

  register(subject: ImportSubject): void {
    this.subjects.set(subject.kind, subject);
  }

  of(kind: ImportKind): ImportSubject {
    const subject = this.subjects.get(kind);
    if (!subject) throw new Error(`Nothing registered for imports of kind ${kind}`);
    return subject;
  }
}
