import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people decided about held rows, and that a file waits for nothing but its plan. */
export class HeldRows1764000006300 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table app.import_decisions (
        workspace_id uuid not null,
        import_id uuid not null,
        row_no integer not null check (row_no > 0),
        choice text not null check (choice in ('file', 'stored', 'skip')),
        causes text[] not null,
        worker_id uuid,
        worker_version integer,
        beside boolean not null default false,
        decided_by uuid,
        decided_label text not null,
        decided_at timestamptz not null default now(),
        primary key (workspace_id, import_id, row_no)
      );
      comment on table app.import_decisions is 'No foreign key: one statement writes a row of it for each of many thousands of rows of one import; the policy holds the workspace.';
      comment on column app.import_decisions.causes is 'What the person knew of: a row that is later held for something else is not let through.';
      comment on column app.import_decisions.beside is 'Decided with the stored worker beside the row, so another name was seen too.';
      comment on column app.import_decisions.worker_version is 'The stored worker as the person saw it; a worker changed since voids the decision.';
      select app.workspace_table('app.import_decisions');

      alter table app.imports add column only_plan boolean not null default false;
      comment on column app.imports.only_plan is 'While checking: the rows are staged already, only the plan is made again.';`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('alter table app.imports drop column only_plan; drop table app.import_decisions;');
  }
}
