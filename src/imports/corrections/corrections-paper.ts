import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Refused } from '../../kernel/index.js';
import type { Locale } from '../../platform/i18n/index.js';
import type { Import } from '../import.entity.js';
import type { PaperMaker } from '../papers/paper-makers.js';
import { ImportRows } from '../rows/import-rows.js';
import { ImportSubjects } from '../subject.js';
import { correctionsWorkbook } from './corrections-workbook.js';

/** The corrections workbook as a paper. A row takes 0.03 ms of the web process with its cells opened: a tenth of a second is enough. */
@Injectable()
export class CorrectionsPaper implements PaperMaker {
  readonly kind = 'corrections';
  readonly atOnce = 3_000;
  readonly action = 'imports.corrections-downloaded';

  constructor(
    private readonly ledger: ImportRows,
    private readonly subjects: ImportSubjects,
  ) {}

  async rows(file: Import): Promise<number> {
    if (file.needsWork() === 0) throw new Refused('imports.nothing-to-correct');
    return file.needsWork();
  }

  /** Reading a file anew, planning it anew and every decision about a row show in these. */
  async basis(file: Import): Promise<string> {
    return [file.steps.checking, file.rosterVersion, file.held, file.rejected].join('|');
  }

  fileName(file: Import): string {
    return `corrections-${file.id}.xlsx`;
  }

  async write(file: Import, locale: Locale): Promise<Readable> {
    return correctionsWorkbook(file, this.subjects.of(file.kind), await this.ledger.needingWork(file), locale);
  }
}
