import { localPath } from '../../platform/views/index.js';
import type { Counted, Status } from '../coverage.rules.js';
import { NO_CODE } from '../gaps/gap-filter.rules.js';

/** The people behind a number, as the worker list filters them. */
export interface People {
  coverage?: Status | 'expiring';
  /** What `coverage` is about; the headline when absent. */
  programme?: Counted;
  region?: string;
  sector?: string;
  sex?: string;
  age?: string;
}

/** Address of the worker list that shows exactly these people. */
export function peoplePath(slug: string | null, people: People): string {
  const { region, sector, programme, ...rest } = people;
  return localPath(['/w', slug ?? '', 'workers'], {
    ...rest,
    region: region === '' ? NO_CODE : region,
    sector: sector === '' ? NO_CODE : sector,
    programme: programme === 'headline' ? undefined : programme,
  });
}
