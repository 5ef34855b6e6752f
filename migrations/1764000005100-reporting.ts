import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What coverage reads of other rooms: views that run with the reader's own rights, and the withdrawal of a figure. */
export class Reporting1764000005100 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table app.figures add column withdrawn boolean not null default false;
      comment on column app.figures.withdrawn is 'A row that ends its series: figures are superseded, never deleted.';`);

    await q.query(`
      create policy agency_totals on app.roster_heads for select to sinergi_agency using (workspace_id is not null);
      grant select on app.roster_heads to sinergi_agency;`);

    await q.query(`
      create view reporting.coverage_cells with (security_invoker = true) as select * from app.coverage_cells;
      create view reporting.coverage_snapshots with (security_invoker = true) as select * from app.coverage_snapshots;
      create view reporting.figures with (security_invoker = true) as select * from app.figures;
      create view reporting.roster_heads with (security_invoker = true) as select * from app.roster_heads;
      create view reporting.workspaces with (security_invoker = true) as
        select id, kind, slug, name, region_code, coverage_version, created_at from app.workspaces;
      create view reporting.workers with (security_invoker = true) as
        select workspace_id, id, nik_index, sealed, name, name_key, birth_date, sex, region, sector, occupation, match_state,
          jkk_until, jkm_until, jht_until, jp_until, jkp_until, protected_until
        from app.workers where left_on is null;
      create view reporting.registry_totals with (security_invoker = true) as
        select segment, protected_until, participants from registry.participant_totals;
      create view reporting.registry_extracts with (security_invoker = true) as
        select version, as_of, loaded_at from registry.extracts;
      comment on view reporting.workers is 'The current roster. Not granted to the agency: its view has totals, no people.';

      grant select on reporting.coverage_cells, reporting.coverage_snapshots, reporting.figures, reporting.roster_heads,
        reporting.workspaces to sinergi_app, sinergi_worker, sinergi_agency;
      grant select on reporting.workers to sinergi_app, sinergi_worker;
      grant select on reporting.registry_totals, reporting.registry_extracts to sinergi_agency;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view reporting.registry_extracts, reporting.registry_totals, reporting.workers, reporting.workspaces, reporting.roster_heads, reporting.figures,
        reporting.coverage_snapshots, reporting.coverage_cells;
      revoke select on app.roster_heads from sinergi_agency;
      drop policy agency_totals on app.roster_heads;
      alter table app.figures drop column withdrawn;`);
  }
}
