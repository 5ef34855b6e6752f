import { keyText, newKeySecret } from '../../../src/identity/api-key.rules.js';
import type { Role } from '../../../src/kernel/index.js';
import type { TestWorkspace } from '../../support/builders.js';
import type { TestDatabase } from '../../support/database.js';

/** A valid API key of the workspace, as its text. */
export async function anApiKey(db: TestDatabase, workspace: TestWorkspace, role: Role): Promise<string> {
  const { secret, hash } = newKeySecret();
  const [row] = await db.admin<{ id: string }>(
    `insert into identity.api_keys (workspace_id, name, role, secret_hash, created_by, expires_at)
     values ($1, $2, $2, $3, 'spec', now() + interval '1 day') returning id`,
    [workspace.id, role, hash],
  );
  return keyText(row?.id ?? '', secret);
}
