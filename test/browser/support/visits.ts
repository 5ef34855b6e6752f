import type { Role, WorkspaceKind } from '../../../src/kernel/index.js';
import type { Town } from './town.js';

/** One page as somebody sees it. */
export interface Visit {
  /** Absent: a guest. */
  in?: WorkspaceKind | 'empty';
  role?: Role;
  path: string;
  status?: number;
}

/** Why a GET route is no page that a person looks at. */
export type NoPage = 'file' | 'machine' | 'redirect';

const API = [
  ...['alarms', 'allowance', 'workspaces/:slug/allowance'],
  'coverage',
  'openapi.json',
  'workers',
  'workers/:id',
  ...['roster', 'registry'].flatMap((kind) =>
    ['', '/rows', '/corrections.xlsx', '/receipt.json', '/receipt.pdf'].map((what) => `${kind}-imports/:id${what}`),
  ),
  'roster-imports/:id/held',
  ...['roster-imports/:id/repairs', 'remembered-repairs'],
  ...['', '/people', '.xlsx'].map((what) => `roster-imports/:id/changes${what}`),
  ...['roster', 'registry'].map((kind) => `${kind}-imports/uploads/:id`),
];
const EMPTY_TOKEN = 'A'.repeat(43);

/** Every GET route by name, and the pages to be looked at. A new route needs a line here. */
export function visitsOf(town: Town): Record<string, Visit[] | NoPage> {
  const admin = (path: string, more: Partial<Visit> = {}): Visit => inWorkspace('local_government', path, more);
  const agency = (path: string, more: Partial<Visit> = {}): Visit => inWorkspace('agency', path, more);
  const empty = (path: string): Visit => inWorkspace('empty', path, {});
  const inWorkspace = (place: keyof Town['workspaces'], path: string, more: Partial<Visit>): Visit => ({
    ...{ in: place, role: 'admin' },
    path: path.startsWith('//') ? path.slice(1) : `/w/${town.workspaces[place].slug}${path}`,
    ...more,
  });
  const guest = (path: string, status = 200): Visit => ({ path, status });
  const { rosters, extracts } = town;
  const states = (below: string) => Object.values(rosters).map((id) => admin(`/imports/${id}${below}`));

  const api = Object.fromEntries(API.map((path) => [`GET /api/v1/${path}`, 'machine' as const]));

  return {
    'GET /': 'redirect',
    'GET /about/data': [guest('/about/data'), admin('//about/data')],
    'GET /healthz': 'machine',
    'GET /readyz': 'machine',
    ...api,
    'GET /dev/mail': [guest('/dev/mail')],
    'GET /dev/mail/:id': [guest(`/dev/mail/${town.mailId}`)],
    'GET /reference/areas': [admin('//reference/areas'), admin('//reference/areas?q=bandung&level=regency')],
    'GET /sign-in': [guest('/sign-in'), guest('/sign-in?next=%2Fw%2Fx')],
    'GET /password-reset': [guest('/password-reset')],
    'GET /password-reset/:token': [guest(town.resetPath), guest(`/password-reset/${EMPTY_TOKEN}`, 410)],
    'GET /invitations/:token': [
      ...[guest(town.invitationPath), guest(`/invitations/${EMPTY_TOKEN}`, 410)],
      admin(`/${town.invitationPath}`),
    ],
    'GET /workspaces': [admin('//workspaces')],
    'GET /profile': [admin('//profile')],
    'GET /profile/password': [admin('//profile/password')],

    'GET /w/:workspace/settings': [admin('/settings'), admin('/settings', { role: 'viewer' })],
    'GET /w/:workspace/members': [admin('/members'), admin('/members', { role: 'viewer' })],
    'GET /w/:workspace/members/:id': [admin(`/members/${town.memberId}`)],
    'GET /w/:workspace/api-keys': [admin('/api-keys'), empty('/api-keys')],
    'GET /w/:workspace/audit': [admin('/audit'), admin('/audit?action=identity.signed-in')],

    'GET /w/:workspace/workspaces': [agency('/workspaces'), admin('/workspaces', { status: 403 })],
    'GET /w/:workspace/workspaces/new': [agency('/workspaces/new')],
    'GET /w/:workspace/workspaces/:slug/allowance': [
      agency(`/workspaces/${town.workspaces.local_government.slug}/allowance`),
      agency(`/workspaces/${town.workspaces.labour_union.slug}/allowance`),
      agency('/workspaces/tidak-ada/allowance', { status: 404 }),
    ],
    'GET /w/:workspace/registry/alarms': [agency('/registry/alarms'), agency('/registry/alarms?state=settled')],
    'GET /w/:workspace/registry/canaries': [agency('/registry/canaries')],
    'GET /w/:workspace/registry': [agency('/registry')],
    'GET /w/:workspace/registry/cases': [agency('/registry/cases')],
    'GET /w/:workspace/national': [agency('/national')],
    'GET /w/:workspace/registry/imports': [agency('/registry/imports')],
    'GET /w/:workspace/registry/imports/new': [agency('/registry/imports/new')],
    'GET /w/:workspace/registry/imports/uploads/:id': 'redirect',
    'GET /w/:workspace/registry/imports/:id': Object.values(extracts).map((id) => agency(`/registry/imports/${id}`)),
    'GET /w/:workspace/registry/imports/:id/columns': [agency(`/registry/imports/${extracts.ready}/columns`)],
    'GET /w/:workspace/registry/imports/:id/rows': [agency(`/registry/imports/${extracts.applied}/rows`)],
    'GET /w/:workspace/registry/imports/:id/rows.csv': 'file',
    'GET /w/:workspace/registry/imports/:id/corrections.xlsx': 'file',
    'GET /w/:workspace/registry/imports/:id/papers/corrections': [
      agency(`/registry/imports/${extracts.ready}/papers/corrections`),
    ],
    'GET /w/:workspace/registry/imports/:id/receipt': [agency(`/registry/imports/${extracts.applied}/receipt`)],
    'GET /w/:workspace/registry/imports/:id/receipt.json': 'file',
    'GET /w/:workspace/registry/imports/:id/receipt.pdf': 'file',
    'GET /w/:workspace/registry/imports/template.csv': 'file',
    'GET /w/:workspace/registry/imports/template.xlsx': 'file',

    'GET /w/:workspace/imports': [admin('/imports'), empty('/imports'), admin('/imports', { role: 'viewer' })],
    'GET /w/:workspace/imports/new': [admin('/imports/new'), admin('/imports/new', { role: 'viewer', status: 403 })],
    'GET /w/:workspace/imports/uploads/:id': 'redirect',
    'GET /w/:workspace/imports/:id': [
      inWorkspace('labour_union', `/imports/${town.waiting}`, {}),
      ...states(''),
      admin(`/imports/${rosters.ready}`, { role: 'viewer' }),
    ],
    'GET /w/:workspace/imports/:id/columns': [admin(`/imports/${rosters.ready}/columns`)],
    'GET /w/:workspace/imports/:id/rows': [
      ...[admin(`/imports/${rosters.ready}/rows`), admin(`/imports/${rosters.ready}/rows?outcome=held`)],
      admin(`/imports/${rosters.applied}/rows?outcome=created`),
    ],
    'GET /w/:workspace/imports/:id/rows.csv': 'file',
    'GET /w/:workspace/imports/:id/corrections.xlsx': 'file',
    'GET /w/:workspace/imports/:id/papers/corrections': [admin(`/imports/${rosters.ready}/papers/corrections`)],
    'GET /w/:workspace/imports/:id/held': [
      ...[admin(`/imports/${rosters.ready}/held`), admin(`/imports/${rosters.ready}/held?show=decided`)],
      ...[admin(`/imports/${rosters.applied}/held`), admin(`/imports/${rosters.ready}/held`, { role: 'viewer' })],
    ],
    'GET /w/:workspace/imports/:id/repairs': ['', '?cause=phone.unreadable', '?cause=sector.unknown'].map((query) =>
      admin(`/imports/${rosters.ready}/repairs${query}`),
    ),
    'GET /w/:workspace/remembered-repairs': [
      ...[admin('/remembered-repairs'), empty('/remembered-repairs')],
      admin('/remembered-repairs', { role: 'viewer', status: 403 }),
    ],
    'GET /w/:workspace/imports/:id/papers/changes': [admin(`/imports/${rosters.applied}/papers/changes`)],
    'GET /w/:workspace/imports/:id/changes': [
      ...[admin(`/imports/${rosters.applied}/changes`), admin(`/imports/${rosters.reversed}/changes`)],
      ...[admin(`/imports/${rosters.ready}/changes`), admin(`/imports/${rosters.first}/changes`)],
      admin(`/imports/${rosters.applied}/changes`, { role: 'viewer' }),
    ],
    'GET /w/:workspace/imports/:id/changes/people': ['joined', 'left', 'wage', 'sector', 'coverage'].map((kind) =>
      admin(`/imports/${rosters.applied}/changes/people?kind=${kind}`),
    ),
    'GET /w/:workspace/imports/:id/changes/print': [admin(`/imports/${rosters.applied}/changes/print`)],
    'GET /w/:workspace/imports/:id/changes.xlsx': 'file',
    'GET /w/:workspace/imports/:id/receipt': [admin(`/imports/${rosters.applied}/receipt`)],
    'GET /w/:workspace/imports/:id/receipt.json': 'file',
    'GET /w/:workspace/imports/:id/receipt.pdf': 'file',
    'GET /w/:workspace/imports/template.csv': 'file',
    'GET /w/:workspace/imports/template.xlsx': 'file',
    'GET /w/:workspace/workers': [
      ...[admin('/workers'), empty('/workers'), admin('/workers', { role: 'viewer' })],
      ...[
        admin('/workers?coverage=active&sector=G'),
        admin('/workers?q=zzzz'),
        admin(`/workers?import=${rosters.applied}`),
      ],
    ],
    'GET /w/:workspace/workers/new': [admin('/workers/new')],
    'GET /w/:workspace/workers/:id': [
      ...[admin(`/workers/${town.workerId}`), admin(`/workers/${town.formerId}`)],
      ...[admin(`/workers/${town.workerId}`, { role: 'viewer' }), agency(`/workers/${town.workerId}`, { status: 404 })],
    ],
    'GET /w/:workspace/workers/:id/edit': [admin(`/workers/${town.workerId}/edit`)],

    'GET /w/:workspace': [
      ...[admin(''), empty(''), admin('', { role: 'viewer' })],
      ...(['industry_association', 'labour_union', 'platform'] as const).map((kind) => inWorkspace(kind, '', {})),
    ],
    'GET /w/:workspace/coverage': [admin('/coverage')],
    'GET /w/:workspace/coverage/by/:dimension': [admin('/coverage/by/region'), admin('/coverage/by/age')],
    'GET /w/:workspace/coverage/figures': [admin('/coverage/figures'), empty('/coverage/figures')],
    'GET /w/:workspace/coverage/figures/new': [admin('/coverage/figures/new')],
    'GET /w/:workspace/coverage/gaps': [admin('/coverage/gaps'), empty('/coverage/gaps')],
    'GET /w/:workspace/coverage/gaps.csv': 'file',
    'GET /w/:workspace/coverage/gaps.xlsx': 'file',
    'GET /w/:workspace/coverage/gaps/people': [admin('/coverage/gaps/people')],
    'GET /w/:workspace/coverage/gaps/preview': [admin('/coverage/gaps/preview')],
    'GET /w/:workspace/coverage/gaps/print': [admin('/coverage/gaps/print')],
  };
}
