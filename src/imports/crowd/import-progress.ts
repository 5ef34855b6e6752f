import { Injectable } from '@nestjs/common';
import type { Import } from '../import.entity.js';
import { progressOf, type Progress } from '../receipt/progress.rules.js';
import { ImportWork } from './import-work.js';
import { stops } from './stops.js';

/** What can be told about a file while it is worked on or waits for its turn. */
@Injectable()
export class ImportProgress {
  constructor(private readonly work: ImportWork) {}

  /** In the current unit of work; null when nothing is under way. */
  async of(file: Import): Promise<Progress | null> {
    if (!file.isWorking()) return null;
    return progressOf(file, await this.work.of(file.id), await stops.isAsked(file));
  }
}
