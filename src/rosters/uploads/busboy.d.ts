/** The part of `busboy` that the upload uses. */
declare module 'busboy' {
  import type { IncomingHttpHeaders } from 'node:http';
  import type { Readable, Writable } from 'node:stream';

  interface Limits {
    fieldSize?: number;
    fields?: number;
    files?: number;
    parts?: number;
  }
  interface Parser extends Writable {
    on(event: 'file', listener: (name: string, content: Readable, info: { filename?: string }) => void): this;
    on(event: 'field', listener: (name: string, value: string, info: { valueTruncated: boolean }) => void): this;
    on(event: string, listener: (...args: unknown[]) => void): this;
  }
  export default function busboy(options: {
    headers: IncomingHttpHeaders;
    defParamCharset?: string;
    limits?: Limits;
  }): Parser;
}
