import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import { currentWork } from '../db/index.js';
import { newDataKey, open, seal } from './envelope.js';
import { RegistryKeys, WorkspaceKeys } from './workspace-keys.js';

const KEPT = 500;

/** Unwraps data keys with the key-encryption key and keeps the derived keys in memory. */
@Injectable()
export class Keyring {
  private readonly workspaces = new Map<string, WorkspaceKeys>();
  private registry: RegistryKeys | null = null;

  constructor(private readonly keyEncryptionKey: KeyObject) {}

  /** A new wrapped data key for a workspace: goes into app.workspaces.data_key. */
  wrapNewKey(workspaceId: string): Buffer {
    return seal(this.keyEncryptionKey, newDataKey(), Buffer.from(`workspace:${workspaceId}`));
  }

  /** Keys of the workspace, read in the current unit of work. @throws NotFound when it may not see that workspace. */
  async workspaceKeys(workspaceId: string): Promise<WorkspaceKeys> {
    const kept = this.workspaces.get(workspaceId);
    if (kept) return kept;
    const keys = new WorkspaceKeys(await this.workspaceDataKey(workspaceId));
    if (this.workspaces.size >= KEPT) this.workspaces.clear();
    this.workspaces.set(workspaceId, keys);
    return keys;
  }

  /** The unwrapped data key itself: only for handing it to the caged reader of this workspace's own file. */
  async workspaceDataKey(workspaceId: string): Promise<Buffer> {
    const rows = await currentWork().query<{ data_key: Buffer }>('select data_key from app.workspaces where id = $1', [
      workspaceId,
    ]);
    if (!rows[0]) throw new NotFound();
    return open(this.keyEncryptionKey, rows[0].data_key, Buffer.from(`workspace:${workspaceId}`));
  }

  async registryKeys(): Promise<RegistryKeys> {
    this.registry ??= new RegistryKeys(await this.registryDataKey());
    return this.registry;
  }

  /** Made at the first use by the worker or the matcher. */
  async registryDataKey(): Promise<Buffer> {
    const bound = Buffer.from('registry');
    const work = currentWork();
    const select = 'select data_key from registry.keyring';
    let [row] = await work.query<{ data_key: Buffer }>(select);
    if (!row) {
      await work.execute('insert into registry.keyring (data_key) values ($1) on conflict do nothing', [
        seal(this.keyEncryptionKey, newDataKey(), bound),
      ]);
      [row] = await work.query<{ data_key: Buffer }>(select);
    }
    if (!row) throw new NotFound();
    return open(this.keyEncryptionKey, row.data_key, bound);
  }
}
