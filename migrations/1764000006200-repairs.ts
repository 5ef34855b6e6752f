import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people said about wrong cells of a file, and what of it their workspace remembers for the next files. */
export class Repairs1764000006200 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table app.imports add column summary_sealed bytea;
      comment on column app.imports.summary_sealed is 'What the reader learnt from all rows beside their outcomes, sealed.';

      create table app.remembered_repairs (
        workspace_id uuid not null references app.workspaces (id),
        id uuid not null default uuidv7(),
        field text not null,
        cause text not null,
        pattern text,
        mark bytea not null,
        from_sealed bytea,
        to_value text not null default '',
        made_label text not null,
        made_at timestamptz not null default now(),
        primary key (workspace_id, id),
        unique (workspace_id, field, mark),
        check ((pattern is null) = (from_sealed is not null))
      );
      comment on column app.remembered_repairs.mark is 'Keyed mark of the words or the pattern: what people write into cells stands nowhere in clear.';
      select app.workspace_table('app.remembered_repairs');

      create table app.import_repairs (
        workspace_id uuid not null,
        id uuid not null default uuidv7(),
        import_id uuid not null,
        field text not null,
        cause text not null,
        pattern text,
        mark bytea not null,
        from_sealed bytea,
        to_value text not null default '',
        source text not null check (source in ('person', 'memory')),
        memory_id uuid,
        made_label text not null,
        made_at timestamptz not null default now(),
        taken_back_label text,
        taken_back_at timestamptz,
        primary key (workspace_id, id),
        foreign key (workspace_id, import_id) references app.imports (workspace_id, id),
        check ((pattern is null) = (from_sealed is not null))
      );
      comment on column app.import_repairs.memory_id is 'No foreign key: forgetting a repair leaves what it did in the files that had it.';
      create unique index import_repairs_once on app.import_repairs (workspace_id, import_id, field, mark) where taken_back_at is null;
      create index import_repairs_memory on app.import_repairs (workspace_id, memory_id) where memory_id is not null;
      select app.workspace_table('app.import_repairs');`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table app.import_repairs, app.remembered_repairs;
      alter table app.imports drop column summary_sealed;`);
  }
}
