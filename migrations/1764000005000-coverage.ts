import type { MigrationInterface, QueryRunner } from 'typeorm';

const PROGRAMMES = ['headline', 'jkk', 'jkm', 'jht', 'jp', 'jkp'];

/** Counts of workers by region, sector, sex and five-year birth cohort, kept with every change of the roster. */
export class Coverage1764000005000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    const counts = PROGRAMMES.flatMap((p) => [
      `${p}_active integer not null default 0`,
      `${p}_lapsed integer not null default 0`,
      `${p}_never integer not null default 0`,
    ]);
    await q.query(`
      create table app.coverage_cells (
        workspace_id uuid not null references app.workspaces (id),
        region text collate "C" not null,
        sector text collate "C" not null,
        sex text not null,
        cohort smallint not null,
        workers integer not null,
        expiring integer not null default 0,
        ${counts.join(', ')},
        primary key (workspace_id, region, sector, sex, cohort)
      );
      comment on table app.coverage_cells is 'unknown = workers - active - lapsed - never; expiring = active by the headline definition, but not beyond the month of the as-of day.';
      select app.workspace_table('app.coverage_cells');
      create policy agency_totals on app.coverage_cells for select to sinergi_agency using (workspace_id is not null);
      grant select on app.coverage_cells to sinergi_agency;
      create policy matching on app.coverage_cells to sinergi_matcher using (workspace_id = (select current_setting('app.workspace_id')::uuid));

      create table app.coverage_snapshots (
        workspace_id uuid not null references app.workspaces (id),
        day date not null,
        dimension text not null check (dimension in ('all', 'region', 'sector')),
        key text collate "C" not null,
        workers integer not null, active integer not null, lapsed integer not null, never integer not null, unknown integer not null,
        definition text not null,
        primary key (workspace_id, dimension, key, day)
      );
      select app.workspace_table('app.coverage_snapshots');
      create policy agency_totals on app.coverage_snapshots for select to sinergi_agency using (workspace_id is not null);
      grant select on app.coverage_snapshots to sinergi_agency;

      create table app.figures (
        workspace_id uuid not null references app.workspaces (id),
        id uuid not null default uuidv7(),
        use text not null check (use in ('target', 'denominator')),
        indicator text not null,
        region text collate "C" not null default '',
        sector text collate "C" not null default '',
        year integer not null check (year between 2000 and 2100),
        value numeric(18, 2) not null check (value >= 0),
        unit text not null check (unit in ('percent', 'people')),
        source text not null check (length(source) between 3 and 300),
        source_date date not null,
        definition text not null,
        entered_label text not null,
        created_at timestamptz not null default now(),
        primary key (workspace_id, id)
      );
      comment on table app.figures is 'Targets and denominators: imported or entered, never computed; each with source, date and definition version.';
      create index figures_latest on app.figures (workspace_id, use, indicator, region, sector, year, id desc);
      select app.workspace_table('app.figures');
      create policy agency_totals on app.figures for select to sinergi_agency using (workspace_id = (select current_setting('app.workspace_id')::uuid));
      grant select on app.figures to sinergi_agency;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table app.figures, app.coverage_snapshots, app.coverage_cells');
  }
}
