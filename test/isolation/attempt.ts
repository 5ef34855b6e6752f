import { currentWork, type Scope } from '../../src/platform/db/index.js';
import type { TestDatabase } from '../support/database.js';

/** What a statement did: how many rows it met, or the SQLSTATE it was refused with. */
export interface Tried {
  rows?: number;
  result?: Record<string, unknown>[];
  refused?: string;
}

class Undo extends Error {}

/** One statement in a unit of work of the product, undone afterwards. */
export async function attempt(db: TestDatabase, scope: Scope, sql: string, params: unknown[] = []): Promise<Tried> {
  let tried: Tried = {};
  try {
    await db.unitOfWork.run(scope, async () => {
      const { rowCount, rows } = await currentWork().client.query<Record<string, unknown>>(sql, params);
      tried = { rows: rowCount ?? 0, result: rows };
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Undo) return tried;
    const { code } = error as { code?: string };
    if (!code) throw error;
    return { refused: code };
  }
  throw new Error('unreachable');
}
