import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** How to run PostgreSQL so that it does not see itself as root, which it refuses. */
export interface Unprivileged {
  native: string;
  data: string;
  command(program: string, args: string[]): { file: string; args: string[]; options: { uid?: number; gid?: number } };
}

const NOBODY = 65534;

/**
 * Not root: as we are. Root: in a user namespace where root is mapped to nobody, so files stay root's and the project
 * may lie in a folder that nobody else can enter. Where namespaces are refused (containers): a copy under /var/tmp
 * that runs as nobody.
 */
export function unprivileged(native: string, data: string): Unprivileged {
  if (process.getuid?.() !== 0) return { native, data, command: (file, args) => ({ file, args, options: {} }) };
  const mapped = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];
  const refused = process.env.SINERGI_NO_USERNS === '1' || spawnSync('unshare', [...mapped, 'true']).status !== 0;
  return refused
    ? copyForNobody(native, data)
    : { native, data, command: (file, args) => ({ file: 'unshare', args: [...mapped, file, ...args], options: {} }) };
}

function copyForNobody(native: string, data: string): Unprivileged {
  const home = join('/var/tmp', `sinergi-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`);
  const copy = join(home, 'native');
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o755);
  if (!existsSync(copy)) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', copy]);
  }
  const ownData = join(home, 'data');
  mkdirSync(ownData, { recursive: true });
  chownSync(ownData, NOBODY, NOBODY);
  return {
    native: copy,
    data: ownData,
    command: (file, args) => ({ file, args, options: { uid: NOBODY, gid: NOBODY } }),
  };
}
