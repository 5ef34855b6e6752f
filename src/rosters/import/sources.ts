import { staging, type Import } from '../../imports/index.js';

/** Staging tables that a change of people follows from. */
export interface Sources {
  stage: string;
  written: string;
  match: string;
  /** null: nothing had to be settled. */
  settled: string | null;
}

export async function sourcesOf(file: Import, written: string): Promise<Sources> {
  const settled = staging.table(file, 'r');
  return {
    ...{ stage: staging.rows(file), written, match: staging.table(file, 'm') },
    settled: (await staging.count(settled)) === null ? null : settled,
  };
}
