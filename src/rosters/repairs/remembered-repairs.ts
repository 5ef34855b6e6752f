import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { NotFound, Refused, type Actor } from '../../kernel/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { currentWork } from '../../platform/db/index.js';
import { openedText, sealedRepair, type RepairSaid } from './import-repairs.js';
import type { RepairField, RepairPattern } from './repair.rules.js';

/** One thing that a workspace remembers about its files. */
export interface RememberedRepair extends RepairSaid {
  id: string;
  madeBy: string;
  madeAt: Date;
  /** Applied files in which a cell was read by it, the newest of them, and those cells. */
  files: number;
  cells: number;
  usedAt: Date | null;
}

/** More would be a lexicon, and that belongs into the product. */
export const MOST_REMEMBERED = 2_000;

/** What a workspace remembers of repairs, in the current unit of work. */
@Injectable()
export class RememberedRepairs {
  constructor(
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  /** Newest first. */
  async list(workspaceId: string): Promise<RememberedRepair[]> {
    const rows = await currentWork().query<{
      id: string;
      field: RepairField;
      cause: string;
      pattern: RepairPattern | null;
      mark: Buffer;
      from_sealed: Buffer | null;
      to_value: string;
      made_label: string;
      made_at: Date;
      files: string;
      cells: string;
      used_at: Date | null;
    }>(
      `select m.id, m.field, m.cause, m.pattern, m.mark, m.from_sealed, m.to_value, m.made_label, m.made_at,
         count(i.id) as files, coalesce(sum((i.repairs ->> ('given.' || r.field || ':' || r.id))::bigint), 0) as cells, max(i.applied_at) as used_at
       from app.remembered_repairs m
       left join app.import_repairs r on r.workspace_id = m.workspace_id and r.memory_id = m.id and r.taken_back_at is null
       left join app.imports i on i.workspace_id = r.workspace_id and i.id = r.import_id and i.state = 'applied'
         and i.repairs ? ('given.' || r.field || ':' || r.id)
       where m.workspace_id = $1 group by m.workspace_id, m.id order by m.made_at desc, m.id desc limit $2`,
      [workspaceId, MOST_REMEMBERED],
    );
    const keys = await this.keyring.workspaceKeys(workspaceId);
    return rows.map((row) => ({
      ...{ id: row.id, field: row.field, cause: row.cause, pattern: row.pattern, to: row.to_value },
      text: openedText(keys, row),
      madeBy: row.made_label,
      madeAt: row.made_at,
      files: Number(row.files),
      cells: Number(row.cells),
      usedAt: row.used_at,
    }));
  }

  /** Keeps a repair for the next files; one about the same words is replaced. @returns its id */
  async remember(actor: Actor, workspaceId: string, said: RepairSaid): Promise<string> {
    const { mark, sealed } = sealedRepair(await this.keyring.workspaceKeys(workspaceId), said);
    const [kept] = await currentWork().query<{ id: string }>(
      `insert into app.remembered_repairs (workspace_id, field, cause, pattern, mark, from_sealed, to_value, made_label)
       select $1, $2, $3, $4, $5, $6, $7, $8 where (select count(*) from app.remembered_repairs where workspace_id = $1) < $9
       on conflict (workspace_id, field, mark) do update
         set to_value = excluded.to_value, cause = excluded.cause, made_label = excluded.made_label, made_at = now()
       returning id`,
      [workspaceId, said.field, said.cause, said.pattern, mark, sealed, said.to, actor.label, MOST_REMEMBERED],
    );
    if (!kept) throw new Refused('repairs.too-many', { limit: MOST_REMEMBERED });
    await this.audit.record({
      action: 'repairs.remembered',
      subject: { type: 'repair', id: kept.id },
      detail: { cause: said.cause, pattern: said.pattern, to: said.to },
    });
    return kept.id;
  }

  /** The next files are read without it; files that had it keep what it did. @throws NotFound */
  async forget(workspaceId: string, id: string): Promise<void> {
    const [gone] = await currentWork().query<{ cause: string; pattern: string | null; to_value: string }>(
      'delete from app.remembered_repairs where workspace_id = $1 and id = $2 returning cause, pattern, to_value',
      [workspaceId, id],
    );
    if (!gone) throw new NotFound();
    await this.audit.record({
      action: 'repairs.forgotten',
      subject: { type: 'repair', id },
      detail: { cause: gone.cause, pattern: gone.pattern, to: gone.to_value },
    });
  }
}
