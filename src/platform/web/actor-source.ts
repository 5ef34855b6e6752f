import type { Actor, Locale, Role, WorkspaceKind } from '../../kernel/index.js';
import type { Permission } from './permissions.js';
import type { Read } from './role-queries.js';

export interface Membership {
  workspaceId: string;
  slug: string;
  name: string;
  kind: WorkspaceKind;
  role: Role;
}

/** The person behind a session, as of this request: read every time, so that a removal acts at once. */
export interface Person {
  id: string;
  email: string;
  name: string;
  locale: Locale;
  memberships: Membership[];
}

/** The machine behind an API key, as of this request. */
export interface KeyHolder {
  keyId: string;
  keyName: string;
  role: Role;
  workspace: Omit<Membership, 'role'>;
}

/** Who is calling. The room `identity` provides it; the guard asks it. */
export abstract class ActorSource {
  /** null: unknown or disabled. */
  abstract person(userId: string): Promise<Person | null>;
  /** What `person` asks the database, to be asked together with something else. */
  abstract readOfPerson(userId: string): Read;
  /** What `person` makes of the rows of that. */
  abstract personIn(rows: unknown[]): Person | null;
  /** null: malformed, unknown, expired or revoked. */
  abstract keyHolder(bearer: string): Promise<KeyHolder | null>;
  /** Remembers that somebody was refused for lack of a permission. */
  abstract refused(actor: Actor, permission: Permission): Promise<void>;
}
