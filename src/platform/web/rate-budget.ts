import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests } from '../../kernel/index.js';

/** Requests a minute. Counted in each web process by itself: a count in the database would cost a write per read. */
export const BUDGET = { perKey: 600, perWorkspace: 1200, seconds: 60 };

/** What machines may ask of the API; one that asks for more waits, and others do not notice. */
@Injectable()
export class RateBudget {
  private readonly keys: RateLimiterMemory;
  private readonly workspaces: RateLimiterMemory;

  constructor() {
    this.keys = new RateLimiterMemory({ points: BUDGET.perKey, duration: BUDGET.seconds });
    this.workspaces = new RateLimiterMemory({ points: BUDGET.perWorkspace, duration: BUDGET.seconds });
  }

  /** @throws TooManyRequests with the seconds to wait */
  async spend(keyId: string, workspaceId: string): Promise<void> {
    try {
      await this.keys.consume(`${workspaceId}:${keyId}`);
      await this.workspaces.consume(workspaceId);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new TooManyRequests(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    }
  }
}
