/** Made when first asked for: it takes 10 ms, and processes that read files ask for no day. */
let jakartaDay: Intl.DateTimeFormat | undefined;

/** The only source of dates. Replace it in tests to stand at a chosen moment. */
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Calendar day in Jakarta as YYYY-MM-DD: months of protection turn there. */
  today(): string {
    jakartaDay ??= new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta', dateStyle: 'short' });
    return jakartaDay.format(this.now());
  }
}
