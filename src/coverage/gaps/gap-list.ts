import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { coverageHead } from '../cells/coverage-head.query.js';
import { effectiveDay } from '../coverage.rules.js';
import type { GapFilter } from './gap-filter.rules.js';
import { gapGroups, type GapGroup } from './gap-groups.query.js';
import { gapPage, gapSize } from './gap-page.query.js';
import { gapPerson, type GapPerson } from './gap-person.js';

const ANYWHERE = { region: null, sector: null };

/** Who is not covered, or not for long: by district and sector, and person by person. */
@Injectable()
export class GapList {
  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** The day the list holds for; null for a workspace that never had a roster. */
  async day(workspaceId: string): Promise<string | null> {
    const head = await coverageHead(workspaceId);
    return head && effectiveDay(head.asOf, this.clock.today());
  }

  /** Every district and sector of the place that has workers, whether one of them is on the list or not. */
  groups(workspaceId: string, place: Pick<GapFilter, 'region' | 'sector'> = ANYWHERE): Promise<GapGroup[]> {
    return gapGroups(workspaceId, place);
  }

  /** @param page `after`: id of the last person seen */
  async people(
    workspaceId: string,
    filter: GapFilter,
    day: string,
    page: { after: string | null; limit: number },
  ): Promise<{ people: GapPerson[]; more: boolean }> {
    const rows = await gapPage(workspaceId, filter, day, page);
    const keys = await this.keyring.workspaceKeys(workspaceId);
    return {
      people: rows.slice(0, page.limit).map((row) => gapPerson(row, keys, day)),
      more: rows.length > page.limit,
    };
  }

  /** Counted from the people themselves, for promises that have to be exact. */
  size(workspaceId: string, filter: GapFilter, day: string): Promise<number> {
    return gapSize(workspaceId, filter, day);
  }
}
