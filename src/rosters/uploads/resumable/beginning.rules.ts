import type { Beginning } from '../../../imports/index.js';
import { Refused } from '../../../kernel/index.js';
import { limits } from '../../../tabular/index.js';
import { readOrder } from '../upload-order.rules.js';

/** What came before the first byte: `Upload-Length`, `Upload-Metadata` decoded, `Idempotency-Key`. */
export interface Announced {
  length: string | null;
  metadata: Record<string, string | null>;
  idempotencyKey: string | null;
}

const MARK = /^[\w.-]{1,80}$/;

/**
 * @param known fields that a column may mean
 * @throws Refused 422 for no name, no bytes, a bad mode or mapping; 413 for a file that is too large: before its first byte
 */
export function readBeginning(announced: Announced, known: readonly string[]): Beginning {
  const { metadata, idempotencyKey } = announced;
  const bytes = Number(announced.length ?? NaN);
  if (!metadata.filename) throw Refused.invalid('imports.file-missing');
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw Refused.invalid('imports.length-unknown');
  if (bytes === 0) throw Refused.invalid('file.empty');
  if (bytes > limits.fileBytes) throw new Refused('file.too_large', { limit: limits.fileBytes >> 20 }, 413);
  if (idempotencyKey !== null && idempotencyKey.length > 200) throw Refused.invalid('idempotency-key-length');
  const fields = { mode: metadata.mode ?? '', mapping: metadata.mapping ?? '', choice: metadata.choice ?? '' };
  const mark = metadata.mark && MARK.test(metadata.mark) ? metadata.mark : null;
  return { ...readOrder(fields, known), fileName: metadata.filename, bytes, mark, idempotencyKey };
}
