import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataSource, type MigrationInterface } from 'typeorm';
import pg from 'pg';
import { installQueues } from '../jobs/boss.js';
import { projectRoot } from '../project-root.js';

/**
 * Applies every migration that the database lacks, each in its own transaction, as `sinergi_owner`.
 * @param adminUrl login that may create roles the first time (a superuser, or one with CREATEROLE that owns the database)
 * @param loginPassword password given to `sinergi_login`, or null to leave the role as it is
 * @returns names of the migrations that were applied now
 */
export async function migrate(adminUrl: string, loginPassword: string | null): Promise<string[]> {
  await createRoles(adminUrl, loginPassword);
  const source = await migrationSource(adminUrl);
  try {
    const done = await source.runMigrations({ transaction: 'each' });
    await installQueues(adminUrl);
    return done.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

/** A data source that acts as the owner: for migrating, and for tests that read the catalogue. */
export async function migrationSource(adminUrl: string): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: adminUrl,
    installExtensions: false,
    migrations: await migrationClasses(),
    migrationsTableName: 'migrations',
    schema: 'reference',
    poolSize: 1,
    extra: { options: '-c role=sinergi_owner -c lock_timeout=10s' },
  });
  return source.initialize();
}

async function migrationClasses(): Promise<(new () => MigrationInterface)[]> {
  const folder = join(projectRoot, 'migrations');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(
    files
      .sort()
      .map(
        (file) =>
          import(pathToFileURL(join(folder, file)).href) as Promise<Record<string, new () => MigrationInterface>>,
      ),
  );
  return modules.flatMap((module) => Object.values(module));
}

const RUNTIME_ROLES = ['sinergi_app', 'sinergi_worker', 'sinergi_matcher', 'sinergi_agency', 'sinergi_identity'];

/** Roles belong to the whole cluster, so they are made outside the migrations, which belong to one database. */
async function createRoles(adminUrl: string, loginPassword: string | null): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('begin; select pg_advisory_xact_lock(724301)');
    for (const role of ['sinergi_owner', ...RUNTIME_ROLES]) await client.query(createRole(role, 'nologin'));
    await client.query(createRole('sinergi_login', 'login noinherit'));
    await client.query(`grant ${RUNTIME_ROLES.join(', ')} to sinergi_login with inherit false, set true`);
    await client.query('grant sinergi_owner to current_user');
    if (loginPassword !== null)
      await client.query(`alter role sinergi_login password ${client.escapeLiteral(loginPassword)}`);
    await client.query('commit');
    await prepareDatabase(client);
  } finally {
    await client.end();
  }
}

function createRole(name: string, attributes: string): string {
  return `do $$ begin if not exists (select from pg_roles where rolname = '${name}') then
    create role ${name} ${attributes} nosuperuser nobypassrls nocreatedb nocreaterole; end if; end $$`;
}

async function prepareDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name');
  const database = rows[0]?.name;
  await client.query(`
    revoke temporary, create on database ${database} from public;
    grant connect on database ${database} to sinergi_login;
    grant create, temporary on database ${database} to sinergi_owner;
    grant temporary on database ${database} to sinergi_worker, sinergi_matcher;
    revoke create on schema public from public;
    create schema if not exists reference authorization sinergi_owner;`);
}
