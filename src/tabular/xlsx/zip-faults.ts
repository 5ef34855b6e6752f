import { Unreadable, type UnreadableCode } from '../unreadable.js';

/** yauzl and zlib report in words and error codes; these are the ones that mean something to a person. */
const faults: [RegExp, UnreadableCode][] = [
  [/strong encryption|encrypted/i, 'file.encrypted'],
  [/end of central directory record signature not found/i, 'file.truncated'],
  [/unexpected EOF|unexpected end of file|Z_BUF_ERROR/i, 'file.truncated'],
  [/absolute path|relative path|invalid characters in fileName/i, 'file.zip_path'],
  [/ENOENT|EACCES|EISDIR/, 'file.missing'],
];

/** Turns whatever the zip layer throws into a refusal; refusals pass through. */
export function zipFault(error: unknown): Unreadable {
  if (error instanceof Unreadable) return error;
  const message = error instanceof Error ? `${error.message} ${(error as NodeJS.ErrnoException).code ?? ''}` : '';
  const [, code] = faults.find(([pattern]) => pattern.test(message)) ?? [null, 'file.damaged' as const];
  return new Unreadable(code, {}, error);
}
