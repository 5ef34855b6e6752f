import { Injectable, StreamableFile } from '@nestjs/common';
import { ImportReceipts, receiptDocument, type Import } from '../../imports/index.js';
import { NotFound, type Actor } from '../../kernel/index.js';
import { currentWork } from '../../platform/db/index.js';

/** Receipts on paper. */
@Injectable()
export class ReceiptPapers {
  constructor(private readonly receipts: ImportReceipts) {}

  /** In the current unit of work. */
  async pdf(actor: Actor, file: Import): Promise<StreamableFile> {
    const [workspace] = await currentWork().query<{ name: string }>('select name from app.workspaces where id = $1', [
      file.workspaceId,
    ]);
    if (!workspace) throw new NotFound();
    const bytes = await receiptDocument(await this.receipts.of(file), workspace.name, actor.locale);
    return new StreamableFile(bytes, { type: 'application/pdf', length: bytes.length });
  }
}
