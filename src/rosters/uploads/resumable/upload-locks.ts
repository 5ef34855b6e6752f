import { ERRORS, type CancellationContext, type Lock, type Locker, type RequestRelease } from '@tus/server';

type Signal = CancellationContext['signal'];

interface Holder {
  /** Asks whoever holds it to stop: its sender has come back on another connection. */
  requestRelease: RequestRelease;
  gone: Promise<void>;
}

const PATIENCE = 20_000;

/**
 * One writer per upload in this process; whoever comes later takes over. The library's own locker asks again in every turn
 * of the event loop. Writers in two processes would write the same bytes to the same places.
 */
export class UploadLocks {
  private readonly held = new Map<string, Holder>();

  /** Names of one workspace can't meet those of another. */
  of(workspaceId: string): Locker {
    return { newLock: (id) => this.lock(`${workspaceId}/${id}`) };
  }

  private lock(name: string): Lock {
    let free: () => void = () => undefined;
    return {
      lock: async (signal: Signal, requestRelease: RequestRelease) => {
        const deadline = Date.now() + PATIENCE;
        for (let holder = this.held.get(name); holder; holder = this.held.get(name)) {
          await holder.requestRelease();
          const left = deadline - Date.now();
          if (left <= 0 || signal.aborted) throw ERRORS.ERR_LOCK_TIMEOUT;
          await either(holder.gone, left);
        }
        this.held.set(name, { requestRelease, gone: new Promise((resolve) => (free = resolve)) });
      },
      unlock: async () => {
        this.held.delete(name);
        free();
      },
    };
  }
}

function either(gone: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void gone.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
