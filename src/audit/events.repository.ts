import { Injectable } from '@nestjs/common';
import { currentWork } from '../platform/db/index.js';
import type { Checkpoint } from './chain.rules.js';
import type { AuditEvent } from './event.js';

export interface EventFilter {
  action?: string;
  actor?: string;
  /** Calendar days in Jakarta, both included. */
  from?: string;
  to?: string;
  subject?: string;
  /** Only events older than this one. */
  before?: number;
}

const COLUMNS = `workspace_id as "workspaceId", seq::int8 as seq, at, action, outcome, actor_user_id as "actorUserId",
  actor_api_key_id as "actorApiKeyId", actor_label as "actorLabel", address, request_id as "requestId",
  subject_type as "subjectType", subject_id as "subjectId", detail, previous_hash as "previousHash", hash`;

/** All SQL of the chains. */
@Injectable()
export class EventsRepository {
  /** Head of a chain, locked until the transaction ends: two acts can't take the same number. */
  async lockedHead(workspaceId: string): Promise<Checkpoint | null> {
    const work = currentWork();
    await work.execute('select pg_advisory_xact_lock(hashtextextended($1, 1701))', [`audit:${workspaceId}`]);
    return this.head(workspaceId);
  }

  async head(workspaceId: string): Promise<Checkpoint | null> {
    const [row] = await currentWork().query<{ seq: string; hash: Buffer }>(
      'select seq, hash from audit.events where workspace_id = $1 order by seq desc limit 1',
      [workspaceId],
    );
    return row ? { seq: Number(row.seq), hash: row.hash } : null;
  }

  async append(event: AuditEvent): Promise<void> {
    await currentWork().execute(
      `insert into audit.events (workspace_id, seq, at, action, outcome, actor_user_id, actor_api_key_id, actor_label,
         address, request_id, subject_type, subject_id, detail, previous_hash, hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        ...[event.workspaceId, event.seq, event.at, event.action, event.outcome, event.actorUserId],
        ...[event.actorApiKeyId, event.actorLabel, event.address, event.requestId, event.subjectType],
        ...[event.subjectId, JSON.stringify(event.detail), event.previousHash, event.hash],
      ],
    );
  }

  async after(workspaceId: string, seq: number, limit: number): Promise<AuditEvent[]> {
    return numbered(
      await currentWork().query<AuditEvent>(
        `select ${COLUMNS} from audit.events where workspace_id = $1 and seq > $2 order by seq limit $3`,
        [workspaceId, seq, limit],
      ),
    );
  }

  /** Newest first. */
  async list(workspaceId: string, filter: EventFilter, limit: number): Promise<AuditEvent[]> {
    const [subjectType, subjectId] = filter.subject?.split(/:(.*)/s) ?? [];
    return numbered(
      await currentWork().query<AuditEvent>(
        `select ${COLUMNS} from audit.events where workspace_id = $1
           and ($2::text is null or action = $2) and ($3::text is null or actor_label = $3)
           and ($4::date is null or at >= ($4::date)::timestamp at time zone 'Asia/Jakarta')
           and ($5::date is null or at < ($5::date + 1)::timestamp at time zone 'Asia/Jakarta')
           and ($6::text is null or subject_type = $6) and ($7::text is null or subject_id = $7)
           and ($8::bigint is null or seq < $8)
         order by seq desc limit $9`,
        [
          ...[workspaceId, filter.action || null, filter.actor || null, filter.from || null, filter.to || null],
          ...[subjectType || null, subjectId || null, filter.before ?? null, limit],
        ],
      ),
    );
  }

  /** Kinds of act that the chain holds; jumps through the index instead of reading every event. */
  async actions(workspaceId: string): Promise<string[]> {
    const rows = await currentWork().query<{ action: string }>(
      `with recursive seen as (
         (select action from audit.events where workspace_id = $1 order by action limit 1)
         union all
         select (select e.action from audit.events e where e.workspace_id = $1 and e.action > seen.action order by e.action limit 1)
         from seen where seen.action is not null)
       select action from seen where action is not null`,
      [workspaceId],
    );
    return rows.map(({ action }) => action);
  }

  async checkpoints(workspaceId: string): Promise<Checkpoint[]> {
    const rows = await currentWork().query<{ seq: string; hash: Buffer }>(
      'select seq, hash from audit.checkpoints where workspace_id = $1 order by seq',
      [workspaceId],
    );
    return rows.map(({ seq, hash }) => ({ seq: Number(seq), hash }));
  }

  async addCheckpoint(workspaceId: string, head: Checkpoint, at: Date): Promise<boolean> {
    const added = await currentWork().execute(
      'insert into audit.checkpoints (workspace_id, seq, hash, at) values ($1, $2, $3, $4) on conflict do nothing',
      [workspaceId, head.seq, head.hash, at],
    );
    return added === 1;
  }
}

function numbered(events: AuditEvent[]): AuditEvent[] {
  return events.map((event) => ({ ...event, seq: Number(event.seq) }));
}
