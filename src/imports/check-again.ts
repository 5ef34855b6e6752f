import { Injectable } from '@nestjs/common';
import { currentWork } from '../platform/db/index.js';
import { Queue } from '../platform/jobs/index.js';
import type { Import } from './import.entity.js';
import { ImportsRepository, type ImportChanges } from './imports.repository.js';

/** Somebody said how a file is to be read: every row is judged again, and the plan is made anew. */
@Injectable()
export class CheckAgain {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly queue: Queue,
  ) {}

  /** @throws Refused `imports.not-possible-now`, `imports.changed-meanwhile` */
  async begin(file: Import, changes: ImportChanges = {}): Promise<void> {
    await this.imports.move(file, 'checking', {
      ...changes,
      previous_counts: null,
      bytes_read: 0,
      rows_read: 0,
    });
    await currentWork().execute('delete from app.import_causes where workspace_id = $1 and import_id = $2', [
      file.workspaceId,
      file.id,
    ]);
    await this.queue.enqueue('imports.advance', { workspaceId: file.workspaceId, id: file.id });
  }
}
