import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { TooManyRequests } from '../kernel/index.js';
import { RoleQueries } from '../platform/web/index.js';

const MINUTES = 60;

/** How often one may try, per account (whether it exists or not) and per address. */
export const LIMITS = {
  signIn: { account: 10, address: 100, seconds: 15 * MINUTES },
  reset: { account: 3, address: 20, seconds: 60 * MINUTES },
};

export class TooManyAttempts extends TooManyRequests {
  /** True at the first refusal of a series: that one is worth an audit event, the flood after it is not. */
  constructor(
    seconds: number,
    readonly first: boolean,
  ) {
    super(seconds);
  }
}

/** Counters in PostgreSQL, so that all web processes count together. Keys are hashes: the table names nobody. */
@Injectable()
export class AttemptLimits {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(dataSource: DataSource) {
    const storeClient = new RoleQueries(dataSource);
    for (const [act, { account, address, seconds }] of Object.entries(LIMITS))
      for (const [by, points] of [
        ['account', account],
        ['address', address],
      ] as const) {
        const settings = { schemaName: 'identity', tableName: 'rate_limits', tableCreated: true, storeType: 'pool' };
        const limiter = new RateLimiterPostgres({
          ...{ ...settings, storeClient, keyPrefix: `${act}-${by}`, points, duration: seconds },
        });
        this.limiters.set(`${act}-${by}`, limiter);
      }
  }

  /** Counts one try of the act. Counted before the try is judged, so that parallel tries can't slip through. */
  async spend(act: keyof typeof LIMITS, email: string, address: string | null): Promise<void> {
    await this.consume(`${act}-address`, address ?? 'unknown');
    await this.consume(`${act}-account`, email);
  }

  /** Somebody who knew the password starts afresh. */
  async forgive(act: keyof typeof LIMITS, email: string): Promise<void> {
    await this.limiters.get(`${act}-account`)?.delete(hashed(email));
  }

  private async consume(name: string, key: string): Promise<void> {
    const limiter = this.limiters.get(name);
    if (!limiter) throw new Error(`no limiter ${name}`);
    try {
      await limiter.consume(hashed(key));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw new TooManyAttempts(seconds, refusal.consumedPoints === limiter.points + 1);
    }
  }
}

function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 32);
}
