import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { inject } from 'vitest';
import { openDataSource, UnitOfWork } from '../../src/platform/db/index.js';
import { TEMPLATE } from './cluster.js';

/** A database of its own for one spec file, with every migration applied and no rows of workspaces. */
export interface TestDatabase {
  /** Address of the login that the product uses: it may only become the run-time roles. */
  url: string;
  /** Address of a superuser that acts as `sinergi_owner`: for reading the catalogue. */
  ownerUrl: string;
  /** Address of the superuser itself: for arranging and tampering, which row level security would refuse. */
  adminUrl: string;
  dataSource: DataSource;
  unitOfWork: UnitOfWork;
  /** One statement as the superuser, past row level security. */
  admin<R extends pg.QueryResultRow>(sql: string, params?: unknown[]): Promise<R[]>;
  /** Ends every connection of the product and lets nobody in again: an outage. */
  shut(): Promise<void>;
  close(): Promise<void>;
}

export async function openTestDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `t_${randomBytes(8).toString('hex')}`;
  await onServer(cluster.adminUrl, [`create database ${name} template ${TEMPLATE}`]);
  const adminUrl = withDatabase(cluster.adminUrl, name);
  await onServer(adminUrl, databaseRights(name));
  const url = `postgres://sinergi_login:${cluster.loginPassword}@127.0.0.1:${cluster.port}/${name}`;
  const dataSource = await openDataSource({ url, poolSize: options.poolSize ?? 5, applicationName: 'sinergi-test' });
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  // The pool says it has ended before its sockets have, and dropping the database then ends them with an error.
  admin.on('connect', (client) => client.on('error', () => undefined));
  return {
    url,
    ownerUrl: `${adminUrl}?options=${encodeURIComponent('-c role=sinergi_owner')}`,
    adminUrl,
    dataSource,
    unitOfWork: new UnitOfWork(dataSource),
    admin: async <R extends pg.QueryResultRow>(sql: string, params: unknown[] = []) =>
      (await admin.query<R>(sql, params)).rows,
    shut: () =>
      onServer(cluster.adminUrl, [
        `alter database ${name} allow_connections false`,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
      ]),
    close: async () => {
      await dataSource.destroy();
      await admin.end();
      await dropDatabase(cluster.adminUrl, name);
    },
  };
}

/** A clone does not take over what was granted on its template. */
function databaseRights(name: string): string[] {
  return [
    `revoke temporary, create on database ${name} from public`,
    `grant connect on database ${name} to sinergi_login`,
    `grant create, temporary on database ${name} to sinergi_owner`,
    `grant temporary on database ${name} to sinergi_worker, sinergi_matcher`,
  ];
}

/** Connections that are being closed are waited for: one that is cut would complain to nobody and fail the run. */
async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    const busy = await onServer(adminUrl, [`drop database if exists ${name}`]).then(
      () => false,
      (error: { code?: string }) => error.code === '55006',
    );
    if (!busy) return;
    await sleep(50);
  }
  await onServer(adminUrl, [`drop database if exists ${name} with (force)`]);
}

async function onServer(url: string, statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}
