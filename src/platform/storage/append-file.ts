import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

const SAVED_EVERY = 16 * 1_048_576;

/**
 * Writes `content` into the file from `offset` on. `saved` hears after every 16 MB and at the end how far the file is safe
 * on disk; it hears that also when `content` fails, whose error is then thrown. Answers where the file ends now.
 */
export async function appendFile(
  path: string,
  offset: number,
  content: Readable,
  saved: (bytes: number) => Promise<void>,
): Promise<number> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  let position = offset;
  let safe = offset;
  const save = async () => {
    await file.datasync();
    safe = position;
    await saved(safe);
  };
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      await writeAll(file, chunk, position);
      position += chunk.length;
      if (position - safe >= SAVED_EVERY) await save();
    }
  } finally {
    try {
      await save();
    } finally {
      await file.close();
    }
  }
  return position;
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Buffer, position: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, done, chunk.length - done, position + done);
    done += bytesWritten;
  }
}
