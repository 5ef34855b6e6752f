import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { currentWork } from '../platform/db/index.js';
import { headerKey } from '../tabular/index.js';
import type { Import } from './import.entity.js';

/** What a workspace's columns meant the last time: next month's file with the same header asks nothing. */
@Injectable()
export class MappingMemory {
  async recall(file: Import, headers: string[]): Promise<(string | null)[] | null> {
    const rows = await currentWork().query<{ mapping: (string | null)[] }>(
      'select mapping from app.import_mappings where workspace_id = $1 and kind = $2 and fingerprint = $3',
      [file.workspaceId, file.kind, fingerprint(headers)],
    );
    return rows[0]?.mapping ?? null;
  }

  async remember(file: Import): Promise<void> {
    if (!file.headers || !file.mapping) return;
    await currentWork().execute(
      `insert into app.import_mappings (workspace_id, kind, fingerprint, mapping) values ($1, $2, $3, $4::jsonb)
       on conflict (workspace_id, kind, fingerprint) do update set mapping = excluded.mapping, used_at = now()`,
      [file.workspaceId, file.kind, fingerprint(file.headers), JSON.stringify(file.mapping)],
    );
  }
}

function fingerprint(headers: string[]): Buffer {
  return createHash('sha256').update(headers.map(headerKey).join('\n')).digest();
}
