import pg from 'pg';

export interface Traced {
  /** Role of the transaction that the statement ran in, without `sinergi_`; null outside one. */
  role: string | null;
  text: string;
  /** Whether a request was being answered. */
  inRequest: boolean;
}

/** Listens to every statement of this process on its way to PostgreSQL; nothing is changed about them. */
export class StatementTrace {
  readonly seen: Traced[] = [];
  inRequest = false;
  private readonly roles = new WeakMap<object, string | null>();
  private readonly query = pg.Client.prototype.query as (...args: unknown[]) => unknown;

  start(): void {
    const { query } = this;
    const note = (client: object, asked: unknown) => this.note(client, asked);
    Object.assign(pg.Client.prototype, {
      query(this: pg.Client, ...args: unknown[]) {
        note(this, args[0]);
        return query.apply(this, args);
      },
    });
  }

  stop(): void {
    Object.assign(pg.Client.prototype, { query: this.query });
  }

  async during<T>(request: () => Promise<T>): Promise<T> {
    this.inRequest = true;
    try {
      return await request();
    } finally {
      this.inRequest = false;
    }
  }

  private note(client: object, asked: unknown): void {
    const text = typeof asked === 'string' ? asked : String((asked as { text?: string } | undefined)?.text ?? '');
    const becomes = /SET LOCAL ROLE sinergi_(\w+)/.exec(text)?.[1];
    if (becomes) this.roles.set(client, becomes);
    this.seen.push({ role: this.roles.get(client) ?? null, text, inRequest: this.inRequest });
    if (/^\s*(commit|rollback)\b/i.test(text)) this.roles.set(client, null);
  }
}
