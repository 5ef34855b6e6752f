import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { Refused } from '../kernel/index.js';
import { currentWork } from '../platform/db/index.js';
import { Queue } from '../platform/jobs/index.js';
import type { TableChoice } from '../tabular/index.js';
import { CheckAgain } from './check-again.js';
import { fieldsGiven, fitMapping, type GivenMapping } from './given-mapping.rules.js';
import type { Import, ImportKind } from './import.entity.js';
import { ImportsRepository } from './imports.repository.js';
import { ImportSubjects } from './subject.js';

/** What a person says about a file: which sheet, how it is written, what its columns mean. */
export interface FileReading {
  mapping?: GivenMapping;
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
    private readonly again: CheckAgain,
  ) {}

  /** @throws Refused 422 `imports.mapping-*` when a column is named twice, unknown, or a required one is missing */
  async correct(id: string, kind: ImportKind, said: FileReading): Promise<Import> {
    const file = await this.imports.get(id, kind);
    if (file.state !== 'mapping' && file.state !== 'ready')
      throw new Refused('imports.not-possible-now', { state: file.state });
    const changed = changedParts(file, said.choice ?? {});
    if (Object.keys(changed).length > 0) await this.readAgain(file, changed, said.mapping);
    // Nothing else to say means: yes, as proposed.
    else await this.mapAgain(file, said.mapping ?? file.mapping ?? []);
    // What people decided about held rows was about what the columns meant before.
    await currentWork().execute('delete from app.import_decisions where workspace_id = $1 and import_id = $2', [
      file.workspaceId,
      id,
    ]);
    return this.imports.get(id);
  }

  /** A mapping that came along is tried on whatever columns the other reading gives. */
  private async readAgain(file: Import, changed: Partial<TableChoice>, mapping?: GivenMapping): Promise<void> {
    if (mapping) this.mustKnow(file, fieldsGiven(mapping));
    await this.imports.move(file, 'reading', {
      choice: choiceAfter(file, changed),
      mapping: mapping ?? null,
      mapping_source: mapping ? 'user' : null,
      questions: [],
    });
    await this.queue.enqueue('imports.advance', { workspaceId: file.workspaceId, id: file.id });
    await this.record(file);
  }

  private async mapAgain(file: Import, given: GivenMapping): Promise<void> {
    const subject = this.subjects.of(file.kind);
    const mapping = fitMapping(given, file.headers ?? []);
    if (!mapping) throw Refused.invalid('imports.mapping-columns', { columns: file.headers?.length ?? 0 });
    const used = fieldsGiven(mapping);
    this.mustKnow(file, used);
    const [objection] = subject.objections(mapping, file.headers ?? []);
    if (objection) throw Refused.invalid(`imports.mapping-${objection.code}`, { field: objection.field });
    await this.again.begin(file, {
      mapping: mapping.map((field) => field || null),
      mapping_source: 'user',
      questions: [],
    });
    await this.record(file);
  }

  private mustKnow(file: Import, fields: string[]): void {
    const known = this.subjects.of(file.kind).fields.map(({ key }) => key);
    const unknown = fields.find((field) => !known.includes(field));
    if (unknown !== undefined) throw Refused.invalid('imports.mapping-unknown', { field: unknown.slice(0, 40) });
  }

  private record(file: Import): Promise<void> {
    return this.audit.record({
      action: 'imports.mapping-corrected',
      subject: { type: 'import', id: file.id },
      detail: {},
    });
  }
}

function changedParts(file: Import, said: Partial<TableChoice>): Partial<TableChoice> {
  const now = (file.choice ?? {}) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(said).filter(([name, value]) => value !== undefined && now[name] !== value));
}

/** Another sheet, delimiter or encoding gives other lines: what was found out about the old ones is forgotten. */
function choiceAfter({ choice }: Import, changed: Partial<TableChoice>): Partial<TableChoice> {
  if (changed.sheet !== undefined) return changed;
  if (changed.delimiter === undefined && changed.encoding === undefined) {
    const { headerRows: _, ...kept } = choice ?? { headerRows: 0 };
    return { ...kept, ...changed };
  }
  const { encoding, delimiter } = choice ?? {};
  return { ...(encoding && { encoding }), ...(delimiter && { delimiter }), ...changed };
}
