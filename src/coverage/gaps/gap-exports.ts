import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor, NotFound, Refused, TooManyRequests } from '../../kernel/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { type Scope, UnitOfWork } from '../../platform/db/index.js';
import { translator } from '../../platform/i18n/index.js';
import { ROWS_PER_SHEET, workbookStream } from '../../platform/workbooks/index.js';
import { Places } from '../places.js';
import { csvLine } from './csv.rules.js';
import { type ExportFormat, EXPORT_WIDTHS, exportCells, exportHeader } from './gap-export.rules.js';
import type { GapFilter } from './gap-filter.rules.js';
import { gapGroups } from './gap-groups.query.js';
import { GapList } from './gap-list.js';
import { gapPerson } from './gap-person.js';
import { gapBatches } from './gap-rows.cursor.js';

/** Each download holds a connection for as long as its reader takes; more than these would starve the pages. */
const AT_ONCE = 3;
const BATCH_TIMEOUT = 120_000;
const BYTE_ORDER_MARK = '\ufeff';

export interface GapExport {
  filter: GapFilter;
  format: ExportFormat;
  day: string;
  fileName: string;
}

/** The gap list as a file, streamed from the database to the reader with one batch of rows in memory. */
@Injectable()
export class GapExports {
  private running = 0;

  constructor(
    private readonly work: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly gaps: GapList,
    private readonly places: Places,
    private readonly audit: Audit,
  ) {}

  /**
   * Writes the export into the audit with the number of people, before the first of them leaves.
   * @throws TooManyRequests while others download; Refused when a sheet cannot hold the rows
   */
  begin(actor: Actor, filter: GapFilter, format: ExportFormat): Promise<GapExport> {
    if (this.running >= AT_ONCE) throw new TooManyRequests(15);
    const workspaceId = actor.workspaceId ?? '';
    return this.work.run(scopeOf(actor), async () => {
      const day = await this.gaps.day(workspaceId);
      if (!day) throw new NotFound();
      const rows = await this.gaps.size(workspaceId, filter, day);
      if (format === 'xlsx' && rows > ROWS_PER_SHEET)
        throw Refused.invalid('coverage.sheet-too-small', { rows: ROWS_PER_SHEET });
      await this.audit.record({
        action: 'coverage.gaps.exported',
        subject: { type: 'workspace', id: workspaceId },
        detail: { format, rows, statuses: filter.statuses, region: filter.region, sector: filter.sector, day },
      });
      return { filter, format, day, fileName: `coverage-gaps-${actor.workspaceSlug}-${day}.${format}` };
    });
  }

  /** Hands the file's bytes to `write`, which ends when the reader has them all or has gone. */
  async send(actor: Actor, wanted: GapExport, write: (bytes: Readable) => Promise<void>): Promise<void> {
    this.running++;
    try {
      await this.work.run({ ...scopeOf(actor), readOnly: true, statementTimeout: BATCH_TIMEOUT }, async () => {
        const { header, title, batches } = await this.table(actor, wanted);
        const sheet = { name: title, widths: EXPORT_WIDTHS, header, rows: batches };
        await write(Readable.from(wanted.format === 'csv' ? csvText(header, batches) : workbookStream(sheet)));
      });
    } finally {
      this.running--;
    }
  }

  private async table(actor: Actor, { filter, day }: GapExport) {
    const workspaceId = actor.workspaceId ?? '';
    const t = translator(actor.locale);
    const regions = new Set((await gapGroups(workspaceId, filter)).map(({ region }) => region));
    const names = await this.places.names(actor.locale, regions);
    const keys = await this.keyring.workspaceKeys(workspaceId);
    const rows = gapBatches(workspaceId, filter, day);
    const batches = async function* () {
      for await (const batch of rows) yield batch.map((row) => exportCells(gapPerson(row, keys, day), names, t));
    };
    return { header: exportHeader(t), title: t('coverage.export.sheet'), batches: batches() };
  }
}

async function* csvText(header: string[], batches: AsyncIterable<(string | null)[][]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(header);
  for await (const batch of batches) yield batch.map(csvLine).join('');
}

function scopeOf(actor: Actor): Scope {
  return { role: 'app', workspaceId: actor.workspaceId, userId: actor.userId, actor };
}
