import type { Role } from '../../src/kernel/index.js';
import { importRoutes } from './import-route-entries.js';
import type { RecordKind } from './records.js';

/**
 * How to call a route, and who may: said here once more, so that a slip in a controller is found. One line a route;
 * a route without a line fails the test, and so does a line without a route.
 */
export interface RouteEntry {
  by: 'anybody' | 'signed-in' | readonly Role[];
  /** Exists in workspaces of the agency only. */
  agency?: boolean;
  /** Exists in workspaces of all others only. */
  partners?: boolean;
  /** What `:id` names. */
  record?: RecordKind;
  /** Other parts of the path. */
  params?: Record<string, string>;
  /** A body that the route takes: fields of a form, or JSON for the API. */
  body?: Record<string, string | string[]>;
  /** A multipart upload with these fields beside its `file`. */
  upload?: Record<string, string>;
  /** Queries that name a record, e.g. `import={rosterImport}`. */
  asks?: readonly `${string}={${RecordKind}}`[];
  /** Answers 404 when nobody is found, also to those who may ask. */
  finds?: boolean;
  /** Ends the membership or session of whoever calls it: tried last. */
  ends?: boolean;
}

const ALL = ['admin', 'officer', 'approver', 'viewer'] as const;
const HANDS = ['admin', 'officer', 'approver'] as const;
const WRITERS = ['admin', 'officer'] as const;
const DECIDERS = ['admin', 'approver'] as const;
const ADMINS = ['admin'] as const;

const anybody: RouteEntry = { by: 'anybody' };
const signedIn: RouteEntry = { by: 'signed-in' };
const token = { token: 'A'.repeat(43) };
const version = { version: '1' };
const repair = { repair: '00000000-0000-4000-8000-000000000000' };
/** Things of the agency, which reads all workspaces: there is no other agency to keep them from. */
const somePartner = { params: { slug: 'tidak-ada' }, finds: true };
const someThing = { params: { id: '00000000-0000-4000-8000-000000000000' }, finds: true };
const grant = { size: '1000', reason: 'isolation test' };
const note = { note: 'isolation test' };

export const ROUTES: Record<string, RouteEntry> = {
  'GET /': signedIn,
  'GET /about/data': anybody,
  'GET /healthz': anybody,
  'GET /readyz': anybody,
  'POST /language': { ...anybody, body: { locale: 'id' } },
  'GET /dev/mail': anybody,
  'GET /dev/mail/:id': { ...anybody, params: { id: '00000000-0000-4000-8000-000000000000' } },
  'GET /reference/areas': signedIn,

  'GET /sign-in': anybody,
  'POST /sign-in': { ...anybody, ends: true },
  'POST /sign-out': { ...anybody, ends: true },
  'GET /password-reset': anybody,
  'POST /password-reset': { ...anybody, body: { email: 'nobody@example.test' } },
  'GET /password-reset/:token': { ...anybody, params: token },
  'POST /password-reset/:token': { ...anybody, params: token },
  'GET /invitations/:token': { ...anybody, params: token },
  'POST /invitations/:token/account': { ...anybody, params: token },
  'POST /invitations/:token/acceptance': { ...anybody, params: token },
  'GET /workspaces': signedIn,
  'GET /profile': signedIn,
  'POST /profile': signedIn,
  'GET /profile/password': signedIn,
  'POST /profile/password': signedIn,
  'POST /profile/sessions/:id/ending': { ...signedIn, record: 'session' },
  'POST /profile/sessions/others/ending': { ...signedIn, ends: true },

  'GET /w/:workspace/settings': { by: ALL },
  'POST /w/:workspace/settings': { by: ADMINS },
  'GET /w/:workspace/members': { by: ALL },
  'POST /w/:workspace/members': { by: ADMINS },
  'GET /w/:workspace/members/:id': { by: ADMINS, record: 'member' },
  'POST /w/:workspace/members/:id/role': { by: ADMINS, record: 'member', body: { role: 'officer' } },
  'POST /w/:workspace/members/:id/removal': { by: ADMINS, record: 'member' },
  'POST /w/:workspace/invitations/:id/resending': { by: ADMINS, record: 'invitation' },
  'POST /w/:workspace/invitations/:id/withdrawal': { by: ADMINS, record: 'invitation' },
  'POST /w/:workspace/departure': { by: ALL, ends: true },
  'GET /w/:workspace/api-keys': { by: ADMINS },
  'POST /w/:workspace/api-keys': { by: ADMINS },
  'POST /w/:workspace/api-keys/:id/revocation': { by: ADMINS, record: 'apiKey' },
  'GET /w/:workspace/audit': { by: ADMINS },

  'GET /w/:workspace/workspaces': { by: ALL, agency: true },
  'GET /w/:workspace/workspaces/new': { by: ADMINS, agency: true },
  'POST /w/:workspace/workspaces': { by: ADMINS, agency: true },
  'GET /w/:workspace/workspaces/:slug/allowance': { by: ALL, agency: true, ...somePartner },
  'POST /w/:workspace/workspaces/:slug/allowance': { by: DECIDERS, agency: true, ...somePartner, body: grant },
  'GET /api/v1/workspaces/:slug/allowance': { by: ALL, agency: true, ...somePartner },
  'POST /api/v1/workspaces/:slug/allowance': { by: DECIDERS, agency: true, ...somePartner, body: grant },
  'GET /api/v1/allowance': { by: ALL },
  'GET /w/:workspace/registry/alarms': { by: HANDS, agency: true },
  'POST /w/:workspace/registry/alarms/:id/settlement': { by: DECIDERS, agency: true, ...someThing, body: note },
  'GET /api/v1/alarms': { by: HANDS, agency: true },
  'POST /api/v1/alarms/:id/settlement': { by: DECIDERS, agency: true, ...someThing, body: note },
  'GET /w/:workspace/registry/canaries': { by: ADMINS, agency: true },
  'POST /w/:workspace/registry/canaries': { by: ADMINS, agency: true },
  'POST /w/:workspace/registry/canaries/:id/retirement': { by: ADMINS, agency: true, ...someThing },
  'GET /w/:workspace/registry': { by: ALL, agency: true },
  'GET /w/:workspace/registry/cases': { by: HANDS, agency: true },
  'GET /w/:workspace/national': { by: ALL, agency: true },

  'GET /w/:workspace/workers': { by: ALL, asks: ['import={rosterImport}', 'cursor={worker}'] },
  'POST /w/:workspace/workers': { by: WRITERS },
  'POST /w/:workspace/workers/search': { by: ALL, body: { q: 'nobody' } },
  'GET /w/:workspace/workers/new': { by: WRITERS },
  'GET /w/:workspace/workers/:id': { by: ALL, record: 'worker' },
  'POST /w/:workspace/workers/:id': { by: WRITERS, record: 'worker' },
  'GET /w/:workspace/workers/:id/edit': { by: WRITERS, record: 'worker' },
  'POST /w/:workspace/workers/:id/unmasking': { by: HANDS, record: 'worker', body: { reason: 'contact' } },
  'POST /w/:workspace/workers/:id/leaving': { by: WRITERS, record: 'worker', body: version },
  'POST /w/:workspace/workers/:id/return': { by: WRITERS, record: 'worker', body: version },
  'GET /api/v1/workers': { by: ALL, asks: ['import={rosterImport}'] },
  'POST /api/v1/workers/search': { by: ALL, body: { nik: '9901010101900001' }, finds: true },
  'GET /api/v1/workers/:id': { by: ALL, record: 'worker' },

  ...importRoutes({
    ...{
      pages: '/w/:workspace/imports',
      api: '/api/v1/roster-imports',
      record: 'rosterImport',
      pieces: 'rosterUpload',
      agency: false,
    },
    ...{ read: ALL, upload: WRITERS, confirm: HANDS, reverse: DECIDERS },
  }),
  'GET /w/:workspace/imports/:id/changes': { by: ALL, record: 'rosterImport' },
  'GET /w/:workspace/imports/:id/repairs': { by: WRITERS, record: 'rosterImport' },
  'POST /w/:workspace/imports/:id/repairs': { by: WRITERS, record: 'rosterImport' },
  'POST /w/:workspace/imports/:id/repairs/preview': { by: WRITERS, record: 'rosterImport' },
  'POST /w/:workspace/imports/:id/repairs/:repair/removal': { by: WRITERS, record: 'rosterImport', params: repair },
  'GET /w/:workspace/remembered-repairs': { by: WRITERS },
  'POST /w/:workspace/remembered-repairs/:id/removal': { by: WRITERS, record: 'rememberedRepair' },
  'GET /api/v1/roster-imports/:id/repairs': { by: WRITERS, record: 'rosterImport' },
  'POST /api/v1/roster-imports/:id/repairs': { by: WRITERS, record: 'rosterImport', body: { repairs: [] } },
  'POST /api/v1/roster-imports/:id/repairs/preview': { by: WRITERS, record: 'rosterImport', body: { repairs: [] } },
  'DELETE /api/v1/roster-imports/:id/repairs/:repair': { by: WRITERS, record: 'rosterImport', params: repair },
  'GET /api/v1/remembered-repairs': { by: WRITERS },
  'DELETE /api/v1/remembered-repairs/:id': { by: WRITERS, record: 'rememberedRepair' },
  'GET /w/:workspace/imports/:id/held': { by: ALL, record: 'rosterImport' },
  'POST /w/:workspace/imports/:id/held/decisions': { by: WRITERS, record: 'rosterImport', body: { 'row-1': 'skip' } },
  'POST /w/:workspace/imports/:id/held/withdrawals': { by: WRITERS, record: 'rosterImport' },
  'GET /api/v1/roster-imports/:id/held': { by: ALL, record: 'rosterImport' },
  'POST /api/v1/roster-imports/:id/decisions': {
    ...{ by: WRITERS, record: 'rosterImport' },
    body: { cause: 'nik.sex_mismatch', choice: 'skip' },
  },
  'DELETE /api/v1/roster-imports/:id/decisions': { by: WRITERS, record: 'rosterImport' },
  'POST /w/:workspace/imports/:id/changes': { by: WRITERS, record: 'rosterImport' },
  'GET /w/:workspace/imports/:id/changes/people': { by: ALL, record: 'rosterImport' },
  'GET /w/:workspace/imports/:id/changes/print': { by: ALL, record: 'rosterImport' },
  'GET /w/:workspace/imports/:id/changes.xlsx': { by: HANDS, record: 'rosterImport' },
  'GET /w/:workspace/imports/:id/papers/changes': { by: HANDS, record: 'rosterImport' },
  'GET /api/v1/roster-imports/:id/changes': { by: ALL, record: 'rosterImport' },
  'GET /api/v1/roster-imports/:id/changes/people': { by: ALL, record: 'rosterImport' },
  'GET /api/v1/roster-imports/:id/changes.xlsx': { by: HANDS, record: 'rosterImport' },
  ...importRoutes({
    ...{
      pages: '/w/:workspace/registry/imports',
      api: '/api/v1/registry-imports',
      record: 'registryImport',
      pieces: 'registryUpload',
      agency: true,
    },
    ...{ read: ALL, upload: WRITERS, confirm: WRITERS, reverse: WRITERS },
  }),

  'GET /w/:workspace': { by: ALL },
  'GET /w/:workspace/coverage': { by: ALL },
  'GET /w/:workspace/coverage/by/:dimension': { by: ALL, params: { dimension: 'region' } },
  'GET /w/:workspace/coverage/figures': { by: ALL },
  'GET /w/:workspace/coverage/figures/new': { by: WRITERS },
  'POST /w/:workspace/coverage/figures': { by: WRITERS },
  'POST /w/:workspace/coverage/figures/imports': { by: WRITERS },
  'POST /w/:workspace/coverage/figures/:id/withdrawal': { by: WRITERS, record: 'figure' },
  'GET /w/:workspace/coverage/gaps': { by: ALL },
  'GET /w/:workspace/coverage/gaps.csv': { by: HANDS },
  'GET /w/:workspace/coverage/gaps.xlsx': { by: HANDS },
  'GET /w/:workspace/coverage/gaps/people': { by: ALL, asks: ['after={worker}'] },
  'GET /w/:workspace/coverage/gaps/preview': { by: ALL, asks: ['after={worker}'] },
  'GET /w/:workspace/coverage/gaps/print': { by: ALL, asks: ['after={worker}'] },
  'GET /api/v1/coverage': { by: ALL },
  'GET /api/v1/openapi.json': anybody,
};
