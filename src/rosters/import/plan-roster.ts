import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { staging, CopyWriter, type Import, type Plan } from '../../imports/index.js';
import { namesAgree } from '../../kernel/index.js';
import { Keyring, type WorkspaceKeys } from '../../platform/crypto/index.js';
import { currentWork } from '../../platform/db/index.js';
import { Queue } from '../../platform/jobs/index.js';
import { lockRosterHead } from '../coverage-cells.js';
import { HeldPlan } from '../held/held-plan.js';
import { mergeSealed } from '../sealed-fields.js';
import { fieldsOf } from '../worker-fields.js';
import { sealCellsAsRead } from './other-persons.js';
import {
  countUnsettledSql,
  firstLedgerSql,
  leaversSql,
  ledgerSql,
  SETTLED_COLUMNS,
  settleLedgerSql,
  unsettledSql,
} from './plan.sql.js';

const SLICE = 5_000;
const OTHER_PERSON = 'worker.other_person';

interface Unsettled {
  row_no: number;
  nik_index: Buffer;
  said: Buffer | null;
  stored: Buffer | null;
  said_name: string | null;
  stored_name: string | null;
}

/** Decides for every staged row what confirming would do, as sets; only rows that change a part of what is sealed are opened. */
@Injectable()
export class PlanRoster {
  constructor(
    private readonly keyring: Keyring,
    private readonly held: HeldPlan,
    private readonly queue: Queue,
  ) {}

  async plan(file: Import): Promise<Plan> {
    const work = currentWork();
    const ids = [file.workspaceId, file.id];
    const stage = staging.rows(file);
    await work.query(`set local work_mem = '128MB'`);
    const { version } = await lockRosterHead();
    const [known] = await work.query<{ any: boolean }>(
      'select exists(select from app.workers where workspace_id = $1) as any',
      [file.workspaceId],
    );
    // Of an earlier plan: its rows may have become others since.
    await staging.drop(file, ['r']);
    const held = await this.held.before(file, stage, known?.any ?? false);
    if (known?.any) {
      await work.execute(ledgerSql(stage), ids);
      await this.settle(file, stage, held.acceptedOthers);
    } else await work.execute(firstLedgerSql(stage), ids);
    const leftOut = await this.held.after(file, stage, held);
    if (leftOut.length > 0)
      await sealCellsAsRead(file, stage, leftOut, await this.keyring.workspaceKeys(file.workspaceId));
    // Not while the file itself is being finished.
    await this.queue.enqueue('guard.watch', { workspaceId: file.workspaceId, id: file.id }, { afterSeconds: 20 });
    return {
      leavers: file.mode === 'snapshot' && known?.any ? await this.countLeavers(file, stage) : 0,
      changedFields: known?.any ? await this.changedFields(ids) : {},
      rosterVersion: version,
    };
  }

  private async settle(file: Import, stage: string, accepted: ReadonlySet<number>): Promise<void> {
    const ids = [file.workspaceId, file.id];
    const [unsettled] = await currentWork().query<{ n: number }>(countUnsettledSql, ids);
    if (!unsettled?.n) return;
    const keys = await this.keyring.workspaceKeys(file.workspaceId);
    const table = await staging.open(file, 'r', SETTLED_COLUMNS);
    const others: number[] = [];
    const letThrough: number[] = [];
    for await (const rows of this.unsettled(file, stage, unsettled.n)) {
      const { bytes, otherPersons, acceptedPersons } = settled(rows, keys, accepted);
      await staging.copy(table, Readable.from([bytes]));
      others.push(...otherPersons);
      letThrough.push(...acceptedPersons);
    }
    await staging.analyze(table, 'row_no');
    await currentWork().execute(settleLedgerSql(table), ids);
    if (others.length > 0) {
      await noteCause(
        file,
        others.sort((a, b) => a - b),
      );
      await sealCellsAsRead(file, stage, others, keys);
    }
    if (letThrough.length > 0) {
      await this.held.tellAccepted(file, letThrough);
      await sealCellsAsRead(file, stage, letThrough, keys);
    }
  }

  private async *unsettled(file: Import, stage: string, count: number): AsyncGenerator<Unsettled[]> {
    const work = currentWork();
    // Nothing is known yet of the ledger's newest rows: they look few, and joined in loops many would take hours.
    if (count > SLICE) await work.query('set local enable_nestloop = off; set local cursor_tuple_fraction = 1');
    await work.query(`declare unsettled no scroll cursor for ${unsettledSql(stage)}`, [file.workspaceId, file.id]);
    await work.query('set local enable_nestloop = on');
    for (;;) {
      const rows = await work.query<Unsettled>(`fetch ${SLICE} from unsettled`);
      if (rows.length === 0) break;
      yield rows;
    }
    await work.query('close unsettled');
  }

  private async countLeavers(file: Import, stage: string): Promise<number> {
    const [row] = await currentWork().query<{ n: string }>(`select count(*) as n ${leaversSql(stage)}`, [
      file.workspaceId,
    ]);
    return Number(row?.n ?? 0);
  }

  private async changedFields(ids: string[]): Promise<Record<string, number>> {
    const rows = await currentWork().query<{ changed: number; n: string }>(
      `select changed, count(*) as n from app.import_rows where workspace_id = $1 and import_id = $2 and outcome = 'updated' group by changed`,
      ids,
    );
    const fields: Record<string, number> = {};
    for (const { changed, n } of rows)
      for (const field of fieldsOf(changed)) fields[field] = (fields[field] ?? 0) + Number(n);
    return fields;
  }
}

function settled(
  rows: Unsettled[],
  keys: WorkspaceKeys,
  accepted: ReadonlySet<number>,
): { bytes: Buffer; otherPersons: number[]; acceptedPersons: number[] } {
  const out = new CopyWriter();
  const otherPersons: number[] = [];
  const acceptedPersons: number[] = [];
  for (const { row_no, nik_index, said, stored, said_name, stored_name } of rows) {
    const isOtherName = said_name !== null && stored_name !== null && !namesAgree(said_name, stored_name);
    const isOther = isOtherName && !accepted.has(row_no);
    if (isOtherName) (isOther ? otherPersons : acceptedPersons).push(row_no);
    out.row(3);
    out.integer(row_no);
    out.text(isOther ? OTHER_PERSON : null);
    if (said && stored) {
      const merged = mergeSealed(keys.openFields(stored, nik_index), keys.openFields(said, nik_index));
      out.bytes(keys.sealFields(merged, nik_index));
    } else out.none();
  }
  return { bytes: out.end(), otherPersons, acceptedPersons };
}

async function noteCause(file: Import, rows: number[]): Promise<void> {
  await currentWork().execute(
    `insert into app.import_causes (workspace_id, import_id, code, severity, rows, examples) values ($1, $2, $3, 'hold', $4, $5)
     on conflict (workspace_id, import_id, code) do update set rows = excluded.rows, examples = excluded.examples`,
    [file.workspaceId, file.id, OTHER_PERSON, rows.length, rows.slice(0, 5)],
  );
}
