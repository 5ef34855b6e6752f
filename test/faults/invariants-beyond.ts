import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ChainReader } from '../../src/audit/chain.rules.js';
import type { AuditEvent } from '../../src/audit/event.js';
import { rowSecurityFindings } from '../../src/platform/db/index.js';
import type { ImportState } from '../../src/imports/index.js';
import type { TestDatabase } from '../support/database.js';
import { wrongStory, type Told } from './told-states.js';

const EVENTS = `select workspace_id as "workspaceId", seq::int as seq, at, action, outcome, actor_user_id as "actorUserId",
  actor_api_key_id as "actorApiKeyId", actor_label as "actorLabel", address, request_id as "requestId",
  subject_type as "subjectType", subject_id as "subjectId", detail, previous_hash as "previousHash", hash
  from audit.events where workspace_id = $1 order by seq`;

/** I5: every chain hashes to what it says and reaches its checkpoints. */
export async function brokenChains(db: TestDatabase): Promise<string[]> {
  const broken: string[] = [];
  for (const { id } of await db.admin<{ id: string }>('select distinct workspace_id as id from audit.events')) {
    const anchors = await db.admin<{ seq: number; hash: Buffer }>(
      'select seq::int as seq, hash from audit.checkpoints where workspace_id = $1',
      [id],
    );
    const reader = new ChainReader(anchors);
    for (const event of await db.admin<AuditEvent & pg.QueryResultRow>(EVENTS, [id])) reader.read(event);
    const { problems } = reader.finish();
    broken.push(...problems.slice(0, 3).map(({ seq, kind }) => `I5 audit: ${id}: event ${seq} ${kind}`));
  }
  return broken;
}

/** I5: what the chain tells of a file is one event for each change of its state, and nobody's file is missing. */
export async function brokenStories(db: TestDatabase): Promise<string[]> {
  const files = await db.admin<{ id: string; state: ImportState | null; told: Told[] }>(
    `select coalesce(i.id::text, e.id) as id, i.state, coalesce(e.told, '[]') as told
     from (select workspace_id, subject_id as id, json_agg(json_build_object('action', action, 'code', detail ->> 'code') order by seq) as told
       from audit.events where subject_type = 'import' group by workspace_id, subject_id) e
     full join app.imports i on i.workspace_id = e.workspace_id and i.id = e.id::uuid`,
  );
  return files.flatMap(({ id, state, told }) => {
    const wrong = state ? wrongStory(state, told) : 'is told of and is not there';
    return wrong ? [`I5 audit: ${id}: ${wrong}`] : [];
  });
}

/** I6: the rules of row security stand, and a stranger sees nothing in any table of the workspaces. */
export async function brokenIsolation(db: TestDatabase): Promise<string[]> {
  const findings = await rowSecurityFindings(db.adminUrl);
  const client = new pg.Client({ connectionString: db.adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relispartition
         and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)
         and has_table_privilege('sinergi_app', c.oid, 'select')`,
    );
    await client.query(
      `begin read only; set local role sinergi_app; set local app.workspace_id = '${randomUUID()}'; set local app.user_id = '${randomUUID()}'`,
    );
    const seen: string[] = [];
    for (const { name } of rows) {
      const { rowCount } = await client.query(`select 1 from ${name} limit 1`);
      if (rowCount) seen.push(`a stranger sees rows of ${name}`);
    }
    await client.query('rollback');
    return [...findings, ...seen].map((what) => `I6 isolation: ${what}`);
  } finally {
    await client.end();
  }
}

/** I7: what is said to be sent lies in the folder of mails under its number, and every act that owed a mail left one. */
export async function lostMails({ db, data }: { db: TestDatabase; data: string }): Promise<string[]> {
  const sent = await db.admin<{ id: string }>('select id from identity.mail_outbox where sent_at is not null');
  const lost = sent.filter(({ id }) => {
    const path = join(data, 'mail', `${id}.eml`);
    return !existsSync(path) || !new RegExp(`^Message-ID: <${id}@`, 'im').test(readFileSync(path, 'utf8'));
  });
  const owed = await db.admin<{ template: string; acts: number; mails: number }>(
    `select o.template, count(e)::int as acts,
       (select count(*)::int from identity.mail_outbox m where m.template = o.template) as mails
     from (values ('password-reset', 'identity.reset.requested'), ('password-changed', 'identity.password.changed')) o (template, action)
       left join audit.events e on e.action = o.action group by o.template`,
  );
  const missing = owed.filter(({ acts, mails }) => mails !== acts);
  return [
    ...lost.map(({ id }) => `I7 outbox: mail ${id} is marked as sent and was not`),
    ...missing.map(({ template, acts, mails }) => `I7 outbox: ${acts} acts and ${mails} mails: ${template}`),
  ];
}
