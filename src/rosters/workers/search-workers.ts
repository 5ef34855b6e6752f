import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { currentWork } from '../../platform/db/index.js';
import { cellCounts, readableBy, rosterShape } from './cell-counts.query.js';
import { countUpTo, gatherWorkers, walkWorkers, type Found, type WorkerSearch } from './find-workers.query.js';
import { rosterHead, type RosterHead } from './roster-head.js';
import { planSearch } from './search-plan.rules.js';
import { openCursor, sealCursor } from './worker-cursor.js';
import { isCountedByCells, type WorkerFilter } from './worker-filter.rules.js';
import type { WorkerRow } from './worker-row.js';
import type { WorkerText } from './worker-text.rules.js';

export interface WorkersAsked {
  filter: WorkerFilter;
  text: WorkerText | null;
  cursor: string | null;
  limit: number;
}

export interface WorkerList {
  workers: WorkerRow[];
  /** For which day statuses are told, YYYY-MM-DD. */
  day: string;
  /** Cursors of the neighbouring pages; null where the list ends. */
  previous: string | null;
  next: string | null;
  /** People that match; when not exact there are at least so many. null on later pages of a search that cannot count quickly. */
  total: { count: number; isExact: boolean } | null;
}

const COUNT_UP_TO = 1000;
/** People whom one exact search text can mean. */
const FEW = 500;

@Injectable()
export class SearchWorkers {
  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  async list(asked: WorkersAsked): Promise<WorkerList> {
    const workspaceId = currentWork().scope.workspaceId ?? '';
    const keys = await this.keyring.workspaceKeys(workspaceId);
    const head = await rosterHead(workspaceId, this.clock.today());
    const cursor = asked.cursor ? openCursor(asked.cursor, keys) : null;
    const { filter, text } = asked;
    const search = { workspaceId, keys, filter, text, day: head.coverageAsOf, cursor, limit: asked.limit + 1 };
    const counted = await this.counted(search, head);
    const { workers, total } = await this.found(search, counted);
    const hasMore = workers.length > asked.limit;
    const back = cursor?.direction === 'before';
    const shown = hasMore ? (back ? workers.slice(1) : workers.slice(0, -1)) : workers;
    const [first, last] = [shown[0], shown.at(-1)];
    const seal = (direction: 'after' | 'before', worker: WorkerRow | undefined) =>
      worker ? sealCursor({ direction, nameKey: worker.nameKey, id: worker.id }, keys) : null;
    return {
      workers: shown,
      day: head.coverageAsOf,
      previous: (back ? hasMore : cursor !== null) ? seal('before', first) : null,
      next: back || hasMore ? seal('after', last) : null,
      total: await this.total(search, counted, total, shown.length),
    };
  }

  private async counted(search: WorkerSearch, head: RosterHead): Promise<Counted> {
    const { workspaceId, filter, text } = search;
    const { matches, placed } = await cellCounts(workspaceId, filter, head);
    const shape = await rosterShape(workspaceId, this.clock.now().getTime());
    const readable = readableBy(filter, placed, shape, head.coverageAsOf);
    const counted = { isExact: isCountedByCells(filter), matches, readable, roster: shape.workers };
    if (!filter.importId || text) return counted;
    const touched = await touchedBy(workspaceId, filter.importId);
    const share = touched / Math.max(shape.workers, 1);
    return { ...counted, matches: Math.ceil(matches * Math.min(share, 1)), readable: Math.min(readable, touched) };
  }

  private async found(search: WorkerSearch, counted: Counted): Promise<Found> {
    const { text, limit, filter } = search;
    if (text?.kind === 'unusable') return { workers: [], total: 0 };
    const exactText = text !== null && text.kind !== 'name';
    const size = { ...counted, limit, readable: exactText ? FEW : filter.left ? Infinity : counted.readable };
    const plan = planSearch(size, exactText ? 'exact' : text ? 'prefix' : null, counted.isExact);
    if (plan.kind === 'nobody') return { workers: [], total: 0 };
    if (plan.kind === 'gather') return gatherWorkers(search);
    const walked = await walkWorkers(search, plan.budget);
    return walked ? { workers: walked, total: null } : gatherWorkers(search);
  }

  private async total(
    search: WorkerSearch,
    counted: Counted,
    total: number | null,
    shown: number,
  ): Promise<WorkerList['total']> {
    if (total !== null) return { count: total, isExact: true };
    if (search.text === null && counted.isExact) return { count: counted.matches, isExact: true };
    if (search.cursor) return null;
    if (shown < search.limit - 1) return { count: shown, isExact: true };
    const { count, isExact } = await countUpTo(search, COUNT_UP_TO);
    return { count: Math.max(count, shown), isExact };
  }
}

interface Counted {
  isExact: boolean;
  matches: number;
  readable: number;
  roster: number;
}

async function touchedBy(workspaceId: string, importId: string): Promise<number> {
  const [row] = await currentWork().query<{ touched: string }>(
    'select coalesce(created, 0) + coalesce(updated, 0) + leavers as touched from app.imports where workspace_id = $1 and id = $2',
    [workspaceId, importId],
  );
  return Number(row?.touched ?? 0);
}
