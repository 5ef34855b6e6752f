import { DataSource, type DataSourceOptions } from 'typeorm';

export interface Connection {
  /** Login address: a member of the run-time roles that has no rights of its own. */
  url: string;
  poolSize: number;
  applicationName: string;
  /** Statements are sent without waiting for the answers before them. Not where rows are copied in or out. */
  pipeline?: boolean;
}

export function dataSourceOptions(connection: Connection): DataSourceOptions {
  return {
    type: 'postgres',
    url: connection.url,
    installExtensions: false,
    synchronize: false,
    logging: false,
    poolSize: connection.poolSize,
    connectTimeoutMS: 5_000,
    applicationName: connection.applicationName,
    entities: [],
    extra: {
      keepAlive: true,
      pipeline: connection.pipeline ?? false,
      query_timeout: undefined,
      idleTimeoutMillis: 30_000,
    },
  };
}

export function openDataSource(connection: Connection): Promise<DataSource> {
  return new DataSource(dataSourceOptions(connection)).initialize();
}
