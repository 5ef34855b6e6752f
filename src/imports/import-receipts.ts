import { Injectable } from '@nestjs/common';
import { currentWork } from '../platform/db/index.js';
import type { Counts, Import } from './import.entity.js';

export interface ReceiptCause {
  code: string;
  severity: 'reject' | 'hold' | 'warn';
  count: number;
  /** Numbers of the first rows that have it. */
  examples: number[];
}

/** What a file became, for people and machines. No personal data. */
export interface Receipt {
  id: string;
  kind: Import['kind'];
  state: Import['state'];
  mode: Import['mode'];
  file: { name: string; bytes: number; sha256: string; format: string | null };
  uploadedBy: string;
  uploadedAt: string;
  confirmedBy: string | null;
  confirmedAt: string | null;
  appliedAt: string | null;
  reversedAt: string | null;
  /** `rows` is the sum of the other six, by a CHECK constraint. null until every row has its outcome. */
  counts: (Counts & { leavers: number }) | null;
  causes: ReceiptCause[];
  /** Lines that are not rows. */
  passedOver: Record<string, number>;
  repairs: Record<string, number>;
  changedFields: Record<string, number>;
  failure: Import['failure'];
  correctsImportId: string | null;
}

@Injectable()
export class ImportReceipts {
  async of(file: Import): Promise<Receipt> {
    const counts = file.counts();
    return {
      id: file.id,
      kind: file.kind,
      state: file.state,
      mode: file.mode,
      file: { name: file.fileName, bytes: file.fileSize, sha256: file.fileSha256.toString('hex'), format: file.format },
      uploadedBy: file.uploadedLabel,
      uploadedAt: file.createdAt.toISOString(),
      confirmedBy: file.confirmedLabel,
      confirmedAt: file.confirmedAt?.toISOString() ?? null,
      appliedAt: file.appliedAt?.toISOString() ?? null,
      reversedAt: file.reversedAt?.toISOString() ?? null,
      counts: counts && { ...counts, leavers: file.leavers },
      causes: await this.causes(file),
      passedOver: file.passedOver,
      repairs: file.repairs,
      changedFields: file.changedFields,
      failure: file.failure,
      correctsImportId: file.correctsImportId,
    };
  }

  /** The costliest first. */
  causes(file: Import): Promise<ReceiptCause[]> {
    return currentWork().query<ReceiptCause>(
      `select code, severity, rows::int as count, examples from app.import_causes
       where workspace_id = $1 and import_id = $2 order by rows desc, code`,
      [file.workspaceId, file.id],
    );
  }
}
