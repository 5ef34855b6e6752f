import { Injectable } from '@nestjs/common';
import { ImportsRepository, type Import } from '../../imports/index.js';
import { Refused } from '../../kernel/index.js';
import { currentWork } from '../../platform/db/index.js';
import type { ChangeSummary } from './change-kinds.rules.js';

/** A file beside the one before it. */
export interface Compared {
  state: 'compared';
  file: Import;
  previous: Import;
  summary: ChangeSummary;
  comparedAt: Date;
}

/** What there is to say about the changes that a file brought. */
export type Comparison =
  | Compared
  /** Nothing is applied of it, or it is being undone. */
  | { state: 'not-applied' }
  | { state: 'reversed' }
  /** The job has not told yet. */
  | { state: 'waiting' }
  /** There was no file before it. */
  | { state: 'first' };

interface Stored {
  previous: string | null;
  summary: ChangeSummary | null;
  comparedAt: Date;
}

/** Reads what CompareImport worked out, in the current unit of work. */
@Injectable()
export class Comparisons {
  constructor(private readonly imports: ImportsRepository) {}

  async of(file: Import): Promise<Comparison> {
    if (file.state === 'reversed') return { state: 'reversed' };
    if (file.state !== 'applied') return { state: 'not-applied' };
    const [stored] = await currentWork().query<Stored>(
      `select previous_import_id as previous, summary, compared_at as "comparedAt"
       from app.import_comparisons where workspace_id = $1 and import_id = $2`,
      [file.workspaceId, file.id],
    );
    if (!stored) return { state: 'waiting' };
    if (!stored.previous || !stored.summary) return { state: 'first' };
    const previous = await this.imports.get(stored.previous, 'roster');
    return { state: 'compared', file, previous, summary: stored.summary, comparedAt: stored.comparedAt };
  }

  /** @throws Refused `imports.not-compared` while it is being worked out, `imports.nothing-compared` when there is nothing to compare */
  async compared(file: Import): Promise<Compared> {
    const found = await this.of(file);
    if (found.state === 'compared') return found;
    throw new Refused(found.state === 'waiting' ? 'imports.not-compared' : 'imports.nothing-compared');
  }
}
