import { applyDecorators, SetMetadata } from '@nestjs/common';
import type { Permission } from './permissions.js';

/** What a route asks of whoever calls it. A route without one is refused by the guard and stops the start. */
export type Requirement = { kind: 'public' } | { kind: 'signed-in' } | { kind: 'permission'; permission: Permission };

export const REQUIREMENT = 'sinergi:requirement';
export const OWN_WORK = 'sinergi:own-work';
export const AGENCY_READS = 'sinergi:agency-reads';

const requirement = (value: Requirement) => SetMetadata(REQUIREMENT, value);

/** A member of the workspace in the path (or of the API key) whose role has the permission. Runs in a unit of work. */
export const Requires = (permission: Permission) => applyDecorators(requirement({ kind: 'permission', permission }));

/** Anybody who is signed in, outside any workspace: profile, list of own workspaces. Runs as role `identity`. */
export const SignedIn = () => applyDecorators(requirement({ kind: 'signed-in' }));

/** Anybody. No unit of work is opened. */
export const Public = () => applyDecorators(requirement({ kind: 'public' }));

/** The handler opens its units of work itself: uploads and downloads that stream. */
export const OwnWork = () => SetMetadata(OWN_WORK, true);

/** The unit of work runs as role `agency`: the agency's own policies over all workspaces, read only. */
export const AgencyReads = () => SetMetadata(AGENCY_READS, true);
