import { Injectable } from '@nestjs/common';
import { currentWork } from '../../platform/db/index.js';
import type { Counts, Import, ImportChannel, ImportKind, ImportMode, ImportQuestion } from '../import.entity.js';
import type { ImportState } from '../import-states.rules.js';
import type { Severity } from '../reading/judged.js';

export interface CauseCount {
  code: string;
  severity: Severity;
  /** Rows that have it. */
  count: number;
  /** Numbers of the first of them. */
  examples: number[];
}

/** Everything there is to say about a file without naming anybody: what the API answers and what the user keeps. */
export interface Receipt {
  id: string;
  kind: ImportKind;
  mode: ImportMode;
  state: ImportState;
  channel: ImportChannel;
  file: {
    name: string;
    bytes: number;
    /** Lower-case hex. */
    sha256: string;
    format: string | null;
    sheet: string | null;
    encoding: string | null;
    delimiter: string | null;
    /** Line of the column titles, from 1; null: there are none. */
    headerRow: number | null;
  };
  uploadedBy: string;
  /** ISO time, like all times here. */
  uploadedAt: string;
  confirmedBy: string | null;
  confirmedAt: string | null;
  appliedAt: string | null;
  reversedBy: string | null;
  reversedAt: string | null;
  /** rows = created + updated + unchanged + duplicate + held + rejected; null until every row has its outcome. */
  counts: (Counts & { leavers: number }) | null;
  causes: CauseCount[];
  /** Updated rows by the field they change. */
  changedFields: Record<string, number>;
  /** Cells by what was put right in them. */
  repairs: Record<string, number>;
  /** Lines that are no rows. */
  passedOver: Record<string, number>;
  acceptsLeavers: boolean;
  /** What the rehearsal said before the roster moved. */
  previousCounts: (Counts & { leavers: number }) | null;
  mapping: { column: number; header: string; field: string | null }[];
  questions: ImportQuestion[];
  failure: { code: string; params?: Record<string, string | number> } | null;
  correctsImportId: string | null;
  /** Later files with corrections of this one, newest first. */
  correctedBy: string[];
}

@Injectable()
export class ImportReceipts {
  /** In the current unit of work. */
  async of(file: Import): Promise<Receipt> {
    const counts = file.counts();
    return {
      id: file.id,
      kind: file.kind,
      mode: file.mode,
      state: file.state,
      channel: file.channel,
      file: factsOf(file),
      uploadedBy: file.uploadedLabel,
      uploadedAt: file.createdAt.toISOString(),
      confirmedBy: file.confirmedLabel,
      confirmedAt: file.confirmedAt?.toISOString() ?? null,
      appliedAt: file.appliedAt?.toISOString() ?? null,
      reversedBy: file.reversedAt && file.reversedLabel,
      reversedAt: file.reversedAt?.toISOString() ?? null,
      counts: counts && { ...counts, leavers: file.leavers },
      causes: await causesOf(file),
      changedFields: file.changedFields,
      repairs: byKind(file.repairs),
      passedOver: file.passedOver,
      acceptsLeavers: file.acceptsLeavers,
      previousCounts: file.previousCounts,
      mapping: (file.headers ?? []).map((header, column) => ({
        ...{ column, header, field: file.mapping?.[column] ?? null },
      })),
      questions: file.questions,
      failure: file.failure,
      correctsImportId: file.correctsImportId,
      correctedBy: await correctionsOf(file),
    };
  }
}

/** What people gave is counted for each repair, `given.sector:<id>`; here only the kind matters. */
function byKind(repairs: Record<string, number>): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const [code, count] of Object.entries(repairs)) {
    const [kind = code] = code.split(':');
    kinds[kind] = (kinds[kind] ?? 0) + count;
  }
  return kinds;
}

function factsOf(file: Import): Receipt['file'] {
  const { choice } = file;
  return {
    name: file.fileName,
    bytes: file.fileSize,
    sha256: file.fileSha256.toString('hex'),
    format: file.format,
    sheet: choice?.sheet ?? null,
    encoding: choice?.encoding ?? null,
    delimiter: choice?.delimiter ?? null,
    headerRow: choice && choice.headerRow >= 0 ? choice.headerRow + 1 : null,
  };
}

async function causesOf(file: Import): Promise<CauseCount[]> {
  const rows = await currentWork().query<{ code: string; severity: Severity; rows: string; examples: number[] }>(
    `select code, severity, rows, examples from app.import_causes where workspace_id = $1 and import_id = $2
     order by rows desc, code`,
    [file.workspaceId, file.id],
  );
  return rows.map(({ code, severity, rows: count, examples }) => ({ code, severity, count: Number(count), examples }));
}

async function correctionsOf(file: Import): Promise<string[]> {
  const rows = await currentWork().query<{ id: string }>(
    `select id from app.imports where workspace_id = $1 and corrects_import_id = $2 and state <> 'discarded' order by id desc limit 50`,
    [file.workspaceId, file.id],
  );
  return rows.map(({ id }) => id);
}
