import type { RecordKind } from './records.js';
import type { RouteEntry } from './route-entries.js';

type Roles = Extract<RouteEntry['by'], readonly unknown[]>;

/** Who may do what with uploaded files of one kind. */
export interface ImportRoles {
  pages: string;
  api: string;
  record: RecordKind;
  /** An upload in pieces of the same kind. */
  pieces: RecordKind;
  agency: boolean;
  read: Roles;
  upload: Roles;
  confirm: Roles;
  reverse: Roles;
}

/** Files of both kinds have the same routes: one line each for both. */
export function importRoutes(kind: ImportRoles): Record<string, RouteEntry> {
  const { agency, record } = kind;
  const of = (by: Roles, more: Partial<RouteEntry> = {}): RouteEntry => ({ by, agency, record, ...more });
  const all = (by: Roles, more: Partial<RouteEntry> = {}): RouteEntry => ({ by, agency, ...more });
  const pieces: RouteEntry = { by: kind.upload, agency, record: kind.pieces };
  const pages: Record<string, RouteEntry> = {
    'GET ': all(kind.read, { asks: [`before={${record}}`] }),
    'POST ': all(kind.upload, { upload: { mode: 'upsert' } }),
    'GET /new': all(kind.upload),
    'POST /uploads': all(kind.upload),
    'GET /uploads/:id': pieces,
    'PATCH /uploads/:id': pieces,
    'DELETE /uploads/:id': pieces,
    'POST /uploads/:id/discard': pieces,
    'GET /template.csv': all(kind.upload),
    'GET /template.xlsx': all(kind.upload),
    'GET /:id': of(kind.read),
    'GET /:id/columns': of(kind.upload),
    'POST /:id/mapping': of(kind.upload),
    'POST /:id/confirmation': of(kind.confirm),
    'POST /:id/discard': of(kind.upload),
    'POST /:id/reversal': of(kind.reverse),
    'GET /:id/rows': of(kind.read),
    'GET /:id/rows.csv': of(kind.read),
    'GET /:id/corrections.xlsx': of(kind.upload),
    'GET /:id/papers/corrections': of(kind.upload),
    'GET /:id/receipt': of(kind.read),
    'GET /:id/receipt.json': of(kind.read),
    'GET /:id/receipt.pdf': of(kind.read),
  };
  const api: Record<string, RouteEntry> = {
    'POST ': all(kind.upload, { upload: { mode: 'upsert' } }),
    'POST /uploads': all(kind.upload),
    'GET /uploads/:id': pieces,
    'PATCH /uploads/:id': pieces,
    'DELETE /uploads/:id': pieces,
    'GET /:id': of(kind.read),
    'DELETE /:id': of(kind.upload),
    'PUT /:id/mapping': of(kind.upload),
    'POST /:id/confirmation': of(kind.confirm),
    'POST /:id/reversal': of(kind.reverse),
    'GET /:id/rows': of(kind.read),
    'GET /:id/corrections.xlsx': of(kind.upload),
    'GET /:id/receipt.json': of(kind.read),
    'GET /:id/receipt.pdf': of(kind.read),
  };
  return { ...below(kind.pages, pages), ...below(kind.api, api) };
}

function below(base: string, routes: Record<string, RouteEntry>): Record<string, RouteEntry> {
  return Object.fromEntries(Object.entries(routes).map(([name, entry]) => [name.replace(' ', ` ${base}`), entry]));
}
