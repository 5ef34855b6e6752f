const JAKARTA_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta', dateStyle: 'short' });

/** The only source of dates. Replace it in tests to stand at a chosen moment. */
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Calendar day in Jakarta as YYYY-MM-DD: months of protection turn there. */
  today(): string {
    return JAKARTA_DAY.format(this.now());
  }
}
