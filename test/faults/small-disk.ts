import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';

/** A disk in memory of a few megabytes, that can fill up without harm to the machine. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** null where this process may not mount: then the test says that it was skipped. */
  static mount(folder: string, megabytes: number): SmallDisk | null {
    mkdirSync(folder, { recursive: true });
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder]);
    return mounted.status === 0 ? new SmallDisk(folder) : null;
  }

  grow(megabytes: number): void {
    const grown = spawnSync('mount', ['-o', `remount,size=${megabytes}m`, this.folder], { encoding: 'utf8' });
    if (grown.status !== 0) throw new Error(`the disk does not grow: ${grown.stderr}`);
  }

  unmount(): void {
    spawnSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const CANNOT_MOUNT = 'this process may not mount (needs root with CAP_SYS_ADMIN)';
