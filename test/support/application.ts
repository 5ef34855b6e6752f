import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { PgBoss } from 'pg-boss';
import type { Config } from '../../src/platform/config/index.js';
import type { PlatformOptions } from '../../src/platform/platform.module.js';
import { createApplication } from '../../src/platform/web/index.js';
import { AppModule } from '../../src/app.module.js';
import { AdvanceImport } from '../../src/imports/index.js';
import { Browser } from './browser-session.js';
import { TEST_KEY, TEST_PASSWORD } from './builders.js';
import { openTestDatabase, type TestDatabase } from './database.js';

/**
 * The whole web application on a free port, with a database and a data folder of its own. Its connections send ahead, as
 * in production; what takes files through does so beside it.
 */
export interface TestApplication {
  app: NestExpressApplication;
  /** What a worker has, to be called by hand: no job runs by itself. It is begun when it is first asked for. */
  worker(): Promise<INestApplicationContext>;
  /** Takes a file as far as a worker can. */
  advance(workspaceId: string, importId: string, signal?: AbortSignal): Promise<void>;
  db: TestDatabase;
  /** `http://127.0.0.1:<port>` */
  origin: string;
  /** SINERGI_DATA of this application. */
  data: string;
  /** A browser without session. */
  browser(): Browser;
  /** A browser signed in under this address with TEST_PASSWORD. */
  signIn(email: string, password?: string): Promise<Browser>;
  /** One request of a machine; `key` is sent as bearer. */
  api(key: string | null, method: string, path: string, options?: ApiOptions): Promise<Response>;
  close(): Promise<void>;
}

export interface ApiOptions {
  json?: unknown;
  body?: FormData | URLSearchParams | string | Uint8Array<ArrayBuffer> | ReadableStream;
  headers?: Record<string, string>;
}

const POOL_OF_WORKER = 8;

/** @param extra modules with controllers that exist only for a spec, to see what the platform does with them */
export async function startTestApplication(
  overrides: Partial<Config> = {},
  extra: Type[] = [],
  platform: Partial<PlatformOptions> = {},
): Promise<TestApplication> {
  const db = await openTestDatabase();
  const data = mkdtempSync(join(tmpdir(), 'sinergi-data-'));
  const options = { ...testOptions(db.url, data, overrides), ...platform };
  const root = { module: class TestRoot {}, imports: [AppModule.forProcess(options), ...extra] };
  const app = await createApplication(root, options);
  await app.listen(0, '127.0.0.1');
  const origin = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const browser = () => new Browser(origin);
  const work = workBeside(options);
  return {
    app,
    worker: work.begin,
    advance: async (workspaceId, importId, signal = new AbortController().signal) => {
      const worker = await work.begin();
      await worker.get(AdvanceImport, { strict: false }).run(workspaceId, importId, signal);
    },
    db,
    origin,
    data,
    browser,
    signIn: async (email, password = TEST_PASSWORD) => {
      const session = browser();
      await session.signIn(email, password);
      return session;
    },
    ...machineCalls(origin),
    close: async () => {
      await work.end();
      await app.get(PgBoss).stop({ graceful: false });
      await app.close();
      await db.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** As the command line has it: connections that can copy rows, and no schedule. */
function workBeside(options: PlatformOptions) {
  let begun: Promise<INestApplicationContext> | null = null;
  const begin = () => {
    const root = AppModule.forProcess({ ...options, process: 'cli', poolSize: POOL_OF_WORKER });
    return (begun ??= NestFactory.createApplicationContext(root, { logger: false }));
  };
  const end = async () => {
    const context = await begun;
    await context?.get(PgBoss).stop({ graceful: false });
    await context?.close();
  };
  return { begin, end };
}

/** Requests of machines to an address. */
export function machineCalls(origin: string): Pick<TestApplication, 'api'> {
  return {
    api: (key, method, path, { json, body, headers = {} } = {}) =>
      fetch(origin + path, {
        method,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: json === undefined ? (body ?? null) : JSON.stringify(json),
        redirect: 'manual',
        ...(body ? { duplex: 'half' } : {}),
      } as RequestInit),
  };
}

export function testOptions(databaseUrl: string, data: string, overrides: Partial<Config> = {}): PlatformOptions {
  const config: Config = {
    production: false,
    databaseUrl,
    port: 0,
    metricsPort: 0,
    workerMetricsPort: 0,
    data,
    key: TEST_KEY,
    smtpUrl: null,
    storageUrl: null,
    baseUrl: 'http://localhost',
    logLevel: process.env.TEST_LOG ?? 'silent',
    https: false,
    ...overrides,
  };
  return { config, databaseUrl, key: TEST_KEY, process: 'web' };
}
