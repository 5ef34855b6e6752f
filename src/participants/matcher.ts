import { Injectable } from '@nestjs/common';
import { namesAgree } from '../kernel/index.js';
import { currentWork, insideWork, UnitOfWork } from '../platform/db/index.js';
import { Queue } from '../platform/jobs/index.js';
import { noteAnswers } from './guard/raise-alarm.js';
import * as sql from './matching.sql.js';
import { registryVersion } from './registry-version.js';

export interface MatchCounts {
  matched: number;
  absent: number;
  mismatch: number;
  /** Extract that the result rests on, at least. */
  version: number;
}

interface Candidate {
  worker_id: string;
  match_index: Buffer;
  ours: string;
  theirs: string;
}

/** Names compared between two looks at the database; short enough that the process stays responsive. */
const BATCH = 5_000;

/**
 * Finds the participants of workers, in a unit of work of its own as role `matcher` unless the caller is in one. As sets:
 * one join for all, and only the names that are not equal letter by letter come here to be compared with tolerance.
 */
@Injectable()
export class Matcher {
  constructor(
    private readonly units: UnitOfWork,
    private readonly queue: Queue,
  ) {}

  /**
   * @param stageTable `staging.<name>` with MATCH_STAGE_COLUMNS, one row a worker
   * @param resultTable `staging.<name>` with MATCH_RESULT_COLUMNS, empty; gets one row for each row of the stage
   */
  async matchStaged(stageTable: string, resultTable: string): Promise<MatchCounts> {
    return this.matchPeople(stageTable, resultTable, sql.stagedPeople(stageTable), null);
  }

  /**
   * @param stageTable the rows of a file, of which only those count that can be used
   * @param resultTable gets rows only of people whom the registry holds; who has none there is absent
   * @param usable rows that can be used
   */
  async matchUsable(stageTable: string, resultTable: string, usable: number): Promise<MatchCounts> {
    return this.matchPeople(stageTable, resultTable, sql.stagedPeople(stageTable, true), usable);
  }

  private matchPeople(
    stageTable: string,
    resultTable: string,
    people: string,
    usable: number | null,
  ): Promise<MatchCounts> {
    return this.asMatcher(null, async () => {
      await this.analyzeOnce(stageTable);
      const counts = await this.match(resultTable, people, () =>
        currentWork().execute(sql.matchStagedSql(people, resultTable, usable !== null)),
      );
      if (usable !== null) counts.absent = usable - counts.matched - counts.mismatch;
      // Last, so that nobody else's counting waits for a long match.
      const { workspaceId } = currentWork().scope;
      if (workspaceId) {
        await noteAnswers(people, counts);
        await this.queue.enqueue('guard.watch', { workspaceId });
      }
      return counts;
    });
  }

  /**
   * Matches the workers of one workspace again: those whose participants changed after extract `since`, or all of them
   * when it is 0. The result says what their coverage is now; comparing it with what is stored is the caller's.
   */
  refreshWorkspace(workspaceId: string, since: number, resultTable: string): Promise<MatchCounts> {
    return this.rematch(workspaceId, resultTable, () =>
      since > 0
        ? currentWork().execute(sql.rematchChangedSql(resultTable), [workspaceId, since])
        : currentWork().execute(sql.rematchAllSql(resultTable), [workspaceId]),
    );
  }

  /** Matches some workers of a workspace again, because their keys changed. */
  refreshWorkers(workspaceId: string, workerIds: readonly string[], resultTable: string): Promise<MatchCounts> {
    return this.rematch(workspaceId, resultTable, () =>
      currentWork().execute(sql.rematchWorkersSql(resultTable), [workspaceId, workerIds]),
    );
  }

  private rematch(workspaceId: string, resultTable: string, join: () => Promise<number>): Promise<MatchCounts> {
    const names = `(select worker_id, match_index, name_key from registry.worker_keys where workspace_id = '${uuid(workspaceId)}')`;
    return this.asMatcher(workspaceId, () => this.match(resultTable, names, join));
  }

  private asMatcher<T>(workspaceId: string | null, work: () => Promise<T>): Promise<T> {
    if (insideWork() && currentWork().scope.role === 'matcher') return work();
    return this.units.run({ role: 'matcher', workspaceId }, work);
  }

  private async match(resultTable: string, names: string, join: () => Promise<number>): Promise<MatchCounts> {
    const work = currentWork();
    // The smaller side is hashed as a whole: in pieces on disk it would take twice as long.
    await work.query(`set local work_mem = '192MB'`);
    const version = await registryVersion();
    await join();
    await work.query(`analyze ${sql.checkedTable(resultTable)}`);
    await this.compareNames(resultTable, names);
    return { ...(await this.count(resultTable)), version };
  }

  private async compareNames(resultTable: string, names: string): Promise<void> {
    const work = currentWork();
    await work.query('create temp table if not exists agreed (worker_id uuid, match_index bytea) on commit drop');
    await work.query('truncate pg_temp.agreed');
    await work.query(`declare unequal_names no scroll cursor for ${sql.unequalNamesSql(resultTable, names)}`);
    let agreed = 0;
    for (;;) {
      const candidates = await work.query<Candidate>(`fetch ${BATCH} from unequal_names`);
      if (candidates.length === 0) break;
      agreed += await this.keepAgreed(candidates.filter(({ ours, theirs }) => namesAgree(ours, theirs)));
    }
    await work.query('close unequal_names');
    if (agreed > 0) await work.execute(sql.acceptAgreedSql(resultTable));
  }

  private keepAgreed(agreed: Candidate[]): Promise<number> {
    return currentWork().execute('insert into pg_temp.agreed select * from unnest($1::uuid[], $2::bytea[])', [
      agreed.map((candidate) => candidate.worker_id),
      agreed.map((candidate) => candidate.match_index),
    ]);
  }

  private async count(resultTable: string): Promise<Omit<MatchCounts, 'version'>> {
    const counts = { matched: 0, absent: 0, mismatch: 0 };
    const rows = await currentWork().query<{ state: keyof typeof counts; n: string }>(
      `select state, count(*) as n from ${sql.checkedTable(resultTable)} group by state`,
    );
    for (const { state, n } of rows) counts[state] = Number(n);
    return counts;
  }

  /** Without statistics the planner takes a million rows for a thousand. */
  private async analyzeOnce(table: string): Promise<void> {
    const name = sql.checkedTable(table);
    const [known] = await currentWork().query<{ analyzed: boolean }>(
      'select reltuples >= 0 as analyzed from pg_class where oid = $1::regclass',
      [name],
    );
    if (!known?.analyzed) await currentWork().query(`analyze ${name}`);
  }
}

function uuid(text: string): string {
  if (!/^[0-9a-f-]{36}$/.test(text)) throw new TypeError('not a uuid');
  return text;
}
