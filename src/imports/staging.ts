import { pipeline } from 'node:stream/promises';
import type { Readable, Transform } from 'node:stream';
import { from as copyFrom } from 'pg-copy-streams';
import { currentWork } from '../platform/db/index.js';
import { COMMON_COLUMNS } from './reading/stage-rows.js';
import { stagingName, type ImportSubject } from './subject.js';
import type { Import } from './import.entity.js';

/** Unlogged tables of one file, which only the worker and the matcher see. A crash empties them: then the file is read again. */
export const staging = {
  table: (file: Import, letter: string) => `staging.${stagingName(letter, file.id)}`,

  rows: (file: Import) => staging.table(file, 'i'),

  async open(file: Import, letter: string, columns: string): Promise<string> {
    await currentWork().query('select staging.open_table($1, $2)', [stagingName(letter, file.id), columns]);
    return staging.table(file, letter);
  },

  async openRows(file: Import, subject: ImportSubject): Promise<string> {
    // What was made of rows that are read anew.
    await staging.drop(file);
    const own = subject.stageColumns.map(({ name, type }) => `${name} ${type}`).join(', ');
    return staging.open(file, 'i', `${COMMON_COLUMNS}, ${own}`);
  },

  /** `i` rows as read, `r` settled rows, `h` rows changed for decisions, `k` `m` matching, `u` rows to write, `c` `w` `y` drafts of a first roster. */
  async drop(file: Import, letters: readonly string[] = ['i', 'k', 'm', 'r', 'h', 'c', 'u', 'w', 'y']): Promise<void> {
    const names = letters.map((letter) => stagingName(letter, file.id));
    await currentWork().query('select staging.drop_table(name) from unnest($1::text[]) name', [names]);
  },

  /** Binary COPY of a stream into a staging table. */
  async copy(
    table: string,
    rows: Readable,
    { through, signal }: { through?: Transform; signal?: AbortSignal } = {},
  ): Promise<void> {
    const sink = currentWork().client.query(copyFrom(`copy ${table} from stdin (format binary)`));
    await pipeline([rows, ...(through ? [through] : []), sink], { signal });
  },

  /**
   * Only of the columns that joins go by, and of 3,000 rows, which tell how many there are and whether they differ: sampling
   * sealed values and names, or ten times as many rows, would take longer than the joins gain.
   */
  async analyze(table: string, columns: string): Promise<void> {
    await currentWork().query(
      `set local default_statistics_target = 10; analyze ${table} (${columns}); set local default_statistics_target to default`,
    );
  },

  /** Rows there now; null when the table is gone. */
  async count(table: string): Promise<number | null> {
    const [found] = await currentWork().query<{ there: boolean }>('select to_regclass($1) is not null as there', [
      table,
    ]);
    if (!found?.there) return null;
    const [row] = await currentWork().query<{ n: string }>(`select count(*) as n from ${table}`);
    return Number(row?.n ?? 0);
  },
};
