import type { Request as WebRequest, Response as WebResponse } from 'express';
import { AppError } from '../../../kernel/index.js';

const HIDDEN = /^access-control-/;
export const PIECE = 'application/offset+octet-stream';

/** The request as the library wants it. The body is read only as far as somebody asks for it. */
export function webRequest(req: WebRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) if (value !== undefined) headers.set(name, String(value));
  const withBody = Boolean(req.is(PIECE)) && (req.method === 'PATCH' || req.method === 'POST');
  const init: RequestInit & { duplex?: 'half' } = { method: req.method, headers };
  if (withBody) Object.assign(init, { body: bodyOf(req), duplex: 'half' });
  return new Request(new URL(req.originalUrl, 'http://localhost'), init);
}

/** Sends the library's answer; a request of which it left something unread ends with its connection. */
export async function sendAnswer(answer: Response, req: WebRequest, res: WebResponse): Promise<void> {
  res.status(answer.status);
  answer.headers.forEach((value, name) => {
    if (!HIDDEN.test(name)) res.setHeader(name, value);
  });
  if (!req.complete && req.is(PIECE)) {
    res.setHeader('Connection', 'close');
    res.on('finish', () => req.destroy());
  }
  res.end(await answer.text());
}

/** Remembers what our own code refused inside the library, which would answer it in its own words. */
export class Refusals {
  private found: AppError | null = null;

  guard<T extends unknown[], R>(act: (...given: T) => Promise<R>): (...given: T) => Promise<R> {
    return async (...given) => {
      try {
        return await act(...given);
      } catch (error) {
        this.found ??= error instanceof AppError ? error : null;
        throw error;
      }
    };
  }

  rethrow(): void {
    if (this.found) throw this.found;
  }
}

function bodyOf(req: WebRequest): ReadableStream<Uint8Array> {
  let chunks: AsyncIterator<Buffer> | null = null;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        chunks ??= (req as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}
