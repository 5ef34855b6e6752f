import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkspaceKeys } from '../../src/platform/crypto/index.js';
import { aRoster } from '../rosters/workers/roster.builder.js';
import { aWorkspace, testKeyring, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { made } from './someone.js';

interface Sealed {
  sealed: Buffer;
  nik_index: Buffer;
}

describe('what is sealed is bound to its row and its workspace', () => {
  const [first, second] = made(2, 31);
  let db: TestDatabase;
  let ours: TestWorkspace;
  let theirs: TestWorkspace;
  let keys: WorkspaceKeys;
  let theirKeys: WorkspaceKeys;

  beforeAll(async () => {
    db = await openTestDatabase();
    [ours, theirs] = [await aWorkspace(db), await aWorkspace(db)];
    for (const workspace of [ours, theirs])
      await aRoster(db, workspace, [
        { nik: first!.nik, name: first!.name },
        { nik: second!.nik, name: second!.name },
      ]);
    [keys, theirKeys] = [await keysOf(ours), await keysOf(theirs)];
  });
  afterAll(() => db.close());

  const keysOf = (workspace: TestWorkspace) =>
    db.unitOfWork.run({ role: 'app', workspaceId: workspace.id }, () => testKeyring().workspaceKeys(workspace.id));

  const rowsOf = ({ id }: TestWorkspace) =>
    db.admin<Sealed>('select sealed, nik_index from app.workers where workspace_id = $1 order by name_key', [id]);

  it('opens in its own row', async () => {
    const rows = await rowsOf(ours);
    const opened = rows.map(({ sealed, nik_index }) => keys.openFields(sealed, nik_index).nik);
    expect(opened.sort()).toEqual([first!.nik, second!.nik].sort());
  });

  it('does not open in the row of somebody else', async () => {
    const [one, other] = await rowsOf(ours);
    expect(() => keys.openFields(one!.sealed, other!.nik_index)).toThrow();
    expect(() => keys.openFields(other!.sealed, one!.nik_index)).toThrow();
  });

  it('does not open in another workspace, and the same person has another index there', async () => {
    const [our, their] = [await rowsOf(ours), await rowsOf(theirs)];
    expect(their.map(({ nik_index }) => nik_index.toString('hex'))).not.toContain(our[0]!.nik_index.toString('hex'));
    for (const { sealed, nik_index } of their) expect(() => keys.openFields(sealed, nik_index)).toThrow();
    expect(() => theirKeys.openFields(our[0]!.sealed, our[0]!.nik_index)).toThrow();
  });

  it('does not open when one bit was changed', async () => {
    const [row] = await rowsOf(ours);
    for (const at of [0, 5, 20, row!.sealed.length - 1]) {
      const changed = Buffer.from(row!.sealed);
      changed[at]! ^= 1;
      expect(() => keys.openFields(changed, row!.nik_index), `byte ${at}`).toThrow();
    }
  });

  it('is no use with the data key of another workspace put in place', async () => {
    await db.admin(
      'update app.workspaces set data_key = (select data_key from app.workspaces where id = $2) where id = $1',
      [ours.id, theirs.id],
    );
    await expect(keysOf(ours)).rejects.toThrow();
  });

  it('binds small texts to the thing they belong to', () => {
    const sealed = keys.sealText('["a"]', 'cells:one');
    expect(keys.openText(sealed, 'cells:one')).toBe('["a"]');
    expect(() => keys.openText(sealed, 'cells:two')).toThrow();
    expect(() => theirKeys.openText(sealed, 'cells:one')).toThrow();
  });
});
