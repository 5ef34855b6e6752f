import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/**
 * Ends other sessions that hold a table. A process that froze while it copied rows holds its table until it wakes up, and
 * no timeout of the server ends a COPY whose client is silent. Only for whoever has the right to be alone with the table.
 */
@Injectable()
export class StaleHolders {
  constructor(private readonly dataSource: DataSource) {}

  /** As the login itself, which may end its own sessions; the run-time roles may not. @param table `schema.name` */
  async end(table: string): Promise<void> {
    await this.dataSource.query(
      `select pg_terminate_backend(l.pid, 5000) from pg_locks l
         join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
         join pg_database d on d.oid = l.database and d.datname = current_database()
       where l.granted and l.pid <> pg_backend_pid() and n.nspname || '.' || c.relname = $1`,
      [table],
    );
  }
}
