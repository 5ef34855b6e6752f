import type { TestApplication } from '../../support/application.js';
import type { Browser } from '../../support/browser-session.js';

export interface PieceAnswer {
  status: number;
  headers: Headers;
  text: string;
}

export interface Sender {
  (
    method: string,
    path: string,
    headers?: Record<string, string>,
    body?: Uint8Array | ReadableStream,
  ): Promise<PieceAnswer>;
}

/** Requests of the tus protocol as a script of the page sends them, with cookie and token. */
export async function pageSender(test: TestApplication, browser: Browser): Promise<Sender> {
  const token = await browser.csrfToken();
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return sender(test, { cookie, 'x-csrf-token': token });
}

export function keySender(test: TestApplication, key: string): Sender {
  return sender(test, { authorization: `Bearer ${key}` });
}

function sender(test: TestApplication, who: Record<string, string>): Sender {
  return async (method, path, headers = {}, body) => {
    const init = {
      method,
      redirect: 'manual',
      headers: { ...who, 'tus-resumable': '1.0.0', ...headers },
    } as RequestInit;
    if (body) Object.assign(init, { body, duplex: 'half' });
    const answer = await fetch(test.origin + path, init);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
}

export function metadata(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

export function beginning(bytes: number, values: Record<string, string> = {}): Record<string, string> {
  return { 'upload-length': String(bytes), 'upload-metadata': metadata({ filename: 'daftar.csv', ...values }) };
}

export function piece(offset: number): Record<string, string> {
  return { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
}

/** Sends these bytes and then breaks the connection, as a bad link does. */
export function broken(bytes: Uint8Array): ReadableStream {
  let sent = false;
  return new ReadableStream({
    async pull(controller) {
      if (!sent) {
        sent = true;
        return controller.enqueue(bytes);
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      controller.error(new Error('cable out'));
    },
  });
}
