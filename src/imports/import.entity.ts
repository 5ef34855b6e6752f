import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Question, SheetFacts, TableChoice } from '../tabular/index.js';
import type { ImportState } from './import-states.rules.js';

export type ImportKind = 'roster' | 'registry';
export type ImportMode = 'upsert' | 'snapshot';
export type ImportChannel = 'page' | 'api' | 'cli';

/** Rows of a file by what became of them; `rows` is always the sum of the other six. */
export interface Counts {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  duplicate: number;
  held: number;
  rejected: number;
}

/** A question about what columns mean: `columns` are the ones in doubt, by number from 0. */
export interface ColumnQuestion {
  about: 'column';
  code: string;
  field: string;
  columns: number[];
  /** Nothing can be read before it is answered; otherwise it is only said. */
  blocking: boolean;
}

/** A question about the file itself, or about what a column means. */
export type ImportQuestion = Question | ColumnQuestion;

export function isBlocking(question: ImportQuestion): boolean {
  return question.about !== 'column' || question.blocking;
}

const count = {
  type: 'bigint',
  nullable: true,
  transformer: { to: (n: number | null) => n, from: (t: string | null) => (t === null ? null : Number(t)) },
} as const;

/** One uploaded file and what became of it. */
@Entity({ schema: 'app', name: 'imports' })
export class Import {
  @PrimaryColumn('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' }) id!: string;
  @Column('text') kind!: ImportKind;
  @Column('text') mode!: ImportMode;
  @Column('text') state!: ImportState;
  @Column('text') channel!: ImportChannel;
  @Column('uuid', { name: 'corrects_import_id', nullable: true }) correctsImportId!: string | null;
  @Column('text', { name: 'file_name' }) fileName!: string;
  @Column({ ...count, name: 'file_size' }) fileSize!: number;
  @Column('bytea', { name: 'file_sha256' }) fileSha256!: Buffer;
  @Column('text', { name: 'storage_key' }) storageKey!: string;
  @Column('uuid', { name: 'uploaded_by', nullable: true }) uploadedBy!: string | null;
  @Column('text', { name: 'uploaded_label' }) uploadedLabel!: string;
  @Column('text', { nullable: true }) format!: string | null;
  @Column('jsonb', { nullable: true }) choice!: TableChoice | null;
  @Column('jsonb', { nullable: true }) headers!: string[] | null;
  @Column('jsonb') sheets!: SheetFacts[];
  @Column('jsonb') questions!: ImportQuestion[];
  @Column('bytea', { name: 'preview_sealed', nullable: true, select: false }) previewSealed!: Buffer | null;
  @Column('jsonb', { nullable: true }) mapping!: (string | null)[] | null;
  @Column('text', { name: 'mapping_source', nullable: true }) mappingSource!: 'remembered' | 'proposed' | 'user' | null;
  @Column({ ...count, name: 'bytes_read' }) bytesRead!: number;
  @Column({ ...count, name: 'rows_read' }) rowsRead!: number;
  /** When each step began, ISO times by state: for the estimate and for the record. */
  @Column('jsonb') steps!: Partial<Record<ImportState, string>>;
  @Column(count) rows!: number | null;
  @Column(count) created!: number | null;
  @Column(count) updated!: number | null;
  @Column(count) unchanged!: number | null;
  @Column(count) duplicate!: number | null;
  @Column(count) held!: number | null;
  @Column(count) rejected!: number | null;
  @Column(count) leavers!: number;
  /** Lines that are not rows: title, blank, totals, repeated header. */
  @Column('jsonb', { name: 'passed_over' }) passedOver!: Record<string, number>;
  @Column('jsonb') repairs!: Record<string, number>;
  /** How many updated rows change each field. */
  @Column('jsonb', { name: 'changed_fields' }) changedFields!: Record<string, number>;
  /** What the rehearsal said before somebody else changed the roster. */
  @Column('jsonb', { name: 'previous_counts', nullable: true }) previousCounts!: (Counts & { leavers: number }) | null;
  @Column({ ...count, name: 'roster_version' }) rosterVersion!: number | null;
  @Column('boolean', { name: 'auto_confirm' }) autoConfirm!: boolean;
  @Column('uuid', { name: 'confirmed_by', nullable: true }) confirmedBy!: string | null;
  @Column('text', { name: 'confirmed_label', nullable: true }) confirmedLabel!: string | null;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  @Column('boolean', { name: 'accepts_leavers' }) acceptsLeavers!: boolean;
  @Column('timestamptz', { name: 'applied_at', nullable: true }) appliedAt!: Date | null;
  @Column('timestamptz', { name: 'reversed_at', nullable: true }) reversedAt!: Date | null;
  @Column('text', { name: 'reversed_label', nullable: true }) reversedLabel!: string | null;
  @Column('jsonb', { nullable: true }) failure!: { code: string; params?: Record<string, string | number> } | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;

  /** null until every row has its outcome. */
  counts(): Counts | null {
    const { rows, created, updated, unchanged, duplicate, held, rejected } = this;
    if (rows === null || created === null || updated === null || unchanged === null) return null;
    if (duplicate === null || held === null || rejected === null) return null;
    return { rows, created, updated, unchanged, duplicate, held, rejected };
  }

  needsWork(): number {
    return (this.held ?? 0) + (this.rejected ?? 0);
  }

  isFinished(): boolean {
    return ['applied', 'failed', 'discarded', 'reversed'].includes(this.state);
  }

  isWorking(): boolean {
    return ['received', 'reading', 'checking', 'applying', 'reversing'].includes(this.state);
  }
}
