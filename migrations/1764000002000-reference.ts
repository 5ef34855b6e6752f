import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Code lists that every workspace shares. Only the owner writes them, in `loadReference`; all run-time roles read. */
export class Reference1764000002000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table reference.datasets (
        name text primary key,
        version text not null,
        source text not null,
        licence text not null,
        loaded_at timestamptz not null default now()
      );
      comment on table reference.datasets is 'What was loaded, from where, under which licence.';

      create table reference.regions (
        code text collate "C" primary key,
        level smallint not null check (level between 1 and 4),
        kind text not null check (kind in ('provinsi', 'kabupaten', 'kota', 'kecamatan', 'kelurahan', 'desa', 'lainnya')),
        parent text collate "C" references reference.regions (code) deferrable initially deferred,
        name text not null,
        path text not null,
        search_name text collate "C" not null,
        search tsvector not null generated always as (
          setweight(to_tsvector('simple'::regconfig, search_name), 'A')
          || setweight(to_tsvector('simple'::regconfig, path), 'B')) stored,
        valid_from date not null,
        valid_to date,
        successor text collate "C" references reference.regions (code) deferrable initially deferred,
        check ((level = 1) = (parent is null)),
        check (valid_to is null or valid_to >= valid_from)
      );
      comment on column reference.regions.code is 'Dotted Kemendagri code: PP, PP.RR, PP.RR.DD or PP.RR.DD.VVVV.';
      comment on column reference.regions.path is 'Names of the regions above, nearest first, parted by commas; empty for a province.';
      comment on column reference.regions.search_name is 'Name in upper-case ASCII letters and digits, words parted by one space.';
      create index regions_name on reference.regions (search_name, level);
      create index regions_search on reference.regions using gin (search);
      create index regions_parent on reference.regions (parent);

      create table reference.sectors (
        version text not null,
        code text not null,
        name_id text not null,
        name_en text not null,
        divisions text[] not null,
        aliases text[] not null default '{}',
        valid_from date not null,
        valid_to date,
        primary key (version, code)
      );
      create table reference.occupations (
        version text not null,
        code text not null,
        name_id text not null,
        name_en text not null,
        kbji text[] not null,
        kbli text[] not null,
        sector text,
        transport boolean not null,
        aliases text[] not null default '{}',
        valid_from date not null,
        valid_to date,
        primary key (version, code)
      );
      comment on column reference.occupations.transport is 'Belongs to the transport group, for which reliefs run in other months.';
      create table reference.programmes (
        code text primary key check (code in ('JKK', 'JKM', 'JHT', 'JP', 'JKP')),
        ordinal smallint not null unique,
        name_id text not null,
        name_en text not null
      );
      create table reference.coverage_definitions (
        code text not null,
        version integer not null,
        programmes text[] not null,
        title_id text not null,
        title_en text not null,
        text_id text not null,
        text_en text not null,
        valid_from date not null,
        valid_to date,
        primary key (code, version)
      );
      create table reference.parameters (
        code text not null,
        valid_from date not null,
        valid_to date,
        value jsonb not null,
        legal_basis text not null,
        confirmed boolean not null,
        primary key (code, valid_from)
      );
      comment on column reference.parameters.confirmed is 'False where the figure could not be traced to a published source.';`);
    await q.query(
      'grant select on all tables in schema reference to sinergi_app, sinergi_worker, sinergi_matcher, sinergi_agency, sinergi_identity',
    );
    await q.query(
      'revoke all on reference.migrations from sinergi_app, sinergi_worker, sinergi_matcher, sinergi_agency, sinergi_identity',
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table reference.parameters, reference.coverage_definitions, reference.programmes,
      reference.occupations, reference.sectors, reference.regions, reference.datasets`);
  }
}
