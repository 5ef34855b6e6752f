/** The PostgreSQL of this run, as the global setup hands it to every spec file. */
export interface TestCluster {
  /** Superuser address of the maintenance database. */
  adminUrl: string;
  port: number;
  /** Password of `sinergi_login` in this cluster. */
  loginPassword: string;
  /** Temporary folder of the run, deleted at its end. */
  folder: string;
}

/** Name of the migrated database that every spec file clones. */
export const TEMPLATE = 'sinergi_template';

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: TestCluster;
  }
}
