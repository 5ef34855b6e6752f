import { createHash } from 'node:crypto';
import type { AuditEvent } from './event.js';

/** What the first event of a chain follows. */
export const GENESIS = Buffer.alloc(32);

export type Unlinked = Omit<AuditEvent, 'previousHash' | 'hash'>;

/** sha256(previous hash ‖ canonical JSON of the event): changing, adding or removing one breaks every later link. */
export function linkHash(previous: Buffer, event: Unlinked): Buffer {
  const { workspaceId, seq, at, action, outcome, actorUserId, actorApiKeyId, actorLabel } = event;
  const { address, requestId, subjectType, subjectId, detail } = event;
  const facts = { workspaceId, seq, at: at.toISOString(), action, outcome, actorUserId, actorApiKeyId, actorLabel };
  const text = canonicalJson({ ...facts, address, requestId, subjectType, subjectId, detail });
  return createHash('sha256').update(previous).update(text, 'utf8').digest();
}

/** JSON with sorted keys and no spaces: the same value always gives the same text, whatever order jsonb keeps. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${sorted.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

/** What is wrong with a chain, and where. */
export interface ChainProblem {
  seq: number;
  /** edited: the row does not hash to what it says. missing: rows before it are gone. cut: the newest rows are gone. rewritten: a checkpoint remembers another hash. */
  kind: 'edited' | 'missing' | 'cut' | 'rewritten';
}

export interface Checkpoint {
  seq: number;
  hash: Buffer;
}

/** Follows a chain event by event; memory does not grow with its length. */
export class ChainReader {
  readonly problems: ChainProblem[] = [];
  events = 0;
  private head: Checkpoint = { seq: 0, hash: GENESIS };
  private readonly checkpoints = new Map<number, Buffer[]>();

  constructor(checkpoints: readonly Checkpoint[]) {
    for (const { seq, hash } of checkpoints) {
      this.checkpoints.set(seq, [...(this.checkpoints.get(seq) ?? []), hash]);
    }
  }

  read(event: AuditEvent): void {
    this.events += 1;
    const follows = event.seq === this.head.seq + 1;
    if (!follows) this.problems.push({ seq: event.seq, kind: 'missing' });
    const linked = !follows || event.previousHash.equals(this.head.hash);
    if (!linked || !linkHash(event.previousHash, event).equals(event.hash)) {
      this.problems.push({ seq: event.seq, kind: 'edited' });
    }
    const remembered = this.checkpoints.get(event.seq) ?? [];
    if (remembered.some((hash) => !hash.equals(event.hash))) {
      this.problems.push({ seq: event.seq, kind: 'rewritten' });
    }
    this.head = { seq: event.seq, hash: event.hash };
  }

  /** Call after the last event. */
  finish(): { events: number; head: Checkpoint; problems: ChainProblem[] } {
    const furthest = Math.max(0, ...this.checkpoints.keys());
    if (furthest > this.head.seq) this.problems.push({ seq: furthest, kind: 'cut' });
    return { events: this.events, head: this.head, problems: this.problems };
  }
}
