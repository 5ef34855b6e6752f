import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** Numbers of one process for Prometheus; labels are patterns and codes, never names or ids. */
export class ProcessMetrics {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Serves `/metrics` on a port of its own. Port 0 takes any free one, on this machine only. */
  async listen(port: number): Promise<{ port: number; close(): Promise<void> }> {
    const server = createServer((req, res) => void this.answer(req.url, res));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, port === 0 ? '127.0.0.1' : undefined, resolve);
    });
    return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
  }

  private async answer(url: string | undefined, res: ServerResponse): Promise<void> {
    if (url !== '/metrics') return void res.writeHead(404).end();
    try {
      const text = await this.registry.metrics();
      res.writeHead(200, { 'Content-Type': this.registry.contentType }).end(text);
    } catch {
      res.writeHead(503).end();
    }
  }
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
