import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '../../kernel/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { currentWork } from '../../platform/db/index.js';
import { readRegion } from '../row/region.rules.js';
import { Findings } from '../row/findings.js';
import { FormLexicon } from './form-lexicon.js';
import { SearchWorkers, type WorkerList } from './search-workers.js';
import { EVERYBODY, readWorkerFilter } from './worker-filter.rules.js';
import { readWorkerText } from './worker-text.rules.js';
import { WorkersIndexPage, type IndexAsked } from './workers-index.page.js';
import { Wording } from './worker-words.js';
import { workerWithNik } from './worker-store.js';
import type { SearchForm } from './worker.forms.js';

/** Parameters of the list's address. */
export type ListQuery = Record<string, unknown>;

/** Few enough that a page comes soon over a slow connection: about 30 kB. */
const PER_PAGE = 25;

/** The list's page, from its address to its view. */
@Injectable()
export class ListPages {
  constructor(
    private readonly search: SearchWorkers,
    private readonly wording: Wording,
    private readonly keyring: Keyring,
    private readonly lexicon: FormLexicon,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: ListQuery) {
    const { filter, faults } = readWorkerFilter(query);
    const q = typeof query.q === 'string' ? query.q.slice(0, 100) : '';
    const cursor = typeof query.cursor === 'string' && query.cursor !== '' ? query.cursor : null;
    const list = await this.search.list({ filter, text: readWorkerText(q), cursor, limit: PER_PAGE });
    return this.viewOf(actor, { filter, q, faults }, list);
  }

  /** The page after a search for a whole NIK that nobody has: the number itself is shown nowhere. */
  async nobody(actor: Actor) {
    const list = {
      workers: [],
      day: this.clock.today(),
      previous: null,
      next: null,
      total: { count: 0, isExact: true },
    };
    return {
      ...(await this.viewOf(actor, { filter: EVERYBODY, q: '', faults: [] }, list)),
      nikNotFound: true,
      isFiltered: true,
    };
  }

  async withNik(actor: Actor, text: string): Promise<string | null> {
    const asked = readWorkerText(text);
    if (asked?.kind !== 'nik') return null;
    const keys = await this.keyring.workspaceKeys(actor.workspaceId ?? '');
    return workerWithNik(actor.workspaceId ?? '', keys.nikIndex(asked.digits));
  }

  /** The address of what was chosen in the search form. */
  async queryOf(form: SearchForm): Promise<Record<string, string>> {
    const { q, region_text: text, ...fields } = form;
    const region = text === '' ? '' : await this.regionCode(text, fields.region);
    const chosen = Object.entries({ ...fields, region }).filter(([, value]) => value !== '');
    return { ...(q.trim() ? { q: q.trim() } : {}), ...Object.fromEntries(chosen) };
  }

  /** Of a name typed without script; what is no region goes into the address as it is, and the page says so. */
  private async regionCode(text: string, chosen: string): Promise<string> {
    const bare = chosen.replace('.', '');
    if (bare !== '' && (await this.wording.regionName(bare)) === text) return bare;
    return readRegion(text, await this.lexicon.today(), new Findings()) || text;
  }

  private async viewOf(actor: Actor, asked: IndexAsked, list: WorkerList) {
    const keys = await this.keyring.workspaceKeys(actor.workspaceId ?? '');
    const words = await this.wording.words(actor.locale, new Set(list.workers.map(({ region }) => region)));
    return WorkersIndexPage.from(actor, asked, list, keys, {
      words,
      sectors: await this.wording.sectors(actor.locale),
      regionName: asked.filter.region ? await this.wording.regionName(asked.filter.region) : '',
      fileName: asked.filter.importId && (await fileNameOf(actor, asked.filter.importId)),
    });
  }
}

async function fileNameOf(actor: Actor, importId: string): Promise<string | null> {
  const [file] = await currentWork().query<{ file_name: string }>(
    'select file_name from app.imports where workspace_id = $1 and id = $2',
    [actor.workspaceId, importId],
  );
  return file?.file_name ?? null;
}
