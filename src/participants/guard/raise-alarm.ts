import { currentWork } from '../../platform/db/index.js';
import { checkedTable } from '../matching.sql.js';
import { looksLikeGuessing, type AlarmKind, type Answered } from './alarm.rules.js';

/** Counts and ids only: what the agency reads must not tell who the people are. */
export type AlarmDetail = Record<string, number | string>;

/** A repeat of an alarm is counted on it, and opens it again. */
const AGAIN = `on conflict (workspace_id, kind, subject) do update
  set times = alarms.times + 1, last_at = now(), detail = excluded.detail, state = 'open'`;

/**
 * Raises an alarm about the workspace of the unit of work, or counts its repeat. Roles `worker` and `matcher`.
 * @param subject what repeats are counted by: a day, a canary
 */
export async function raiseAlarm(kind: AlarmKind, subject: string, detail: AlarmDetail): Promise<void> {
  const work = currentWork();
  await work.execute(
    `insert into registry.alarms (workspace_id, kind, subject, detail) values ($1, $2, $3, $4) ${AGAIN}`,
    [work.scope.workspaceId, kind, subject, JSON.stringify(detail)],
  );
}

/** Canaries in use among staged people. @param people a staging table, or `stagedPeople` of it */
function canariesIn(people: string): string {
  return `select c.id from registry.canaries c join ${people} s on s.match_index = c.match_index
    where c.retired_at is null`;
}

/**
 * Looks for canaries in a staging table with `match_index`, as role `matcher`: in a job beside the work, because raising an
 * alarm takes longer than raising none.
 */
export function lookForCanaries(stageTable: string): Promise<void> {
  return raiseCanaries(canariesIn(checkedTable(stageTable)));
}

/** Raises the alarms of the canaries that matching noted since the last time. Role `matcher`, in a job beside the work. */
export async function raiseNotedCanaries(): Promise<void> {
  const noted = await currentWork().query<{ ids: string[] }>(
    `update registry.lookups set canaries = '{}' where workspace_id = $1 and canaries <> '{}' returning old.canaries as ids`,
    [currentWork().scope.workspaceId],
  );
  const ids = noted.flatMap((row) => row.ids);
  if (ids.length > 0) await raiseCanaries('select unnest($2::uuid[])', ids);
}

/** @param met SQL that gives ids of canaries */
async function raiseCanaries(met: string, ids?: string[]): Promise<void> {
  const work = currentWork();
  await work.execute(
    `insert into registry.alarms (workspace_id, kind, subject, detail)
     select distinct $1::uuid, 'canary', met.id::text, '{}'::jsonb from (${met}) as met (id) ${AGAIN}`,
    ids ? [work.scope.workspaceId, ids] : [work.scope.workspaceId],
  );
}

/**
 * Counts what matching answered about new people, notes the canaries among them, and raises an alarm when their names and
 * birth dates were guessed. Role `matcher`. With canaries or without, the same row is written by the same statement: nobody
 * can tell from the time it takes.
 */
export async function noteAnswers(people: string, answers: Answered & { absent: number }): Promise<void> {
  const work = currentWork();
  const { matched, absent, mismatch } = answers;
  const source = matched + absent + mismatch === 1 ? 'one' : 'file';
  const [sums] = await work.query<{ day: string; matched: string; mismatch: string }>(
    `insert into registry.lookups as l (workspace_id, day, source, matched, absent, mismatch, canaries)
     values ($1, (now() at time zone 'Asia/Jakarta')::date, $2, $3, $4, $5, array(${canariesIn(people)}))
     on conflict (workspace_id, day, source) do update set matched = l.matched + excluded.matched,
       absent = l.absent + excluded.absent, mismatch = l.mismatch + excluded.mismatch,
       canaries = l.canaries || excluded.canaries
     returning day::text as day, matched, mismatch`,
    [work.scope.workspaceId, source, matched, absent, mismatch],
  );
  // A file is judged by itself: a large honest one must not hide a small one. People typed one by one add up.
  const judged =
    source === 'file' ? answers : { matched: Number(sums?.matched ?? 0), mismatch: Number(sums?.mismatch ?? 0) };
  if (looksLikeGuessing(judged, source))
    await raiseAlarm('mismatch', `${source}:${sums?.day}`, {
      source,
      found: judged.matched + judged.mismatch,
      mismatch: judged.mismatch,
    });
}
