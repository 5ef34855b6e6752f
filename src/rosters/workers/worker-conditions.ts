import { ageBands } from '../../kernel/index.js';
import type { WorkspaceKeys } from '../../platform/crypto/index.js';
import type { CoverageFilter, ProgrammeFilter, WorkerFilter } from './worker-filter.rules.js';
import { afterPrefix, type WorkerText } from './worker-text.rules.js';

/** Collects SQL conditions and their parameters. */
export class Conditions {
  private readonly clauses: string[] = [];

  private constructor(readonly params: unknown[]) {}

  /** `$1` is the workspace. */
  static of(workspaceId: string): Conditions {
    return new Conditions([workspaceId]);
  }

  /** Conditions of another part of the same statement: the parameters are shared. */
  sibling(): Conditions {
    return new Conditions(this.params);
  }

  param(value: unknown): string {
    this.params.push(value);
    return `$${this.params.length}`;
  }

  add(clause: string): void {
    this.clauses.push(clause);
  }

  /** `true` when there is none. */
  toString(): string {
    return this.clauses.join(' and ') || 'true';
  }
}

export function untilColumn(programme: ProgrammeFilter): string {
  return programme === 'headline' ? 'protected_until' : `${programme}_until`;
}

/** Conditions on columns of `app.workers`. @param day YYYY-MM-DD, for which statuses are asked */
export function addFilter(to: Conditions, filter: WorkerFilter, day: string, touchedBy = probeImport): void {
  addPlace(to, filter);
  if (filter.sex) to.add(`sex = ${to.param(filter.sex)}`);
  if (filter.age) addAge(to, filter, day);
  if (filter.coverage) to.add(coverageClause(to, filter.coverage, untilColumn(filter.programme), day));
  if (filter.importId) to.add(touchedBy(to.param(filter.importId)));
  to.add(filter.left ? 'left_on is not null' : 'left_on is null');
}

/** Also columns of `app.coverage_cells`. */
export function addPlace(to: Conditions, { region, sector }: WorkerFilter): void {
  if (region?.length === 2) {
    to.add(`region >= ${to.param(region)} and region < ${to.param(afterPrefix(region))}`);
  } else if (region !== null) {
    to.add(`region = ${to.param(region)}`);
  }
  if (sector !== null) to.add(`sector = ${to.param(sector)}`);
}

export function addText(to: Conditions, text: WorkerText | null, keys: WorkspaceKeys): void {
  if (text === null) return;
  if (text.kind === 'name') {
    to.add(`name_key >= ${to.param(text.prefix)} and name_key < ${to.param(afterPrefix(text.prefix))}`);
  } else if (text.kind === 'tail') {
    to.add(`nik_tail = ${to.param(keys.tailIndex(text.digits))}`);
  } else if (text.kind === 'kpj') {
    to.add(`kpj = ${to.param(text.digits)}`);
  } else if (text.kind === 'nik') {
    to.add(`nik_index = ${to.param(keys.nikIndex(text.digits))}`);
  } else {
    to.add('false');
  }
}

/** Years of birth of the filter's age band; null: no bound. */
export function birthYears(filter: WorkerFilter, day: string): { first: number | null; last: number | null } {
  const band = ageBands(day).find(({ key }) => key === filter.age);
  return { first: band?.firstYear ?? null, last: band?.lastYear ?? null };
}

function addAge(to: Conditions, filter: WorkerFilter, day: string): void {
  const { first, last } = birthYears(filter, day);
  if (first !== null) to.add(`birth_date >= ${to.param(`${first}-01-01`)}`);
  if (last !== null) to.add(`birth_date <= ${to.param(`${last}-12-31`)}`);
}

function coverageClause(to: Conditions, coverage: CoverageFilter, until: string, day: string): string {
  if (coverage === 'unknown') return `${until} is null`;
  if (coverage === 'never') return `${until} = '-infinity'`;
  const date = to.param(day);
  if (coverage === 'active') return `${until} >= ${date}::date`;
  if (coverage === 'lapsed') return `${until} < ${date}::date and ${until} > '-infinity'`;
  return `${until} >= ${date}::date and ${until} < (date_trunc('month', ${date}::date) + interval '1 month')::date`;
}

/** For looking at one worker after another. A later import may have touched it again: then the image kept from before tells. */
function probeImport(id: string): string {
  return `(created_import = ${id} or touched_import = ${id} or exists (select from app.worker_versions v
    where v.workspace_id = workers.workspace_id and v.worker_id = workers.id and v.import_id = ${id}))`;
}

/** For finding all of them at once. */
export function gatherImport(id: string): string {
  return `id in (select w.id from app.workers w where w.workspace_id = $1 and w.created_import = ${id}
    union select v.worker_id from app.worker_versions v where v.workspace_id = $1 and v.import_id = ${id})`;
}
