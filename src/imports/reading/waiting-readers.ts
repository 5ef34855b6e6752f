import { fileURLToPath, pathToFileURL } from 'node:url';
import { Injectable } from '@nestjs/common';
import { compiledModule, limits, openCage, type WaitingCage } from '../../tabular/index.js';
import type { Import } from '../import.entity.js';

/** The reader of whole files, and the limits of its cage. */
export const READER = {
  module: new URL('./read-rows.entry.js', import.meta.url),
  limits: { memoryMb: limits.readMemoryMb, seconds: limits.readSeconds, idleSeconds: limits.idleSeconds },
};

export function judgeUrl(judgeModule: URL): string {
  return pathToFileURL(compiledModule(fileURLToPath(judgeModule))).href;
}

/** Milliseconds that a reader waits for a file that went into the other lane: a free lane takes it at once. */
const PATIENCE = 2_000;

interface Waiting {
  path: string;
  cage: WaitingCage;
  /** When nobody came for it until then. */
  end?: NodeJS.Timeout;
}

/** Readers of files that are still being looked at: most of these will be read a moment later. */
@Injectable()
export class WaitingReaders {
  private readonly waiting = new Map<string, Waiting>();

  open(file: Import, path: string, judgeModule: URL): void {
    this.drop(file.id);
    this.waiting.set(file.id, { path, cage: openCage({ ...READER, path, loads: [judgeUrl(judgeModule)] }) });
  }

  /** Once; only for the path that it may read. */
  take(file: Import, path: string): WaitingCage | undefined {
    const found = this.waiting.get(file.id);
    if (found?.path !== path) return undefined;
    clearTimeout(found.end);
    this.waiting.delete(file.id);
    return found.cage;
  }

  /** Whoever takes the file over in this process finds it for a moment. */
  leave(importId: string): void {
    const found = this.waiting.get(importId);
    if (found) found.end ??= setTimeout(() => this.drop(importId), PATIENCE).unref();
  }

  /** It is not needed after all. */
  drop(importId: string): void {
    const found = this.waiting.get(importId);
    clearTimeout(found?.end);
    found?.cage.child.kill('SIGKILL');
    this.waiting.delete(importId);
  }
}
