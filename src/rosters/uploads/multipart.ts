import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import { AppError, Refused } from '../../kernel/index.js';

/** A form with one file, whose bytes were handed on as they arrived. */
export interface Multipart<T> {
  fields: Record<string, string>;
  fileName: string;
  /** What became of the file; null when the form had none. */
  taken: T | null;
}

const LIMITS = { files: 1, fields: 20, parts: 25, fieldSize: 512 * 1024 };
/** For a sender whose file is refused to finish speaking. */
const PATIENCE_MS = 10_000;

/**
 * Reads a multipart form without ever holding its file: `take` gets the stream of the field `file`.
 * @throws Refused 415 for another kind of body, AppError 400 for a broken one, and what `take` throws
 */
export async function readMultipart<T>(req: Request, take: (content: Readable) => Promise<T>): Promise<Multipart<T>> {
  if (!req.is('multipart/form-data')) throw new Refused('unsupported-media-type', {}, 415);
  const parser = parserFor(req);
  const fields: Record<string, string> = {};
  let fileName = '';
  let taking: Promise<T> | null = null;
  await new Promise<void>((resolve, reject) => {
    let failed = false;
    const fail = (reason: unknown) => {
      if (failed) return;
      failed = true;
      req.off('close', goneAway);
      req.unpipe(parser);
      parser.destroy();
      void spoken(req).then(() => reject(reason instanceof Error ? reason : brokenForm()));
    };
    const goneAway = () => {
      if (!req.complete) fail(brokenForm());
    };
    parser.on('field', (name, value, { valueTruncated }) => {
      if (valueTruncated) fail(new Refused('too-large', {}, 413));
      else fields[name] = value;
    });
    parser.on('file', (name, content, { filename }) => {
      if (name !== 'file' || !filename || taking) return void content.resume();
      fileName = asNamed(filename);
      taking = take(content);
      taking.catch(fail);
    });
    parser.on('error', () => fail(brokenForm()));
    parser.on('close', () => {
      req.off('close', goneAway);
      if (!failed) resolve();
    });
    req.on('close', goneAway);
    req.pipe(parser);
  });
  return { fields, fileName, taken: await taking };
}

/**
 * Lets a sender finish, throwing away what it says. Answered before, and its connection closed, it would lose the answer:
 * TCP discards what was received when more is sent than anybody reads.
 */
function spoken(req: Request): Promise<void> {
  if (req.complete || req.destroyed) return Promise.resolve();
  req.resume();
  return new Promise((resolve) => {
    const patience = setTimeout(resolve, PATIENCE_MS);
    for (const event of ['end', 'close']) {
      req.once(event, () => {
        clearTimeout(patience);
        resolve();
      });
    }
  });
}

function parserFor(req: Request) {
  try {
    return busboy({ headers: req.headers, defParamCharset: 'utf8', limits: LIMITS });
  } catch {
    throw brokenForm();
  }
}

/** Browsers write a quote and line ends in a file's name as %22, %0D and %0A, and nothing else: as the HTML standard says. */
export function asNamed(name: string): string {
  return name.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n');
}

function brokenForm(): AppError {
  return new AppError('bad-request', 400);
}
