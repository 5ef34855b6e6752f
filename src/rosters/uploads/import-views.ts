import { Injectable } from '@nestjs/common';
import {
  ConfirmImport,
  ImportProgress,
  ImportReceipts,
  ImportRows,
  ImportSubjects,
  openPreview,
  type Import,
  type Receipt,
} from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { RepairViews } from '../repairs/repair-views.js';
import { causesView } from './causes.page.js';
import { columnsView } from './columns.page.js';
import { importFrame, notesView } from './import.page.js';
import { causesSoFar } from './progress.page.js';
import { rehearsalView } from './rehearsal.page.js';

/** Collects what the page of a file shows in its present state, in the current unit of work. */
@Injectable()
export class ImportViews {
  constructor(
    private readonly receipts: ImportReceipts,
    private readonly rows: ImportRows,
    private readonly subjects: ImportSubjects,
    private readonly confirming: ConfirmImport,
    private readonly keyring: Keyring,
    private readonly progress: ImportProgress,
    private readonly repairs: RepairViews,
  ) {}

  async show(actor: Actor, file: Import): Promise<object> {
    const receipt = await this.receipts.of(file);
    const frame = importFrame(actor, file, receipt, await this.progress.of(file));
    switch (frame.panel) {
      case 'columns':
        return { ...frame, mapping: await this.columns(actor, file) };
      case 'rehearsal':
        return {
          ...frame,
          ...(await this.causes(actor, file, receipt)),
          ...notesView(receipt, actor.locale),
          rehearsal: rehearsalView(actor, file, receipt, await this.confirming.standing(actor, file)),
        };
      case 'receipt':
      case 'over':
        return {
          ...frame,
          ...(await this.causes(actor, file, receipt)),
          ...notesView(receipt, actor.locale),
          counts: receipt.counts,
          needsWork: file.needsWork(),
        };
      case 'progress':
        return {
          ...frame,
          found: causesView(file, this.subjects.of(file.kind), causesSoFar(receipt), new Map(), null, actor.locale),
        };
      default:
        return { ...frame, facts: notesView(receipt, actor.locale).facts };
    }
  }

  /** The page for the columns of a file that is ready, or whose answers could not be taken. */
  async columnsPage(actor: Actor, file: Import, chosen: (string | null)[] | null, refusal: string | null) {
    const receipt = await this.receipts.of(file);
    return {
      ...importFrame(actor, file, receipt, null),
      mapping: await this.columns(actor, file, chosen),
      refusal,
    };
  }

  async receipt(actor: Actor, file: Import): Promise<object> {
    const receipt = await this.receipts.of(file);
    return {
      ...importFrame(actor, file, receipt, null),
      ...notesView(receipt, actor.locale),
      ...(await this.causes(actor, file, receipt)),
      counts: receipt.counts,
    };
  }

  private async columns(actor: Actor, file: Import, chosen: (string | null)[] | null = null) {
    const preview = await openPreview(file, this.keyring);
    return columnsView(file, this.subjects.of(file.kind), preview, actor.locale, chosen);
  }

  private async causes(actor: Actor, file: Import, receipt: Receipt) {
    const numbers = [...new Set(receipt.causes.flatMap(({ examples }) => examples))];
    const rows = await this.rows.numbered(file, numbers);
    const examples = new Map(rows.map((row) => [row.row, row]));
    const rowsPath = `${importFrame(actor, file, receipt, null).importPath}/rows`;
    const subject = this.subjects.of(file.kind);
    const { given, repairPaths, repairAllPath } = await this.repairs.ofFile(actor, file);
    const causes = causesView(file, subject, receipt.causes, examples, rowsPath, actor.locale, repairPaths);
    return {
      given,
      repairAllPath,
      causes: causes.filter(({ severity }) => severity !== 'warn'),
      warnings: causes.filter(({ severity }) => severity === 'warn'),
    };
  }
}
