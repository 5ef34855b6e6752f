import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyObject } from 'node:crypto';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { ChainCheck } from '../audit/index.js';
import { CoverageOf } from '../coverage/index.js';
import { keyFromBase64, open } from '../platform/crypto/index.js';
import { rowSecurityFindings } from '../platform/db/index.js';
import { platformOptions } from '../processes/connection.js';
import { inspectDatabase } from '../processes/safety.js';
import { Workspaces } from '../workspaces/index.js';
import { withApplication, withDatabase } from './application.js';
import { required, type Command } from './command.js';
import { options } from './setting-up.js';
import type { Config } from '../platform/config/index.js';

interface Check {
  check: string;
  ok: boolean;
  findings: string[];
}

export const checking: Command[] = [
  {
    name: 'coverage',
    usage: 'coverage --workspace S [--by region,sector,sex,age_band,programme] [--as-of YYYY-MM-DD]',
    run: (args) => {
      const { workspace, by, 'as-of': asOf } = options(args, ['workspace', 'by', 'as-of']);
      return withApplication(async (app) => {
        const { id } = await app.get(Workspaces, { strict: false }).bySlug(required(workspace, '--workspace'));
        return {
          output: await app
            .get(CoverageOf, { strict: false })
            .forWorkspace(id, { by: (by ?? '').split(',').filter(Boolean), ...(asOf && { asOf }) }),
        };
      });
    },
  },
  {
    name: 'audit verify',
    usage: 'audit verify [--workspace S]   (without it: every workspace)',
    run: (args) => {
      const { workspace } = options(args, ['workspace']);
      return withApplication(async (app) => {
        const workspaces = app.get(Workspaces, { strict: false });
        const ids = workspace ? [(await workspaces.bySlug(workspace)).id] : [null, ...(await workspaces.allIds())];
        const reports = [];
        for (const id of ids) reports.push(await app.get(ChainCheck, { strict: false }).verifyChain(id));
        return { output: reports, exitCode: reports.some((report) => report.problems.length > 0) ? 1 : 0 };
      });
    },
  },
  {
    name: 'doctor',
    usage: 'doctor',
    run: () =>
      withDatabase(async (database, config) => {
        const checks = [
          await check('database', async () => (await inspectDatabase(database.loginUrl)).map(({ text }) => text)),
          await check('row level security', () => rowSecurityFindings(database.adminUrl)),
          await check('keys', async () => {
            const { key } = platformOptions(config, database, 'cli');
            if (!(await opensDataKeys(database.adminUrl, keyFromBase64(key))))
              return ['SINERGI_KEY does not open the data keys of this database'];
            return config.production && !config.key ? ['SINERGI_KEY is not set'] : [];
          }),
          await check('storage', () => storage(config)),
          await check('mail', () => mail(config)),
        ];
        for (const { check: name, ok, findings } of checks)
          process.stderr.write(
            `${ok ? 'ok  ' : 'BAD '} ${name}${findings.length > 0 ? `: ${findings.join(' ')}` : ''}\n`,
          );
        return { output: checks, exitCode: checks.every(({ ok }) => ok) ? 0 : 1 };
      }),
  },
];

async function check(name: string, look: () => Promise<string[]>): Promise<Check> {
  try {
    const findings = await look();
    return { check: name, ok: findings.length === 0, findings };
  } catch (error) {
    return { check: name, ok: false, findings: [error instanceof Error ? error.message : 'failed'] };
  }
}

/** Tries the key on the newest workspace; true when there is none yet. */
async function opensDataKeys(adminUrl: string, key: KeyObject): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('begin read only; set local role sinergi_identity');
    const { rows } = await client.query<{ id: string; data_key: Buffer }>(
      'select id, data_key from app.workspaces order by id desc limit 1',
    );
    if (rows[0]) open(key, rows[0].data_key, Buffer.from(`workspace:${rows[0].id}`));
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

async function storage(config: Config): Promise<string[]> {
  const folder = config.storageUrl ? new URL(config.storageUrl).pathname : join(config.data, 'files');
  await mkdir(folder, { recursive: true });
  await access(folder, constants.R_OK | constants.W_OK);
  return [];
}

async function mail(config: Config): Promise<string[]> {
  if (!config.smtpUrl) return config.production ? ['SMTP_URL is not set'] : [];
  await createTransport(config.smtpUrl).verify();
  return [];
}
