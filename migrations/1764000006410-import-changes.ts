import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an applied roster file changed on the roster, worked out once after it was applied. */
export class ImportChanges1764000006410 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table app.import_comparisons (
        workspace_id uuid not null references app.workspaces (id),
        import_id uuid not null,
        previous_import_id uuid,
        summary jsonb,
        compared_at timestamptz not null default now(),
        primary key (workspace_id, import_id),
        foreign key (workspace_id, import_id) references app.imports (workspace_id, id),
        foreign key (workspace_id, previous_import_id) references app.imports (workspace_id, id),
        constraint first_file_has_no_changes check ((previous_import_id is null) = (summary is null))
      );
      select app.workspace_table('app.import_comparisons');

      create table app.import_changes (
        workspace_id uuid not null,
        import_id uuid not null,
        kind text not null check (kind in ('joined', 'left', 'returned', 'wage', 'wage_set', 'sector', 'region', 'coverage')),
        place integer not null check (place > 0),
        worker_id uuid not null,
        was text collate "C",
        became text collate "C",
        wage_was bigint,
        wage_became bigint,
        primary key (workspace_id, import_id, kind, place)
      );
      comment on table app.import_changes is 'No foreign key: it would be checked for every one of a million rows that one statement writes for one import; the policy holds the workspace.';
      comment on column app.import_changes.place is 'From 1 within the kind; people with the same was and became stand together.';
      select app.workspace_table('app.import_changes');`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table app.import_changes, app.import_comparisons');
  }
}
