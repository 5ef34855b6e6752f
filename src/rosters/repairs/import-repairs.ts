import { Injectable } from '@nestjs/common';
import type { Import } from '../../imports/index.js';
import { NotFound } from '../../kernel/index.js';
import { Keyring, type WorkspaceKeys } from '../../platform/crypto/index.js';
import { currentWork } from '../../platform/db/index.js';
import { noteOf, valueKey, type GivenRepair, type RepairField, type RepairPattern } from './repair.rules.js';

/** What a repair says, before it belongs to a file or to the memory. */
export interface RepairSaid {
  field: RepairField;
  cause: string;
  pattern: RepairPattern | null;
  /** Words of a cell as somebody wrote them; null for a pattern. */
  text: string | null;
  /** A code, or '' for nothing. */
  to: string;
}

/** A repair as a file has it. */
export interface ImportRepair extends RepairSaid {
  id: string;
  source: 'person' | 'memory';
  memoryId: string | null;
  madeBy: string;
  madeAt: Date;
  takenBackBy: string | null;
  /** Cells of the file that were read by it. */
  cells: number;
}

interface Stored {
  id: string;
  field: RepairField;
  cause: string;
  pattern: RepairPattern | null;
  mark: Buffer;
  from_sealed: Buffer | null;
  to_value: string;
  source: 'person' | 'memory';
  memory_id: string | null;
  made_label: string;
  made_at: Date;
  taken_back_label: string | null;
}

/** The repairs of a file, in the current unit of work. Words of cells are sealed, as all that people write into them. */
@Injectable()
export class ImportRepairs {
  constructor(private readonly keyring: Keyring) {}

  /** What the reader of the file is given. While the file is being checked, what the workspace remembers joins in first. */
  async forReader(file: Import): Promise<GivenRepair[]> {
    if (file.state === 'checking') await adoptRemembered(file);
    const stored = await read(file, 'and taken_back_at is null');
    if (stored.length === 0) return [];
    const keys = await this.keyring.workspaceKeys(file.workspaceId);
    return stored.map(({ id, field, pattern, to_value: to, ...rest }) => {
      const text = openedText(keys, { field, ...rest });
      return { id, field, pattern, from: text === null ? null : valueKey(text), to };
    });
  }

  /** Oldest first, also those that were taken back. */
  async of(file: Import): Promise<ImportRepair[]> {
    const stored = await read(file);
    if (stored.length === 0) return [];
    const keys = await this.keyring.workspaceKeys(file.workspaceId);
    return stored.map((row) => ({
      id: row.id,
      field: row.field,
      cause: row.cause,
      pattern: row.pattern,
      text: openedText(keys, row),
      to: row.to_value,
      source: row.source,
      memoryId: row.memory_id,
      madeBy: row.made_label,
      madeAt: row.made_at,
      takenBackBy: row.taken_back_label,
      cells: file.repairs[noteOf(row)] ?? 0,
    }));
  }

  async add(file: Import, said: RepairSaid, memoryId: string | null, by: string): Promise<void> {
    const { mark, sealed } = sealedRepair(await this.keyring.workspaceKeys(file.workspaceId), said);
    await currentWork().execute(
      `insert into app.import_repairs (workspace_id, import_id, field, cause, pattern, mark, from_sealed, to_value, source, memory_id, made_label)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'person', $9, $10)
       on conflict (workspace_id, import_id, field, mark) where taken_back_at is null do update
         set to_value = excluded.to_value, source = 'person', memory_id = excluded.memory_id, made_label = excluded.made_label, made_at = now()`,
      [file.workspaceId, file.id, said.field, said.cause, said.pattern, mark, sealed, said.to, memoryId, by],
    );
  }

  /** @throws NotFound when the file has no such repair in use */
  async takeBack(file: Import, id: string, by: string): Promise<{ field: string; source: string }> {
    const [taken] = await currentWork().query<{ field: string; source: string }>(
      `update app.import_repairs set taken_back_at = now(), taken_back_label = $4
       where workspace_id = $1 and import_id = $2 and id = $3 and taken_back_at is null returning field, source`,
      [file.workspaceId, file.id, id, by],
    );
    if (!taken) throw new NotFound();
    return taken;
  }
}

/** How the words or the pattern of a repair are found again and kept, without standing anywhere in clear. */
export function sealedRepair(keys: WorkspaceKeys, said: RepairSaid): { mark: Buffer; sealed: Buffer | null } {
  const about = said.pattern ?? `=${valueKey(said.text ?? '') ?? ''}`;
  const mark = keys.contentMark(['repair', said.field, about].join('\u001f'));
  return { mark, sealed: said.text === null ? null : keys.sealText(said.text, bound(said.field, mark)) };
}

/** Bound to the mark and not to a row: what is remembered goes into the next file as it is. */
export function openedText(
  keys: WorkspaceKeys,
  { field, mark, from_sealed: sealed }: Pick<Stored, 'field' | 'mark' | 'from_sealed'>,
): string | null {
  return sealed && keys.openText(sealed, bound(field, mark));
}

function bound(field: string, mark: Buffer): string {
  return `repair:${field}:${mark.toString('hex')}`;
}

function read(file: Import, condition = ''): Promise<Stored[]> {
  return currentWork().query<Stored>(
    `select id, field, cause, pattern, mark, from_sealed, to_value, source, memory_id, made_label, made_at, taken_back_label
     from app.import_repairs where workspace_id = $1 and import_id = $2 ${condition} order by made_at, id`,
    [file.workspaceId, file.id],
  );
}

/** Not what was taken back in this file, and not beside another meaning that somebody chose for it. */
async function adoptRemembered(file: Import): Promise<void> {
  await currentWork().execute(
    `insert into app.import_repairs (workspace_id, import_id, field, cause, pattern, mark, from_sealed, to_value, source, memory_id, made_label)
     select m.workspace_id, $2, m.field, m.cause, m.pattern, m.mark, m.from_sealed, m.to_value, 'memory', m.id, m.made_label
     from app.remembered_repairs m where m.workspace_id = $1 and not exists (
       select from app.import_repairs r where r.workspace_id = $1 and r.import_id = $2 and r.field = m.field and r.mark = m.mark)`,
    [file.workspaceId, file.id],
  );
}
