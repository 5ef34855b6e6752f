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

/** Readers of files that are still being looked at: most of these will be read a moment later. */
@Injectable()
export class WaitingReaders {
  private readonly waiting = new Map<string, { path: string; cage: WaitingCage }>();

  open(file: Import, path: string, judgeModule: URL): void {
    this.drop(file.id);
    this.waiting.set(file.id, { path, cage: openCage({ ...READER, path, loads: [judgeUrl(judgeModule)] }) });
  }

  /** Once; only for the path that it may read. */
  take(file: Import, path: string): WaitingCage | undefined {
    const found = this.waiting.get(file.id);
    if (found?.path !== path) return undefined;
    this.waiting.delete(file.id);
    return found.cage;
  }

  /** It is not needed after all. */
  drop(importId: string): void {
    this.waiting.get(importId)?.cage.child.kill('SIGKILL');
    this.waiting.delete(importId);
  }
}
