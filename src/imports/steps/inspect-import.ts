import { Inject, Injectable } from '@nestjs/common';
import { currentWork, UnitOfWork } from '../../platform/db/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { STORAGE } from '../../platform/tokens.js';
import type { Storage } from '../../platform/storage/index.js';
import { recogniseCorrection } from '../corrections/corrected-import.js';
import { CORRECTION_HEADERS, withoutCorrectionColumns } from '../corrections/correction-columns.rules.js';
import { fitMapping, type GivenMapping } from '../given-mapping.rules.js';
import { isBlocking, type Import, type ImportQuestion } from '../import.entity.js';
import { fence } from '../import-lease.js';
import { ImportsRepository } from '../imports.repository.js';
import { MappingMemory } from '../mapping-memory.js';
import { WaitingReaders } from '../reading/waiting-readers.js';
import { ImportSubjects } from '../subject.js';
import { lookAtFile, type Looked } from './look-at-file.js';

/** The upload said what its columns mean, but of other columns than it has. */
const MISFIT: ImportQuestion = { about: 'column', code: 'given_misfit', field: '', columns: [], blocking: true };

/** Rows of the file that stand beside the columns while a person maps them. */
export interface Preview {
  sample: { row: number; cells: string[] }[];
  titles: string[];
}

/** Looks at the file's first part: what it is, where its header stands, what its columns mean, what must be asked. */
@Injectable()
export class InspectImport {
  constructor(
    private readonly units: UnitOfWork,
    private readonly imports: ImportsRepository,
    private readonly memory: MappingMemory,
    private readonly subjects: ImportSubjects,
    private readonly keyring: Keyring,
    private readonly readers: WaitingReaders,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  async run(file: Import, lease: string, signal?: AbortSignal): Promise<void> {
    await this.inUnit(file, () => this.begin(file, lease), file.state !== 'reading');
    const subject = this.subjects.of(file.kind);
    const local = await this.storage.localPath(file.storageKey);
    this.readers.open(file, local.path, subject.judgeModule);
    try {
      const looked = await lookAtFile(local.path, file.fileName, {
        headers: [...subject.knownHeaders, ...CORRECTION_HEADERS],
        choice: file.choice,
        signal,
      });
      await this.inUnit(file, () => this.note(file, lease, looked));
    } finally {
      await local.release();
    }
  }

  private async begin(file: Import, lease: string): Promise<void> {
    await fence(file, lease);
    await this.imports.move(file, 'reading');
  }

  private async note(file: Import, lease: string, { seen, questions: asked }: Looked): Promise<void> {
    await fence(file, lease);
    const subject = this.subjects.of(file.kind);
    const sample = seen.sample.map((row) => row.cells);
    const wanted = file.mappingSource === 'user' ? (file.mapping as GivenMapping | null) : null;
    const given = wanted && fitMapping(wanted, seen.headers);
    const correction = await recogniseCorrection(file, seen, this.imports);
    const remembered = given ? null : (correction?.mapping ?? (await this.memory.recall(file, seen.headers)));
    const proposed = subject.propose(seen.headers, sample);
    const chosen = given ?? remembered ?? proposed.mapping;
    const mapping = correction ? withoutCorrectionColumns(chosen, correction.columns) : chosen;
    const questions = [
      ...asked,
      ...seen.questions,
      ...(wanted && !given ? [MISFIT] : []),
      ...(given || remembered ? subject.objections(mapping, seen.headers) : proposed.questions),
    ];
    const keys = await this.keyring.workspaceKeys(file.workspaceId);
    const preview: Preview = { sample: seen.sample, titles: seen.titles };
    await this.imports.move(file, questions.some(isBlocking) ? 'mapping' : 'checking', {
      format: seen.format,
      choice: seen.choice,
      headers: seen.headers,
      sheets: seen.sheets,
      questions,
      mapping,
      mapping_source: given ? 'user' : remembered ? 'remembered' : 'proposed',
      // Corrections hold a part of the people only: taken as the complete list they would drop everybody else.
      ...(correction ? { mode: 'upsert', corrects_import_id: correction.corrects?.id ?? null } : {}),
      preview_sealed: keys.sealText(JSON.stringify(preview), `preview:${file.id}`),
    });
  }

  private inUnit(file: Import, work: () => Promise<void>, needed = true): Promise<void> {
    if (!needed) return Promise.resolve();
    return this.units.run({ role: 'worker', workspaceId: file.workspaceId }, work);
  }
}

/** Opens the sealed preview of a file. */
export async function openPreview(file: Import, keyring: Keyring): Promise<Preview> {
  const rows = await currentWork().query<{ preview_sealed: Buffer | null }>(
    'select preview_sealed from app.imports where workspace_id = $1 and id = $2',
    [file.workspaceId, file.id],
  );
  const sealed = rows[0]?.preview_sealed;
  if (!sealed) return { sample: [], titles: [] };
  const keys = await keyring.workspaceKeys(file.workspaceId);
  return JSON.parse(keys.openText(sealed, `preview:${file.id}`)) as Preview;
}
