import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { routePattern } from './logging.js';

/** Numbers of one process for Prometheus; labels are patterns and codes, never names or ids. */
export class Metrics {
  readonly registry = new Registry();
  private readonly durations: Histogram;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [this.registry],
    });
  }

  observe(): RequestHandler {
    return (req: Request, res: Response, next: NextFunction) => {
      const stop = this.durations.startTimer();
      res.once('close', () => stop({ method: req.method, route: routePattern(req), status: String(res.statusCode) }));
      next();
    };
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

  private async answer(url: string | undefined, res: import('node:http').ServerResponse): Promise<void> {
    if (url !== '/metrics') return void res.writeHead(404).end();
    res.writeHead(200, { 'Content-Type': this.registry.contentType }).end(await this.registry.metrics());
  }
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
