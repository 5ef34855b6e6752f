import type { WorkspaceKind } from '../../src/kernel/index.js';
import { isBinary, readable } from './readable.js';
import type { Site } from './site.js';
import { aMember, aWorkspace, type TestWorkspace } from '../support/builders.js';
import type { Browser } from '../support/browser-session.js';
import { aKey } from './sides.js';

/** One answer of a session, under a name that is the same in every run. */
export interface Recorded {
  step: string;
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** An organisation that works by API and pages, and remembers every answer it was given. */
export class Organisation {
  readonly recorded: Recorded[] = [];

  private constructor(
    readonly site: Site,
    readonly workspace: TestWorkspace,
    private readonly key: string,
    readonly browser: Browser,
  ) {}

  /** Slug, names and addresses are made of `name`, so that two runs differ in nothing that was chosen here. */
  static async open(site: Site, name: string, kind: WorkspaceKind): Promise<Organisation> {
    const workspace = await aWorkspace(site.db, { slug: name, name: `Organisasi ${name}`, kind });
    const { email } = await aMember(site.db, { workspace, email: `petugas@${name}.test`, name: `Petugas ${name}` });
    return new Organisation(site, workspace, await aKey(site.db, workspace, 'admin'), await site.signIn(email));
  }

  async api(method: string, path: string, options: Parameters<Site['api']>[3] = {}): Promise<Recorded> {
    const answer = await this.site.api(this.key, method, `/api/v1${path}`, options);
    return this.keep(
      `${method} ${path} ${options.headers?.accept ?? ''}`,
      answer.status,
      answer.headers,
      readable(answer.headers, isBinary(answer.headers) ? latin1(await answer.arrayBuffer()) : await answer.text()),
    );
  }

  async page(path: string): Promise<Recorded> {
    const { status, headers, body } = await this.browser.get(`/w/${this.workspace.slug}${path}`);
    return this.keep(`page ${path}`, status, headers, readable(headers, body));
  }

  async form(path: string, fields: Record<string, string>): Promise<Recorded> {
    const { status, headers, body } = await this.browser.post(`/w/${this.workspace.slug}${path}`, fields);
    return this.keep(`form ${path}`, status, headers, body);
  }

  /** Uploads, lets the worker do its part, and gives the id. */
  async upload(kind: 'roster' | 'registry', content: string): Promise<string> {
    const form = new FormData();
    form.set('file', new Blob([content]), 'daftar.csv');
    const { body, status } = await this.api('POST', `/${kind}-imports`, { body: form });
    if (status !== 202) throw new Error(`Uploading answered ${status}: ${body}`);
    const { id } = JSON.parse(body) as { id: string };
    await this.site.advance(this.workspace.id, id);
    return id;
  }

  async confirm(kind: 'roster' | 'registry', id: string): Promise<void> {
    await this.api('POST', `/${kind}-imports/${id}/confirmation`, { json: {} });
    await this.site.advance(this.workspace.id, id);
  }

  /** The whole way of a file in which nothing is in doubt. @throws Error with what came of it otherwise */
  async load(kind: 'roster' | 'registry', content: string): Promise<void> {
    const id = await this.upload(kind, content);
    await this.confirm(kind, id);
    const { body } = await this.api('GET', `/${kind}-imports/${id}`);
    const { state } = JSON.parse(body) as { state: string };
    if (state !== 'applied') throw new Error(`The file is ${state}: ${body}`);
  }

  private keep(step: string, status: number, headers: Headers, body: string): Recorded {
    const kept = { step, status, headers: Object.fromEntries([...headers].filter(([name]) => name !== 'date')), body };
    this.recorded.push(kept);
    return kept;
  }
}

function latin1(bytes: ArrayBuffer): string {
  return Buffer.from(bytes).toString('latin1');
}
