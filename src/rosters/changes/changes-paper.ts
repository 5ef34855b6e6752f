import { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PaperMakers, type Import, type PaperMaker } from '../../imports/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { currentWork } from '../../platform/db/index.js';
import type { Locale } from '../../platform/i18n/index.js';
import { workbookStream } from '../../platform/workbooks/index.js';
import { Wording } from '../workers/worker-words.js';
import { changesIn } from './change-kinds.rules.js';
import { changeReader, regionsOfLeavers } from './change-people.query.js';
import { regionsIn } from './change-words.js';
import { changedPerson } from './changed-person.js';
import { changesSheets, type WorkbookContent } from './changes-workbook.js';
import { Comparisons } from './comparisons.js';

/** The month to month workbook as a paper. */
@Injectable()
export class ChangesPaper implements PaperMaker, OnModuleInit {
  readonly kind = 'changes';
  readonly atOnce = 5_000;
  readonly action = 'rosters.changes-downloaded';

  constructor(
    private readonly makers: PaperMakers,
    private readonly comparisons: Comparisons,
    private readonly keyring: Keyring,
    private readonly wording: Wording,
  ) {}

  onModuleInit(): void {
    this.makers.register(this);
  }

  async rows(file: Import): Promise<number> {
    return changesIn((await this.comparisons.compared(file)).summary);
  }

  async basis(file: Import): Promise<string> {
    return (await this.comparisons.compared(file)).comparedAt.toISOString();
  }

  fileName(file: Import): string {
    return `changes-${file.id}.xlsx`;
  }

  async write(file: Import, locale: Locale): Promise<Readable> {
    const compared = await this.comparisons.compared(file);
    const keys = await this.keyring.workspaceKeys(file.workspaceId);
    const words = await this.wording.words(locale, [
      ...regionsIn(compared.summary),
      ...(await regionsOfRoster(file.workspaceId)),
      ...(await regionsOfLeavers(file.id)),
    ]);
    const read = changeReader(file.id);
    const people: WorkbookContent['people'] = async function* (kind, range) {
      for await (const batch of read(kind, range)) yield batch.map((row) => changedPerson(row, keys));
    };
    return Readable.from(workbookStream(...changesSheets({ compared, locale, words, people })), { objectMode: false });
  }
}

/** Regions of the current roster, read off its counts. */
async function regionsOfRoster(workspaceId: string): Promise<string[]> {
  const rows = await currentWork().query<{ region: string }>(
    'select distinct region from app.coverage_cells where workspace_id = $1',
    [workspaceId],
  );
  return rows.map(({ region }) => region);
}
