import { Injectable } from '@nestjs/common';
import { mustHold, staging, type Import } from '../../imports/index.js';
import { currentWork, UnitOfWork } from '../../platform/db/index.js';
import { MATCH_RESULT_COLUMNS, MATCH_STAGE_COLUMNS, Matcher } from '../../participants/index.js';
import { Allowances } from '../../workspaces/index.js';
import { ensureRosterHead, readRosterHead } from '../coverage-cells.js';
import { anyDecisionsSql } from '../held/decisions.sql.js';
import * as sql from './apply.sql.js';
import { FirstRoster, type InUnit } from './first-roster.js';
import { RenewRoster } from './renew-roster.js';

/** What was done before the transaction that applies a file, and what it rests on. */
export interface Prepared {
  /** Registry extract that was asked. */
  extract: number;
  /** As-of day of the roster's coverage. */
  day: string;
  /** Staging table of the rows that write people; null when those are all that can be used, and all new. */
  written: string | null;
  /** People in a draft: those of a first roster, or everybody of a roster that it takes the place of. */
  drafted: 'first' | 'renewed' | null;
  people: number;
  /** The roster that was there. */
  stamp: string;
  /** The indexes of a renewed roster are still being built until then. */
  indexed: Promise<void> | null;
  /** Which tables hold it: another process may have made others of the same names since. */
  tables: string;
}

type Plan = Pick<Prepared, 'written' | 'drafted' | 'people'>;

/** Files that may stand prepared and unconfirmed; older ones are prepared again when somebody confirms them. */
const REMEMBERED = 100;

/** Asks the registry about the people of a file and drafts a first roster, before anything is written or locked. */
@Injectable()
export class PrepareRoster {
  private readonly prepared = new Map<string, Prepared>();

  constructor(
    private readonly units: UnitOfWork,
    private readonly matcher: Matcher,
    private readonly first: FirstRoster,
    private readonly renewal: RenewRoster,
    private readonly allowances: Allowances,
  ) {}

  async prepare(file: Import, lease: string): Promise<void> {
    const unit = this.unitsOf(file, lease);
    if (await unit(() => this.stillHolds(file))) return;
    const plan = await unit(async () => {
      const written = await this.openWritten(file);
      return { written, drafted: await this.draftOf(file, written), people: file.created ?? 0 };
    });
    await this.make(file, unit, plan);
  }

  /**
   * The first roster of a workspace follows from the usable rows alone. It is not begun while decisions may change them, nor
   * for more people than may be added: nobody on such a file is looked up.
   */
  async preparesAhead(file: Import, lease: string, usable: number): Promise<(() => Promise<void>) | null> {
    const unit = this.unitsOf(file, lease);
    const mayBegin = await unit(async () => {
      // Beside the plan, which makes it too, its day could not be seen yet.
      await ensureRosterHead();
      return (
        usable > 0 &&
        (await this.first.isFirst()) &&
        !(await isDecided(file)) &&
        !(await this.allowances.waiting(file.workspaceId, usable))
      );
    });
    return mayBegin ? () => this.make(file, unit, { written: null, drafted: 'first', people: usable }) : null;
  }

  of(file: Import): Prepared | undefined {
    return this.prepared.get(file.id);
  }

  /** It no longer holds: the next look prepares anew. */
  forget(file: Import): void {
    this.prepared.delete(file.id);
  }

  /** Reading or deciding anew takes the cells of a draft away with it, and a crash of the database empties them. */
  private async stillHolds(file: Import): Promise<boolean> {
    const prepared = this.prepared.get(file.id);
    if (prepared?.drafted !== 'first' || prepared.people !== file.created || !(await this.first.isFirst()))
      return false;
    if (prepared.tables !== (await draftTables(file))) return false;
    return ((await staging.count(staging.table(file, 'c'))) ?? 0) > 0;
  }

  private async make(file: Import, unit: InUnit, what: Plan): Promise<void> {
    this.prepared.delete(file.id);
    const isFirst = what.drafted === 'first';
    const { keys, match, day, stamp } = await unit(() => this.open(file, what));
    const { version: extract } = await this.units.run({ role: 'matcher', workspaceId: file.workspaceId }, () =>
      isFirst ? this.matcher.matchUsable(keys, match, what.people) : this.matcher.matchStaged(keys, match),
    );
    if (isFirst) await this.first.draft(file, unit);
    const renewal =
      what.drafted === 'renewed' && what.written ? await this.renewal.draft(file, what.written, unit) : null;
    const made = { extract, indexed: renewal?.indexed ?? null, day, stamp };
    this.remember(file, { ...what, ...made, tables: await unit(() => draftTables(file)) });
  }

  private remember(file: Import, prepared: Prepared): void {
    const [oldest] = this.prepared.keys();
    if (this.prepared.size >= REMEMBERED && oldest) this.prepared.delete(oldest);
    this.prepared.set(file.id, prepared);
  }

  private async openWritten(file: Import): Promise<string | null> {
    if (!file.leavers && (await onlyCreated(file))) return null;
    const written = await staging.open(file, 'u', sql.WRITTEN_COLUMNS);
    await currentWork().execute(sql.writtenSql(written), [file.workspaceId, file.id]);
    if (file.leavers)
      await currentWork().execute(sql.writtenLeaversSql(written, staging.rows(file)), [file.workspaceId]);
    await staging.analyze(written, 'row_no, outcome, worker_id, changed');
    return written;
  }

  private async draftOf(file: Import, written: string | null): Promise<Prepared['drafted']> {
    if (!written) return file.created && (await this.first.isFirst()) ? 'first' : null;
    return (await this.renewal.isWorthwhile(file)) ? 'renewed' : null;
  }

  /** @returns `keys`: whom the matcher looks for; the usable rows themselves when all of them are new people */
  private async open(
    file: Import,
    { written, drafted }: Plan,
  ): Promise<{ keys: string; match: string; day: string; stamp: string }> {
    const match = await staging.open(file, 'm', MATCH_RESULT_COLUMNS);
    const head = await readRosterHead();
    if (drafted === 'first') return { keys: staging.rows(file), match, ...head };
    const keys = await staging.open(file, 'k', MATCH_STAGE_COLUMNS);
    await currentWork().execute(sql.keysSql(keys, staging.rows(file), written));
    await staging.analyze(keys, 'worker_id, match_index');
    return { keys, match, ...head };
  }

  private unitsOf(file: Import, lease: string): InUnit {
    return (work) =>
      this.units.run({ role: 'worker', workspaceId: file.workspaceId }, async () => {
        await mustHold(file, lease);
        await currentWork().query(`set local work_mem = '128MB'`);
        return work();
      });
  }
}

/** Every usable row is a new worker: then staging says everything and the ledger need not be joined. */
async function onlyCreated(file: Import): Promise<boolean> {
  return !file.updated && !file.unchanged && (await staging.count(staging.table(file, 'r'))) === null;
}

async function draftTables(file: Import): Promise<string> {
  const names = ['m', 'c', 'w', 'y'].map((letter) => staging.table(file, letter));
  const [row] = await currentWork().query<{ oids: string }>(
    `select coalesce(string_agg(coalesce(to_regclass(name)::oid::text, '-'), ' ' order by name), '') as oids from unnest($1::text[]) name`,
    [names],
  );
  return row?.oids ?? '';
}

async function isDecided(file: Import): Promise<boolean> {
  const [decided] = await currentWork().query<{ any: boolean }>(anyDecisionsSql, [file.workspaceId, file.id]);
  return decided?.any ?? false;
}
