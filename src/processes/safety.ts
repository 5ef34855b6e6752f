import pg from 'pg';
import type { Config } from '../platform/config/index.js';

/** What is wrong with a database for serving people from it. `fatal` ones stop a production start. */
export interface Finding {
  fatal: boolean;
  text: string;
}

const LEAST_VERSION = 180000;

/** Looks at the login and the server with the eyes of the process that will use them. */
export async function inspectDatabase(url: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return [...(await login(client)), ...(await durability(client))];
  } finally {
    await client.end();
  }
}

/** @throws Error in production when a finding is fatal, with all of them in its message */
export async function refuseUnsafeDatabase(config: Config, url: string): Promise<void> {
  if (!config.production) return;
  const fatal = (await inspectDatabase(url)).filter((finding) => finding.fatal);
  if (fatal.length > 0)
    throw new Error(`Production does not start on this database:\n${fatal.map(({ text }) => `- ${text}`).join('\n')}`);
}

async function login(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{
    name: string;
    super: boolean;
    bypass: boolean;
    owns: number;
    owner: boolean;
    roles: boolean;
  }>(`
    select r.rolname as name, r.rolsuper as super, r.rolbypassrls as bypass,
      (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname in ('app', 'registry', 'reference', 'audit', 'identity', 'jobs', 'staging')
          and c.relowner = r.oid) as owns,
      coalesce((select pg_has_role(r.oid, o.oid, 'SET') from pg_roles o where o.rolname = 'sinergi_owner'), false) as owner,
      coalesce((select bool_and(pg_has_role(r.oid, m.oid, 'SET')) from pg_roles m
        where m.rolname in ('sinergi_app', 'sinergi_worker', 'sinergi_matcher', 'sinergi_agency', 'sinergi_identity')), false) as roles
    from pg_roles r where r.rolname = current_user`);
  const [found] = rows;
  if (!found) return [{ fatal: true, text: 'The login has no role in this database.' }];
  const findings: Finding[] = [];
  const say = (wrong: boolean, text: string) => wrong && findings.push({ fatal: true, text });
  say(
    found.super,
    `The login ${found.name} is a superuser: row level security does not hold for it. Use sinergi_login.`,
  );
  say(found.bypass, `The login ${found.name} bypasses row level security. Use sinergi_login.`);
  say(
    found.owns > 0,
    `The login ${found.name} owns ${found.owns} tables. Use sinergi_login; migrations run with the owner's address.`,
  );
  say(found.owner && !found.super, `The login ${found.name} may become sinergi_owner. Use sinergi_login.`);
  say(!found.roles, `The login ${found.name} cannot become the run-time roles. Run: npm run sinergi -- migrate`);
  return findings;
}

async function durability(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'server_version_num')`,
  );
  const setting = Object.fromEntries(rows.map(({ name, setting: value }) => [name, value]));
  const findings: Finding[] = [];
  if (Number(setting.server_version_num) < LEAST_VERSION)
    findings.push({ fatal: true, text: 'PostgreSQL 18 or newer is needed.' });
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    if (setting[name] === 'off')
      findings.push({
        fatal: true,
        text: `${name} is off: a crash would lose what people were told is saved. Set it to on.`,
      });
  }
  return findings;
}
