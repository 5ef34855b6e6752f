import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { assetsFolder } from '../../../../src/platform/views/index.js';

export const contentSecurityPolicy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
const types: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Answers a request itself and returns true, or leaves it to the gallery. */
export type Answer = (url: URL, request: IncomingMessage, response: ServerResponse) => boolean;

/** The gallery over HTTP with the product's content security policy, so that what the policy forbids shows. */
export async function serve(
  pages: Map<string, string>,
  answer: Answer = () => false,
): Promise<{ origin: string; close: () => void }> {
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://gallery');
    if (answer(url, request, response)) return;
    const page = pages.get(url.pathname);
    if (page !== undefined) {
      response.setHeader('content-security-policy', contentSecurityPolicy);
      return void response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
    }
    if (url.pathname === '/favicon.ico') return void response.writeHead(204).end();
    const file = join(assetsFolder, url.pathname.replace('/assets/', ''));
    if (!url.pathname.startsWith('/assets/') || url.pathname.includes('..') || !existsSync(file))
      return void response.writeHead(404).end();
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
