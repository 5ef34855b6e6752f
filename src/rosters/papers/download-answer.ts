import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

const LONGEST = 15 * 60_000;

export const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Served as a file to keep, never as something the browser would run. */
export function attach(res: Response, name: string): void {
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  res.setHeader('X-Content-Type-Options', 'nosniff');
}

/** Somebody who closes the download has not made an error. */
export async function flow(bytes: Readable, res: Response): Promise<void> {
  try {
    await pipeline(bytes, res, { signal: AbortSignal.timeout(LONGEST) });
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
