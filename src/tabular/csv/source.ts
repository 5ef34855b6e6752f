import { open, type FileHandle } from 'node:fs/promises';
import type { ReadControl, RecordSink } from '../table.js';
import { Unreadable } from '../unreadable.js';
import { textSource } from './decode.js';
import { DelimitedScanner, type Dialect } from './scan.js';

/** What is read goes on to another process after each chunk: with larger ones the two wait for each other. */
const chunkBytes = 65_536;

export async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw new Unreadable('file.missing', {}, cause);
  }
}

/** Reads a text file from beginning to end, or until the sink answers false, in memory of a few chunks. */
export async function scanTextFile(
  path: string,
  dialect: Dialect & { encoding: string },
  sink: RecordSink,
  control: ReadControl = {},
): Promise<void> {
  const text = textSource(dialect.encoding);
  const scanner = new DelimitedScanner(dialect, sink);
  const file = await openFile(path);
  try {
    const total = (await file.stat()).size;
    const buffer = Buffer.allocUnsafe(chunkBytes);
    let done = 0;
    while (!scanner.stopped) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, done);
      if (bytesRead === 0) break;
      done += bytesRead;
      scanner.write(withLine(scanner, () => text.push(buffer.subarray(0, bytesRead))));
      control.onProgress?.(done, total);
      const pause = control.pause?.();
      if (pause !== undefined) await pause;
    }
    if (!scanner.stopped) {
      scanner.write(withLine(scanner, () => text.end()));
      scanner.end();
    }
  } finally {
    await file.close();
  }
}

function withLine(scanner: DelimitedScanner, decode: () => string): string {
  try {
    return decode();
  } catch (error) {
    if (error instanceof Unreadable) throw new Unreadable(error.code, { ...error.params, line: scanner.line });
    throw error;
  }
}
