import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { CopyWriter, staging, type Import } from '../../imports/index.js';
import { Keyring, type RegistryKeys, type WorkspaceKeys } from '../../platform/crypto/index.js';
import { currentWork } from '../../platform/db/index.js';
import { MARKED_FIELDS } from '../sealed-fields.js';
import { CUT } from './choices.rules.js';
import { openCut, type CutFields } from './cut-row.js';
import { nikRest } from './nik-rest.rules.js';
import { NameBudget, namesakesOf, onlyOneLeft, type Candidate, type CutPerson } from './rescue.rules.js';
import { bornOnSql, cutRowsSql, dropDoubtfulSql, proposeSql, sealedOfSql } from './rescue.sql.js';

/** Cut rows looked at in one file; a whole column that was a number is better exported once more as text. */
const MOST_ROWS = 50_000;
/** A pair of names takes some ten microseconds: a slice must not keep the process from everything else. */
const SLICE = 500;
/** More people of one birthday are a placeholder date, which tells nobody apart. */
const MOST_BORN_ON_A_DAY = 500;
const MOST_PAIRS = 2_000_000;

interface StagedCut {
  rowNo: number;
  birthDate: string;
  nameKey: string;
  sealed: Buffer;
}
interface CutRow extends CutPerson {
  sealed: Buffer;
  said: CutFields;
}
interface Sealed extends Candidate {
  nikIndex: Buffer;
  nik: string;
}
interface Proposal {
  row: CutRow;
  person: Sealed;
}

/**
 * Looks for the people behind cut NIKs on the workspace's own roster. Prefixes of sealed NIKs cannot be asked for in
 * SQL: everybody with the birthdays of a slice of rows comes in one statement, names are compared, and only the few
 * namesakes are opened. Runs inside the plan.
 */
@Injectable()
export class RescueNiks {
  constructor(private readonly keyring: Keyring) {}

  /** The reader counted cut NIKs, so a file without any costs one look at its causes. */
  async isWorthwhile(file: Import): Promise<boolean> {
    const found = await currentWork().query(
      'select 1 from app.import_causes where workspace_id = $1 and import_id = $2 and code = $3',
      [file.workspaceId, file.id, CUT],
    );
    return found.length > 0;
  }

  /** Makes rows of exactly one fitting person held ones that propose it. */
  async propose(file: Import, stage: string, touched: string): Promise<void> {
    const staged = await currentWork().query<StagedCut>(cutRowsSql(stage), [MOST_ROWS]);
    const [keys, registry] = [await this.keyring.workspaceKeys(file.workspaceId), await this.keyring.registryKeys()];
    const budget = new NameBudget(MOST_PAIRS);
    const out = new CopyWriter();
    let proposed = 0;
    for (let at = 0; at < staged.length; at += SLICE) {
      const rows = staged.slice(at, at + SLICE).flatMap((row) => cutRow(row, file, keys));
      const proposals = await this.slice(file, rows, keys, budget);
      for (const proposal of proposals) writeProposal(out, proposal, keys, registry);
      proposed += proposals.length;
    }
    if (proposed === 0) return;
    await staging.copy(touched, Readable.from([out.end()]));
    await currentWork().execute(dropDoubtfulSql(touched, stage));
    await currentWork().execute(proposeSql(touched, stage));
  }

  private async slice(file: Import, rows: CutRow[], keys: WorkspaceKeys, budget: NameBudget): Promise<Proposal[]> {
    const days = [...new Set(rows.map(({ birthDate }) => birthDate))];
    const born = await currentWork().query<Candidate>(bornOnSql, [file.workspaceId, days, MOST_BORN_ON_A_DAY]);
    const namesakes = namesakesOf(rows, withoutCrowdedDays(born), budget);
    const opened = await open(file, [...namesakes.values()].flat(), keys);
    return rows.flatMap((row) => {
      const sealed = (namesakes.get(row.rowNo) ?? []).flatMap(({ id }) => opened.get(id) ?? []);
      const person = onlyOneLeft(row.rest, sealed, ({ nik }) => nik);
      return person ? [{ row, person }] : [];
    });
  }
}

function cutRow(staged: StagedCut, file: Import, keys: WorkspaceKeys): CutRow[] {
  const said = openCut(keys, file.id, staged.sealed);
  const rest = nikRest(said.nikCell);
  return rest ? [{ ...staged, said, rest }] : [];
}

function withoutCrowdedDays(born: Candidate[]): Candidate[] {
  return [...Map.groupBy(born, ({ birthDate }) => birthDate).values()]
    .filter((people) => people.length <= MOST_BORN_ON_A_DAY)
    .flat();
}

async function open(file: Import, people: Candidate[], keys: WorkspaceKeys): Promise<Map<string, Sealed>> {
  if (people.length === 0) return new Map();
  const byId = new Map(people.map((person) => [person.id, person]));
  const rows = await currentWork().query<{ id: string; nik_index: Buffer; sealed: Buffer }>(sealedOfSql, [
    file.workspaceId,
    [...byId.keys()],
  ]);
  return new Map(
    rows.flatMap(({ id, nik_index: nikIndex, sealed }) => {
      const person = byId.get(id);
      return person ? [[id, { ...person, nikIndex, nik: keys.openFields(sealed, nikIndex).nik }] as const] : [];
    }),
  );
}

function writeProposal(out: CopyWriter, { row, person }: Proposal, keys: WorkspaceKeys, registry: RegistryKeys): void {
  const { nik, nikIndex } = person;
  const { phone, email, address, motherName } = row.said;
  out.row(8 + MARKED_FIELDS.length);
  out.integer(row.rowNo);
  out.text('reject');
  out.bytes(row.sealed);
  out.bytes(Buffer.from(person.id.replaceAll('-', ''), 'hex'));
  out.bytes(nikIndex);
  out.integer(keys.tailIndex(nik.slice(12)));
  out.bytes(registry.matchIndex(nik));
  out.bytes(keys.sealFields({ nik, phone, email, address, motherName }, nikIndex));
  for (const [i, { key }] of MARKED_FIELDS.entries()) {
    const text = row.said[key];
    out.bytes(text ? keys.marks.of(nikIndex, i, text) : null);
  }
}
