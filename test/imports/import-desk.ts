import { Readable } from 'node:stream';
import {
  ConfirmImport,
  ImportReceipts,
  ImportRows,
  ImportsRepository,
  ReceiveImport,
  type Confirmation,
  type Import,
  type ImportMode,
  type LedgerRow,
  type Receipt,
} from '../../src/imports/index.js';
import type { Actor } from '../../src/kernel/index.js';
import { UnitOfWork } from '../../src/platform/db/index.js';
import type { TestApplication } from '../support/application.js';
import type { TestWorkspace } from '../support/builders.js';

/** A clerk who uploads files and confirms them, with the whole machinery behind: caged reader, staging, ledger. */
export class ImportDesk {
  readonly actor: Actor;

  constructor(
    private readonly test: TestApplication,
    readonly workspace: TestWorkspace,
    userId: string | null = null,
  ) {
    this.actor = {
      userId,
      workspaceId: workspace.id,
      workspaceSlug: workspace.slug,
      workspaceKind: workspace.kind,
      role: 'admin',
      apiKeyId: null,
      label: 'clerk@uji.test',
      locale: 'id',
      requestId: 'spec',
      address: null,
    };
  }

  /** Uploads and lets the worker go as far as it can. */
  async upload(content: string | Buffer, given: { mode?: ImportMode; fileName?: string } = {}): Promise<Import> {
    return this.advance((await this.send(content, given)).id);
  }

  /** Uploads; no worker has seen the file yet. */
  async send(content: string | Buffer, given: { mode?: ImportMode; fileName?: string } = {}): Promise<Import> {
    const { file } = await this.test.app.get(ReceiveImport, { strict: false }).receive(this.actor, {
      kind: 'roster',
      mode: given.mode ?? 'upsert',
      channel: 'page',
      fileName: given.fileName ?? 'daftar.csv',
      content: Readable.from([Buffer.from(content)]),
    });
    return file;
  }

  async advance(id: string): Promise<Import> {
    await this.test.advance(this.workspace.id, id);
    return this.get(id);
  }

  async confirm(id: string, confirmation: Confirmation = {}): Promise<Import> {
    await this.asApp(() =>
      this.test.app.get(ConfirmImport, { strict: false }).confirm(this.actor, id, 'roster', confirmation),
    );
    return this.advance(id);
  }

  async reverse(id: string): Promise<Import> {
    await this.asApp(() => this.test.app.get(ConfirmImport, { strict: false }).reverse(this.actor, id, 'roster'));
    return this.advance(id);
  }

  async discard(id: string): Promise<Import> {
    await this.asApp(() => this.test.app.get(ConfirmImport, { strict: false }).discard(id, 'roster'));
    return this.advance(id);
  }

  /** Uploads and confirms a file in which nothing is in doubt. */
  async apply(content: string | Buffer, given: { mode?: ImportMode } = {}): Promise<Import> {
    const file = await this.upload(content, given);
    return this.confirm(file.id);
  }

  get(id: string): Promise<Import> {
    return this.asApp(() => this.test.app.get(ImportsRepository, { strict: false }).get(id));
  }

  receipt(file: Import): Promise<Receipt> {
    return this.asApp(() => this.test.app.get(ImportReceipts, { strict: false }).of(file));
  }

  rows(file: Import): Promise<LedgerRow[]> {
    return this.asApp(() => this.test.app.get(ImportRows, { strict: false }).page(file, {}, 0, 1000));
  }

  asApp<T>(work: () => Promise<T>): Promise<T> {
    return this.test.app.get(UnitOfWork).run({ role: 'app', workspaceId: this.workspace.id, actor: this.actor }, work);
  }
}
