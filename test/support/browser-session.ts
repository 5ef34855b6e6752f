export interface PageAnswer {
  status: number;
  headers: Headers;
  body: string;
  /** Path of a redirect, or null. */
  location: string | null;
}

export interface Sending {
  headers?: Record<string, string>;
  /** Send no token, to see it refused. */
  withoutToken?: boolean;
  /** POST unless said. */
  method?: string;
}

/** Keeps cookies and the token of forms as a browser does; follows no redirect by itself. */
export class Browser {
  readonly cookies = new Map<string, string>();
  private token = '';

  constructor(readonly origin: string) {}

  async get(path: string, { headers = {} }: Sending = {}): Promise<PageAnswer> {
    return this.send('GET', path, null, headers);
  }

  /** A form post, with the token of this session. Lists become repeated fields. */
  async post(
    path: string,
    fields: Record<string, string | string[]> = {},
    { headers = {}, withoutToken = false, method = 'POST' }: Sending = {},
  ): Promise<PageAnswer> {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
    if (!withoutToken) form.set('_csrf', await this.csrfToken());
    return this.send(method, path, form, headers);
  }

  /** A multipart upload as script sends it: with the token in a header. */
  async upload(path: string, form: FormData, headers: Record<string, string> = {}): Promise<PageAnswer> {
    return this.send('POST', path, form, { 'x-csrf-token': await this.csrfToken(), ...headers });
  }

  /** Goes where the answer says. */
  async follow(answer: PageAnswer): Promise<PageAnswer> {
    if (answer.location === null) throw new Error(`No redirect: ${answer.status}\n${answer.body.slice(0, 500)}`);
    return this.get(answer.location);
  }

  async signIn(email: string, password: string): Promise<PageAnswer> {
    const answer = await this.post('/sign-in', { email, password });
    if (answer.status !== 303) throw new Error(`Signing in as ${email} answered ${answer.status}`);
    this.token = '';
    return answer;
  }

  async csrfToken(): Promise<string> {
    if (!this.token) {
      const { body } = await this.get(this.cookies.size > 0 ? '/profile' : '/sign-in');
      if (!this.token) await this.get('/sign-in');
      if (!this.token) throw new Error(`No page gave a token:\n${body.slice(0, 300)}`);
    }
    return this.token;
  }

  private async send(
    method: string,
    path: string,
    body: URLSearchParams | FormData | null,
    headers: Record<string, string>,
  ): Promise<PageAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(this.origin + path, {
      method,
      body,
      redirect: 'manual',
      headers: { ...(cookie ? { cookie } : {}), ...headers },
    });
    this.keepCookies(answer.headers);
    const bytes = Buffer.from(await answer.arrayBuffer());
    // Files are kept byte for byte.
    const text = bytes.toString(/spreadsheetml|pdf/.test(answer.headers.get('content-type') ?? '') ? 'latin1' : 'utf8');
    this.token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.token;
    return { status: answer.status, headers: answer.headers, body: text, location: answer.headers.get('location') };
  }

  private keepCookies(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (/expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else {
        if (this.cookies.get(name) !== value && name.includes('sinergi') && !name.includes('language')) this.token = '';
        this.cookies.set(name, value);
      }
    }
  }
}
