import { randomBytes } from 'node:crypto';
import { Keyring, keyFromBase64 } from '../../src/platform/crypto/index.js';
import type { Role, WorkspaceKind } from '../../src/kernel/index.js';
import type { TestDatabase } from './database.js';

/** Key-encryption key of every test process. */
export const TEST_KEY = Buffer.alloc(32, 7).toString('base64');

export function testKeyring(): Keyring {
  return new Keyring(keyFromBase64(TEST_KEY));
}

export interface TestWorkspace {
  id: string;
  slug: string;
  kind: WorkspaceKind;
}

/** A workspace with its own data key; what is not given is made up. */
export async function aWorkspace(
  db: TestDatabase,
  given: { kind?: WorkspaceKind; slug?: string; name?: string; regionCode?: string } = {},
): Promise<TestWorkspace> {
  const slug = given.slug ?? `ws-${randomBytes(5).toString('hex')}`;
  const kind = given.kind ?? 'local_government';
  const [row] = await db.admin<{ id: string }>('select uuidv7() as id');
  const id = row?.id ?? '';
  await db.admin(
    'insert into app.workspaces (id, kind, slug, name, region_code, data_key) values ($1, $2, $3, $4, $5, $6)',
    [id, kind, slug, given.name ?? `Workspace ${slug}`, given.regionCode ?? null, testKeyring().wrapNewKey(id)],
  );
  return { id, slug, kind };
}

/** A password that the rules accept, and its argon2id hash made with the cheapest settings. */
export const TEST_PASSWORD = 'kucing makan ikan asin';
const TEST_PASSWORD_HASH =
  '$argon2id$v=19$m=64,t=1,p=1$GfV9BTKiVnhq2JfSu+JWIQ$+2sZWDchNOp12rtjUt2h6RvrRkVmAyy/VSDSuX9HHCY';

export interface TestMember {
  userId: string;
  memberId: string;
  email: string;
}

/** A user (made unless the address is known) who belongs to the workspace and signs in with TEST_PASSWORD. */
export async function aMember(
  db: TestDatabase,
  given: { workspace: TestWorkspace; role?: Role; email?: string; name?: string; locale?: 'id' | 'en' },
): Promise<TestMember> {
  const email = given.email ?? `u-${randomBytes(5).toString('hex')}@example.test`;
  const userId = await aUser(db, { email, name: given.name, locale: given.locale });
  const [member] = await db.admin<{ id: string }>(
    'insert into app.members (workspace_id, user_id, role) values ($1, $2, $3) returning id',
    [given.workspace.id, userId, given.role ?? 'admin'],
  );
  return { userId, memberId: member?.id ?? '', email };
}

export async function aUser(
  db: TestDatabase,
  given: { email: string; name?: string; locale?: 'id' | 'en' },
): Promise<string> {
  const [user] = await db.admin<{ id: string }>(
    `insert into identity.users (email, name, locale, password_hash) values ($1, $2, $3, $4)
     on conflict (email) do update set name = identity.users.name returning id`,
    [given.email, given.name ?? given.email.split('@')[0], given.locale ?? 'id', TEST_PASSWORD_HASH],
  );
  return user?.id ?? '';
}
