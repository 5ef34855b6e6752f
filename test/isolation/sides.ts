import { ROLES, type Role, type WorkspaceKind } from '../../src/kernel/index.js';
import { keyText, newKeySecret } from '../../src/identity/api-key.rules.js';
import type { TestApplication } from '../support/application.js';
import { aMember, aWorkspace, type TestWorkspace } from '../support/builders.js';
import type { Browser } from '../support/browser-session.js';
import type { TestDatabase } from '../support/database.js';
import { aRecord, type RecordKind } from './records.js';

export interface Person {
  userId: string;
  browser: Browser;
  /** An API key of the same role. */
  key: string;
}

/** A workspace with somebody in every role, and a record of every kind when asked for. */
export interface Side {
  workspace: TestWorkspace;
  people: Record<Role, Person>;
  /** The same record each time. */
  record(kind: RecordKind): Promise<string>;
  /** A new one. */
  fresh(kind: RecordKind, role?: Role): Promise<string>;
}

export async function aSide(test: TestApplication, kind: WorkspaceKind): Promise<Side> {
  const workspace = await aWorkspace(test.db, { kind });
  // Two admins: the last one could not leave.
  await aMember(test.db, { workspace });
  const people = {} as Record<Role, Person>;
  for (const role of ROLES) people[role] = await aPerson(test, workspace, role);
  const kept = new Map<RecordKind, Promise<string>>();
  const fresh = (record: RecordKind, role: Role = 'admin') =>
    aRecord(test.db, record, { workspace, userId: people[role].userId });
  return {
    workspace,
    people,
    fresh,
    record: (record) => {
      const made = kept.get(record) ?? fresh(record);
      kept.set(record, made);
      return made;
    },
  };
}

async function aPerson(test: TestApplication, workspace: TestWorkspace, role: Role): Promise<Person> {
  const { email, userId } = await aMember(test.db, { workspace, role });
  return { userId, browser: await test.signIn(email), key: await aKey(test.db, workspace, role) };
}

export async function aKey(db: TestDatabase, workspace: TestWorkspace, role: Role): Promise<string> {
  const { secret, hash } = newKeySecret();
  const [row] = await db.admin<{ id: string }>(
    `insert into identity.api_keys (workspace_id, name, role, secret_hash, created_by, expires_at)
     values ($1, $2, $2, $3, 'test', now() + interval '1 day') returning id`,
    [workspace.id, role, hash],
  );
  return keyText(row?.id ?? '', secret);
}
