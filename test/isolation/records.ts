import { randomBytes, randomUUID } from 'node:crypto';
import { anImport, aRoster } from '../rosters/workers/roster.builder.js';
import { aMember, type TestWorkspace } from '../support/builders.js';
import type { TestDatabase } from '../support/database.js';
import { ROWS, type Ground } from './table-rows.js';

/** Things that an address may name. */
export type RecordKind =
  | 'worker'
  | 'member'
  | 'invitation'
  | 'apiKey'
  | 'figure'
  | 'session'
  | 'rosterImport'
  | 'rememberedRepair'
  | 'registryImport'
  | 'rosterUpload'
  | 'registryUpload';

interface Owner {
  workspace: TestWorkspace;
  /** For what belongs to a person and not to a workspace. */
  userId: string;
}

const MAKERS: Record<RecordKind, (db: TestDatabase, owner: Owner) => Promise<string>> = {
  worker: async (db, { workspace }) => (await aRoster(db, workspace, [{ until: null }]))[0] ?? '',
  member: async (db, { workspace }) => (await aMember(db, { workspace, role: 'viewer' })).memberId,
  invitation: (db, owner) => insert(db, 'app.invitations', owner),
  apiKey: (db, owner) => insert(db, 'identity.api_keys', owner),
  figure: (db, owner) => insert(db, 'app.figures', owner),
  session: async (db, { userId }) => {
    const sid = randomBytes(32).toString('base64url');
    await db.admin(`insert into identity.sessions (sid, sess, expire) values ($1, $2, now() + interval '1 hour')`, [
      sid,
      JSON.stringify({ cookie: {}, passport: { user: userId } }),
    ]);
    return sid;
  },
  rosterImport: (db, { workspace }) => anImport(db, workspace, { created: 1 }),
  rememberedRepair: (db, owner) => insert(db, 'app.remembered_repairs', owner),
  registryImport: async (db, { workspace }) => {
    const id = await anImport(db, workspace, { created: 1 });
    await db.admin(`update app.imports set kind = 'registry' where id = $1`, [id]);
    return id;
  },
  rosterUpload: (db, owner) => insert(db, 'app.unfinished_uploads', owner),
  registryUpload: async (db, owner) => {
    const id = await insert(db, 'app.unfinished_uploads', owner);
    await db.admin(`update app.unfinished_uploads set kind = 'registry' where id = $1`, [id]);
    return id;
  },
};

/** A new record of that kind and what names it in an address. */
export function aRecord(db: TestDatabase, kind: RecordKind, owner: Owner): Promise<string> {
  return MAKERS[kind](db, owner);
}

/** A name of the same form that names nothing. */
export function nothingsName(kind: RecordKind): string {
  return kind === 'session' ? randomBytes(32).toString('base64url') : randomUUID();
}

async function insert(db: TestDatabase, table: string, { workspace }: Owner): Promise<string> {
  const values = { workspace_id: workspace.id, ...ROWS[table]?.({ workspace } as Ground) };
  const names = Object.keys(values);
  const [row] = await db.admin<{ id: string }>(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
    Object.values(values),
  );
  return row?.id ?? '';
}
