import { appendFile, mkdir } from 'node:fs/promises';
import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../platform/config/index.js';
import { CONFIG } from '../platform/tokens.js';
import type { Checkpoint } from './chain.rules.js';

/** Checkpoints outside the database, one JSON per line: copy the file to another machine and a rewritten chain shows. */
@Injectable()
export class CheckpointFile {
  readonly path: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.path = join(config.data, 'audit', 'checkpoints.ndjson');
  }

  async append(lines: { workspaceId: string; seq: number; hash: Buffer; at: Date }[]): Promise<void> {
    if (lines.length === 0) return;
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const text = lines.map(({ hash, ...line }) => JSON.stringify({ ...line, hash: hash.toString('hex') }));
    await appendFile(this.path, `${text.join('\n')}\n`, { mode: 0o600 });
  }

  async read(workspaceId: string): Promise<Checkpoint[]> {
    if (!existsSync(this.path)) return [];
    const found: Checkpoint[] = [];
    for await (const line of createInterface({ input: createReadStream(this.path, 'utf8') })) {
      if (!line.includes(workspaceId)) continue;
      const { seq, hash } = JSON.parse(line) as { seq: number; hash: string };
      found.push({ seq, hash: Buffer.from(hash, 'hex') });
    }
    return found;
  }
}
