import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { Wording, type WorkerWords } from '../workers/worker-words.js';
import { placesOf, type ChangeFilter } from './change-filter.rules.js';
import { changedPeople } from './change-people.query.js';
import { changedPerson } from './changed-person.js';
import { regionsIn } from './change-words.js';
import type { Compared } from './comparisons.js';
import type { PeopleShown } from './people.page.js';

/** People behind the numbers of a comparison, page by page, in the current unit of work. */
@Injectable()
export class ChangedPeople {
  constructor(
    private readonly keyring: Keyring,
    private readonly wording: Wording,
  ) {}

  /** @param after place of the last person shown, 0 for the beginning */
  async page(compared: Compared, filter: ChangeFilter, after: number, limit: number): Promise<PeopleShown> {
    const { file, summary } = compared;
    const { from, to, people: size } = placesOf(summary, filter);
    const begin = Math.max(from, after + 1);
    const rows = await changedPeople(file.id, filter.kind, { from: begin, to }, limit);
    const keys = await this.keyring.workspaceKeys(file.workspaceId);
    const last = rows.at(-1)?.place ?? to;
    return {
      people: rows.map((row) => changedPerson(row, keys)),
      size,
      next: last < to ? last : null,
      isFirst: begin === from,
    };
  }

  /** Words for everything that a comparison and the people shown of it name. */
  words(actor: Actor, compared: Compared, shown: readonly PeopleShown[] = []): Promise<WorkerWords> {
    const lived = shown.flatMap(({ people }) => people.map(({ region }) => region));
    return this.wording.words(actor.locale, new Set([...regionsIn(compared.summary), ...lived]));
  }
}
