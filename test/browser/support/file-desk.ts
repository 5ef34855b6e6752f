import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import {
  ConfirmImport,
  ImportsRepository,
  ReceiveImport,
  type Import,
  type ImportKind,
  type ImportMode,
} from '../../../src/imports/index.js';
import { systemActor, type Actor } from '../../../src/kernel/index.js';
import { UnitOfWork } from '../../../src/platform/db/index.js';
import { examplePath } from '../../examples/read-example.js';
import type { TestApplication } from '../../support/application.js';

/** Puts files into a workspace through the whole import, without pages. Use it while no worker runs: both would advance them. */
export class FileDesk {
  private readonly actor: Actor;

  constructor(
    private readonly test: TestApplication,
    private readonly workspaceId: string,
    private readonly kind: ImportKind = 'roster',
  ) {
    this.actor = { ...systemActor('browser', workspaceId), label: 'petugas@uji.test' };
  }

  example(name: string, mode: ImportMode = 'upsert'): Promise<Import> {
    return this.upload(basename(name), readFileSync(examplePath(name)), mode);
  }

  async upload(fileName: string, content: string | Buffer, mode: ImportMode = 'upsert'): Promise<Import> {
    const upload = { kind: this.kind, mode, channel: 'page' as const, fileName };
    const bytes = Readable.from([Buffer.from(content)]);
    const { file } = await this.of(ReceiveImport).receive(this.actor, { ...upload, content: bytes });
    return this.advance(file.id);
  }

  async confirm({ id, state }: Import): Promise<Import> {
    if (state !== 'ready') throw new Error(`A file to be confirmed is ${state}`);
    await this.asApp(() => this.of(ConfirmImport).confirm(this.actor, id, this.kind, {}));
    return this.advance(id);
  }

  async reverse({ id }: Import): Promise<Import> {
    await this.asApp(() => this.of(ConfirmImport).reverse(this.actor, id, this.kind));
    return this.advance(id);
  }

  async discard({ id }: Import): Promise<Import> {
    await this.asApp(() => this.of(ConfirmImport).discard(id, this.kind));
    return this.advance(id);
  }

  private async advance(id: string): Promise<Import> {
    await this.test.advance(this.workspaceId, id);
    return this.asApp(() => this.of(ImportsRepository).get(id, this.kind));
  }

  private of<T>(type: abstract new (...given: never[]) => T): T {
    return this.test.app.get<T>(type as never, { strict: false });
  }

  private asApp<T>(work: () => Promise<T>): Promise<T> {
    const scope = { role: 'app', workspaceId: this.workspaceId, actor: this.actor } as const;
    return this.test.app.get(UnitOfWork).run(scope, work);
  }
}
