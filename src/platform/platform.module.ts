import { join } from 'node:path';
import { Global, Logger, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PgBoss } from 'pg-boss';
import { Clock } from '../kernel/index.js';
import type { Config } from './config/index.js';
import { keyFromBase64, Keyring } from './crypto/index.js';
import { dataSourceOptions, StaleHolders, UnitOfWork } from './db/index.js';
import { JobRegistry, Queue, startBoss } from './jobs/index.js';
import { FolderStorage, type Storage } from './storage/index.js';
import { CONFIG, STORAGE } from './tokens.js';

export interface PlatformOptions {
  config: Config;
  /** Login address of the bounded role. */
  databaseUrl: string;
  /** Key-encryption key, base64. */
  key: string;
  process: 'web' | 'worker' | 'cli';
  /** Connections at most; absent: as the kind of process needs. */
  poolSize?: number;
}

const POOL_SIZES = { web: 12, worker: 8, cli: 4 };

/** What every room stands on; global, so that rooms import it only by what they inject. */
@Global()
@Module({})
export class PlatformModule {
  static forProcess(options: PlatformOptions): DynamicModule {
    const providers: Provider[] = [
      { provide: CONFIG, useValue: options.config },
      { provide: STORAGE, useFactory: (): Storage => new FolderStorage(storageFolder(options.config)) },
      { provide: Keyring, useFactory: () => new Keyring(keyFromBase64(options.key)) },
      { provide: PgBoss, useFactory: () => boss(options) },
      Clock,
      UnitOfWork,
      StaleHolders,
      Queue,
      JobRegistry,
    ];
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions({
            url: options.databaseUrl,
            poolSize: options.poolSize ?? POOL_SIZES[options.process],
            // Rows cannot be copied through connections that send ahead; only the web process never has to.
            pipeline: options.process === 'web',
            applicationName: `sinergi-${options.process}`,
          }),
          autoLoadEntities: true,
          retryAttempts: 5,
          retryDelay: 1000,
        }),
      ],
      providers,
      exports: providers.map((provider) => (typeof provider === 'function' ? provider : provider.provide)),
    };
  }
}

function boss(options: PlatformOptions): Promise<PgBoss> {
  const logger = new Logger('Jobs');
  return startBoss(options.databaseUrl, options.process === 'worker' ? 'worker' : 'sender', (error) =>
    logger.error(error.message),
  );
}

function storageFolder(config: Config): string {
  if (!config.storageUrl) return join(config.data, 'files');
  const url = new URL(config.storageUrl);
  if (url.protocol !== 'file:') throw new Error('STORAGE_URL takes file:///folder in this release.');
  return url.pathname;
}
