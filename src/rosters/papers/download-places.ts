import { Injectable } from '@nestjs/common';
import { TooManyRequests } from '../../kernel/index.js';

/** Each download from the database holds a connection for as long as its reader takes; more than these would starve the pages. */
const AT_ONCE = 4;

@Injectable()
export class DownloadPlaces {
  private taken = 0;

  /** @throws TooManyRequests while others download */
  async within<T>(work: () => Promise<T>): Promise<T> {
    if (this.taken >= AT_ONCE) throw new TooManyRequests(15);
    this.taken++;
    try {
      return await work();
    } finally {
      this.taken--;
    }
  }
}
