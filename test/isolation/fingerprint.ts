import type { TestDatabase } from '../support/database.js';
import { ownedTables } from './table-catalogue.js';

const statements = new WeakMap<TestDatabase, string>();
/** The audit trail grows when somebody is refused, which is right; a key that is used says when. */
const MOVING = ['audit.events', 'audit.checkpoints'];

/** One value for all rows of a workspace: equal before and after means that nothing was changed, added or removed. */
export async function fingerprint(db: TestDatabase, workspaceId: string): Promise<string> {
  const [row] = await db.admin<{ print: string }>(await statementOf(db), [workspaceId]);
  return row?.print ?? '';
}

async function statementOf(db: TestDatabase): Promise<string> {
  const kept = statements.get(db);
  if (kept) return kept;
  const tables = (await ownedTables(db)).filter(({ name, isView }) => !isView && !MOVING.includes(name));
  const prints = tables.map(
    ({ name, owner }) =>
      `coalesce((select string_agg(md5((to_jsonb(t) - 'last_used_at')::text), '' order by md5((to_jsonb(t) - 'last_used_at')::text))
        from ${name} t where t.${owner} = $1), '')`,
  );
  const statement = `select md5(concat_ws('|', ${prints.join(', ')})) as print`;
  statements.set(db, statement);
  return statement;
}
