import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { Refused } from '../kernel/index.js';
import { currentWork } from '../platform/db/index.js';
import { Queue } from '../platform/jobs/index.js';
import type { TableChoice } from '../tabular/index.js';
import type { Import, ImportKind } from './import.entity.js';
import { ImportsRepository } from './imports.repository.js';
import { ImportSubjects } from './subject.js';

/** What a person says about a file: which sheet, how it is written, what its columns mean. */
export interface FileReading {
  mapping?: (string | null)[];
  /** Parts of the dialect that a person decided; a change of them reads the file's beginning again. */
  choice?: Partial<TableChoice>;
}

@Injectable()
export class CorrectMapping {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly subjects: ImportSubjects,
    private readonly queue: Queue,
    private readonly audit: Audit,
  ) {}

  /** @throws Refused 422 `imports.mapping-*` when a column is named twice, unknown, or a required one is missing */
  async correct(id: string, kind: ImportKind, said: FileReading): Promise<Import> {
    const file = await this.imports.get(id, kind);
    if (file.state !== 'mapping' && file.state !== 'ready')
      throw new Refused('imports.not-possible-now', { state: file.state });
    if (said.choice && this.isAnotherReading(file, said.choice)) await this.readAgain(file, said.choice);
    else if (said.mapping) await this.mapAgain(file, said.mapping);
    await this.queue.enqueue('imports.advance', { workspaceId: file.workspaceId, id });
    return this.imports.get(id);
  }

  private isAnotherReading(file: Import, choice: Partial<TableChoice>): boolean {
    const now = (file.choice ?? {}) as Record<string, unknown>;
    return Object.entries(choice).some(([name, value]) => value !== undefined && now[name] !== value);
  }

  private async readAgain(file: Import, choice: Partial<TableChoice>): Promise<void> {
    // Another sheet or delimiter gives other columns: what was found for the old ones no longer means anything.
    const kept =
      choice.sheet && choice.sheet !== file.choice?.sheet ? { sheet: choice.sheet } : { ...file.choice, ...choice };
    await this.imports.move(file, 'reading', { choice: kept, mapping: null, mapping_source: null, questions: [] });
    await this.record(file);
  }

  private async mapAgain(file: Import, mapping: (string | null)[]): Promise<void> {
    const subject = this.subjects.of(file.kind);
    if (mapping.length !== (file.headers?.length ?? 0))
      throw Refused.invalid('imports.mapping-columns', { columns: file.headers?.length ?? 0 });
    const used = mapping.filter((field): field is string => field !== null && field !== '');
    const unknown = used.find((field) => !subject.fields.some(({ key }) => key === field));
    if (unknown) throw Refused.invalid('imports.mapping-unknown', { field: unknown.slice(0, 40) });
    const once = used.filter((field) => !subject.fields.some(({ key, repeatable }) => key === field && repeatable));
    const twice = once.find((field, i) => once.indexOf(field) !== i);
    if (twice) throw Refused.invalid('imports.mapping-twice', { field: twice });
    const missing = subject.fields.find(({ key, required }) => required && !used.includes(key));
    if (missing) throw Refused.invalid('imports.mapping-missing', { field: missing.key });
    await this.imports.move(file, 'checking', {
      mapping: mapping.map((field) => field || null),
      mapping_source: 'user',
      questions: [],
      previous_counts: null,
    });
    await currentWork().execute('delete from app.import_causes where workspace_id = $1 and import_id = $2', [
      file.workspaceId,
      file.id,
    ]);
    await this.record(file);
  }

  private record(file: Import): Promise<void> {
    return this.audit.record({
      action: 'imports.mapping-corrected',
      subject: { type: 'import', id: file.id },
      detail: {},
    });
  }
}
