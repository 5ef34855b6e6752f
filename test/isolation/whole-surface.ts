import type { Organisation } from './organisation.js';
import { ROUTES, type RouteEntry } from './route-entries.js';
import type { RecordKind } from './records.js';

/** Ids of things of one's own that addresses may name. */
export type Own = Partial<Record<RecordKind, string>>;

/**
 * Asks every address of the product that a person or key of an ordinary workspace may read, by the table of routes: a
 * new page or download is looked at without anybody remembering. Events of one's own are not: they name every step.
 */
export async function lookEverywhere(clerk: Organisation, own: Own): Promise<void> {
  for (const [name, entry] of Object.entries(ROUTES)) {
    const [method, path = ''] = name.split(' ');
    if (method !== 'GET' || !readsAsAdmin(entry)) continue;
    const below = filled(path, entry, own);
    if (below === null) continue;
    if (below.startsWith('/api/v1')) await clerk.api('GET', below.slice('/api/v1'.length));
    else if (below.startsWith('/w/:workspace')) await clerk.page(below.slice('/w/:workspace'.length));
  }
}

function readsAsAdmin(entry: RouteEntry): boolean {
  return Array.isArray(entry.by) && entry.by.includes('admin') && !entry.agency;
}

/** null: the address names something that this workspace has none of. */
function filled(path: string, entry: RouteEntry, own: Own): string | null {
  const values: Record<string, string | undefined> = { ...entry.params, id: entry.record && own[entry.record] };
  const missing = [...path.matchAll(/:([a-zA-Z]+)/g)].some(([, name]) => name !== 'workspace' && !values[name ?? '']);
  return missing ? null : path.replace(/:([a-zA-Z]+)/g, (whole, name: string) => values[name] ?? whole);
}
