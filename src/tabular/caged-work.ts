import type { CageMessage } from './cage.js';
import { withoutNumbers } from './cage.js';
import { Unreadable } from './unreadable.js';

/**
 * Child side of a cage: takes the input, does the work, reports. Call it once, at the top of the entry module. The
 * process ends with its parent.
 */
export function cagedWork<Input, Message>(
  work: (input: Input, send: (message: Message) => void) => Promise<void>,
): void {
  // Disconnecting drops what the parent was too busy to take: the last message must be out before.
  const tell = (message: CageMessage) =>
    new Promise<void>((sent) => {
      if (process.connected && process.send) process.send(message, undefined, undefined, () => sent());
      else sent();
    });
  process.on('disconnect', () => process.exit(3));
  process.once('message', (input) => {
    work(input as Input, (body) => void tell({ cage: 'message', body }))
      .then((): CageMessage => ({ cage: 'done' }))
      .catch(reported)
      .then(tell)
      .finally(() => {
        process.removeAllListeners('disconnect');
        if (process.connected) process.disconnect();
      });
  });
  void tell({ cage: 'ready' });
}

function reported(error: unknown): CageMessage {
  if (error instanceof Unreadable) return { cage: 'refused', code: error.code, params: error.params };
  // Node throws these as ordinary errors: the text or buffer asked for can't exist.
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ERR_STRING_TOO_LONG' || code === 'ERR_BUFFER_TOO_LARGE' || /Invalid array length/.test(String(error))) {
    return { cage: 'refused', code: 'file.memory', params: {} };
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { cage: 'failed', reason: withoutNumbers(reason).slice(0, 2_000) };
}
