import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PgBoss } from 'pg-boss';
import { AppModule } from '../app.module.js';
import { readConfig, type Config } from '../platform/config/index.js';
import { openDatabase, platformOptions, type OpenedDatabase } from '../processes/connection.js';
import { prepareDatabase } from '../processes/prepare.js';

/** Opens the database for a command, and closes only what it opened. */
export async function withDatabase<T>(work: (database: OpenedDatabase, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig();
  const database = await openDatabase(config);
  try {
    return await work(database, config);
  } finally {
    await database.close();
  }
}

/** The whole application without its web server; the embedded database is brought up to date first. */
export function withApplication<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  return withDatabase(async (database, config) => {
    if (database.embedded) await prepareDatabase(database);
    const app = await NestFactory.createApplicationContext(
      AppModule.forProcess(platformOptions(config, database, 'cli')),
      { logger: false },
    );
    try {
      return await work(app);
    } finally {
      await app.get(PgBoss).stop({ graceful: false });
      await app.close();
    }
  });
}
