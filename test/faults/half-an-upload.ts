import { connect, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** A multipart upload by hand, to stop in the middle of it or to say something untrue about it. */
export interface RawUpload {
  path: string;
  key: string;
  fileName?: string;
  content: Buffer;
  headers?: Record<string, string>;
  /** What Content-Length says, when it does not tell the truth; null: none is sent. */
  length?: number | null;
  /** Leave out the boundary that ends the form. */
  unended?: boolean;
  /** Send the body in chunks, without saying how long it is; `length` must be null. */
  chunked?: boolean;
}

/** All bytes of the request. */
export function rawRequest(given: RawUpload): Buffer {
  const boundary = `----${randomBytes(8).toString('hex')}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${given.fileName ?? 'daftar.csv'}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const tail = given.unended ? '' : `\r\n--${boundary}--\r\n`;
  const body = Buffer.concat([Buffer.from(head), given.content, Buffer.from(tail)]);
  const length = given.length === undefined ? body.length : given.length;
  const lines = [
    `POST ${given.path} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${given.key}`,
    `Content-Type: multipart/form-data; boundary=${boundary}`,
    ...(length === null ? [] : [`Content-Length: ${length}`]),
    ...(given.chunked ? ['Transfer-Encoding: chunked'] : []),
    ...Object.entries(given.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  const sent = given.chunked ? chunked(body) : body;
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), sent]);
}

function chunked(body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
}

/** A sender that speaks slowly; what came back is kept. */
export class SlowSender {
  answer = '';
  private readonly socket: Socket;
  readonly ended: Promise<void>;

  constructor(origin: string) {
    const { hostname, port } = new URL(origin);
    this.socket = connect(Number(port), hostname);
    this.socket.on('data', (bytes) => (this.answer += bytes.toString('latin1')));
    this.socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => this.socket.once('close', () => resolve()));
  }

  get status(): number {
    return Number(/^HTTP\/1\.1 (\d+)/.exec(this.answer)?.[1] ?? 0);
  }

  /** Hands over so many bytes, piece by piece, and waits until they have left. */
  async send(bytes: Buffer, piece = 262_144): Promise<void> {
    for (let at = 0; at < bytes.length && !this.socket.destroyed; at += piece) {
      const more = this.socket.write(bytes.subarray(at, at + piece));
      if (!more && !this.socket.destroyed)
        await Promise.race([new Promise<void>((resolve) => this.socket.once('drain', () => resolve())), this.ended]);
      await sleep(1);
    }
  }

  /** Stops speaking, as a cable that is pulled out does not even do. */
  leave(): void {
    this.socket.destroy();
  }

  /** Has said everything, and waits for the answer. */
  async finish(): Promise<void> {
    await Promise.race([this.ended, sleep(150_000, undefined, { ref: false })]);
  }

  /** Says that nothing more will come, though something should. */
  async breakOff(): Promise<void> {
    this.socket.end();
    await this.finish();
  }
}
