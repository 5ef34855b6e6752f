/** Events of no workspace (sign-ins, refused guests) form the chain of this id. */
export const NO_WORKSPACE = '00000000-0000-0000-0000-000000000000';

/** Small facts about the act: ids, codes, counts. Never personal data: the chain can't forget. */
export type AuditDetail = Record<string, string | number | boolean | null | string[] | number[]>;

/** What a room tells about an act. Who, where and when come from the unit of work. */
export interface AuditEntry {
  /** `<room>.<noun>.<past participle>`, e.g. `rosters.import.confirmed`. */
  action: string;
  subject?: { type: string; id: string };
  detail?: AuditDetail;
  /** `refused` when the act was not allowed or did not succeed. */
  outcome?: 'done' | 'refused';
}

/** One link of a chain, as stored. */
export interface AuditEvent {
  workspaceId: string;
  seq: number;
  at: Date;
  action: string;
  outcome: 'done' | 'refused';
  actorUserId: string | null;
  actorApiKeyId: string | null;
  actorLabel: string;
  address: string | null;
  requestId: string;
  subjectType: string | null;
  subjectId: string | null;
  detail: AuditDetail;
  previousHash: Buffer;
  hash: Buffer;
}
