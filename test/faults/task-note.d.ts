import 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** What a test that uses chance met; it stands in the table of results. */
    note?: string;
  }
}
