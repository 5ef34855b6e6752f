import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Histogram } from 'prom-client';
import { ProcessMetrics } from '../metrics/index.js';
import { routePattern } from './logging.js';

/** Numbers of a web process: beside those of every process, how long answers take. */
export class Metrics extends ProcessMetrics {
  private readonly durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  observe(): RequestHandler {
    return (req: Request, res: Response, next: NextFunction) => {
      const stop = this.durations.startTimer();
      res.once('close', () => stop({ method: req.method, route: routePattern(req), status: String(res.statusCode) }));
      next();
    };
  }
}
