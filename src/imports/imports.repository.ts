import { Injectable } from '@nestjs/common';
import { NotFound, Refused } from '../kernel/index.js';
import { currentWork, isUuid } from '../platform/db/index.js';
import { mayBecome, type ImportState } from './import-states.rules.js';
import { Import, type ImportKind } from './import.entity.js';

/** Columns that may be set together with a change of state; jsonb ones are given as values. */
export type ImportChanges = Partial<Record<string, unknown>>;

const JSON_COLUMNS = new Set([
  'choice',
  'headers',
  'sheets',
  'questions',
  'mapping',
  'passed_over',
  'repairs',
  'changed_fields',
  'previous_counts',
  'failure',
]);

/** All reading and changing of app.imports in the current unit of work. */
@Injectable()
export class ImportsRepository {
  /** @throws NotFound also for a file of another workspace or kind. */
  async get(id: string, kind?: ImportKind): Promise<Import> {
    const found = await this.find(id);
    if (!found || (kind && found.kind !== kind)) throw new NotFound();
    return found;
  }

  async find(id: string): Promise<Import | null> {
    const { manager, scope } = currentWork();
    if (!scope.workspaceId || !isUuid(id)) return null;
    return manager.findOneBy(Import, { workspaceId: scope.workspaceId, id });
  }

  /** The file with these bytes that is still in use, if there is one. */
  async sameFile(kind: ImportKind, sha256: Buffer): Promise<Import | null> {
    const work = currentWork();
    const rows = await work.query<{ id: string }>(
      `select id from app.imports where workspace_id = $1 and kind = $2 and file_sha256 = $3 and state not in ('failed', 'discarded', 'reversed')`,
      [work.scope.workspaceId, kind, sha256],
    );
    return rows[0] ? this.find(rows[0].id) : null;
  }

  /** Newest first, keyset by id. */
  async newest(kind: ImportKind, limit: number, before?: string): Promise<Import[]> {
    const { manager, scope } = currentWork();
    const query = manager
      .createQueryBuilder(Import, 'i')
      .where('i.workspace_id = :workspace and i.kind = :kind', { workspace: scope.workspaceId, kind })
      .orderBy('i.id', 'DESC')
      .limit(limit);
    if (before && isUuid(before)) query.andWhere('i.id < :before', { before });
    return query.getMany();
  }

  /**
   * Conditional change of state: only from `from`, and only while nobody else moved it.
   * @throws Refused `imports.changed-meanwhile` when somebody was first
   */
  async move(
    file: Import,
    to: ImportState,
    changes: ImportChanges = {},
    from: ImportState = file.state,
  ): Promise<void> {
    if (!(await this.tryMove(file, to, changes, from))) throw new Refused('imports.changed-meanwhile', { state: from });
  }

  async tryMove(
    file: Import,
    to: ImportState,
    changes: ImportChanges = {},
    from: ImportState = file.state,
  ): Promise<boolean> {
    if (!mayBecome(from, to)) throw new Refused('imports.not-possible-now', { state: from });
    const { sets, values } = assignments(changes, 5);
    const moved = await currentWork().execute(
      `update app.imports set state = $4, updated_at = clock_timestamp(), attempts = 0,
         steps = steps || jsonb_build_object($4::text, to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))${sets}
       where workspace_id = $1 and id = $2 and state = $3`,
      [file.workspaceId, file.id, from, to, ...values],
    );
    if (moved === 1) file.state = to;
    return moved === 1;
  }

  /** Changes other columns of a file that the caller holds the lease of. Answers whether it still does. */
  async note(file: Import, lease: string, changes: ImportChanges): Promise<boolean> {
    const { sets, values } = assignments(changes, 4);
    const done = await currentWork().execute(
      `update app.imports set updated_at = clock_timestamp(), lease_until = clock_timestamp() + interval '30 seconds'${sets}
       where workspace_id = $1 and id = $2 and lease_token = $3`,
      [file.workspaceId, file.id, lease, ...values],
    );
    return done === 1;
  }
}

function assignments(changes: ImportChanges, first: number): { sets: string; values: unknown[] } {
  const names = Object.keys(changes);
  const sets = names.map((name, i) => `, ${name} = $${first + i}${JSON_COLUMNS.has(name) ? '::jsonb' : ''}`).join('');
  const values = names.map((name) => {
    const value = changes[name];
    return JSON_COLUMNS.has(name) && value !== null ? JSON.stringify(value) : value;
  });
  return { sets, values };
}
