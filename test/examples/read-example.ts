import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getRegencies } from 'idn-area-data';
import type { Judged, RowJudge } from '../../src/imports/reading/judged.js';
import { RowStager } from '../../src/imports/reading/stage-rows.js';
import type { Tally } from '../../src/imports/reading/tally.js';
import { projectRoot } from '../../src/platform/project-root.js';
import { OCCUPATIONS } from '../../src/reference/data/occupations.js';
import { SECTORS } from '../../src/reference/data/sectors.js';
import { rosterLexicon } from '../../src/reference/roster-lexicon.js';
import { ROSTER_STAGE } from '../../src/rosters/reading/roster-stage.js';
import { createRowJudge } from '../../src/rosters/reading/roster-judge.js';
import { ALIAS_OF, KNOWN_OTHER_HEADERS } from '../../src/rosters/row/header-aliases.js';
import { compileJudge } from '../../src/rosters/row/judge-row.js';
import type { RowValues } from '../../src/rosters/row/judged-row.js';
import { compileLexicon } from '../../src/rosters/row/lexicon.js';
import { proposeMapping, type MappingQuestion } from '../../src/rosters/row/map-headers.rules.js';
import { headerKey, inspectTable, readTable, type Inspection, type ReadStats } from '../../src/tabular/index.js';

const TODAY = '2026-11-23';
const OUTCOMES = { ok: 'created', duplicate: 'duplicate', hold: 'held', reject: 'rejected' } as const;

/** `row,outcome,causes` as the expected files have it. */
export type Line = string;

export interface ReadExample {
  seen: Inspection;
  questions: MappingQuestion[];
  mapping: (string | null)[];
  /** What each row becomes in an empty roster. */
  lines: Line[];
  tally: Tally;
  stats: ReadStats;
  values: RowValues[];
}

export function examplePath(name: string): string {
  return join(projectRoot, 'examples', name);
}

export function expectedLines(name: string): Line[] {
  return readFileSync(examplePath(name), 'utf8').trimEnd().split('\n').slice(1);
}

/** @param sheet chosen by a person */
export function inspectExample(name: string, known: readonly string[], sheet?: string): Promise<Inspection> {
  const keys = new Set(known.map(headerKey));
  const knownHeaders = (text: string) => keys.has(headerKey(text));
  return inspectTable(examplePath(name), name, { knownHeaders, ...(sheet && { choice: { sheet } }) });
}

export const ROSTER_HEADERS = [...ALIAS_OF.keys(), ...KNOWN_OTHER_HEADERS];

/** Takes a roster of `examples/` through inspection, mapping, judge and stager, as the caged reader does. */
export async function readExample(name: string, sheet?: string): Promise<ReadExample> {
  const seen = await inspectExample(name, ROSTER_HEADERS, sheet);
  const sample = seen.sample.map(({ cells }) => cells);
  const { mapping, questions } = proposeMapping(seen.headers, sample, TODAY);
  const lexicon = await exampleLexicon();
  const recorder = new Recorder(
    createRowJudge({
      ...{ mapping, headers: seen.headers, lexicon, acceptColumn: -1 },
    }),
  );
  const stager = new RowStager(recorder, ROSTER_STAGE.length);
  const values: RowValues[] = [];
  const plain = compileJudge(mapping, seen.headers, compileLexicon(lexicon));
  const stats = await readTable(examplePath(name), seen.choice, { headerCount: seen.headers.length }, (row) => {
    const judged = plain(row);
    if (judged.verdict !== 'skip') values.push({ ...judged.values });
    recorder.before = { ...stager.tally.verdicts };
    const rows = stager.tally.rows;
    stager.add(row);
    if (stager.tally.rows > rows) recorder.note(rows + 1, stager);
  });
  return { seen, questions, mapping, lines: recorder.lines, tally: stager.tally.tally(), stats, values };
}

async function exampleLexicon() {
  return rosterLexicon({
    ...{ today: TODAY, regencies: await getRegencies(), sectors: [...SECTORS], occupations: [...OCCUPATIONS] },
    plausibleAge: { fromAge: 15, toAge: 100 },
  });
}

/** Stands between stager and judge and keeps what became of each row. */
class Recorder implements RowJudge {
  readonly lines: Line[] = [];
  before: Record<string, number> = {};
  private causes: readonly string[] = [];
  readonly write: RowJudge['write'];
  readonly severityOf: RowJudge['severityOf'];
  private readonly judgeRow: RowJudge['judge'];

  constructor(judge: RowJudge) {
    this.judgeRow = judge.judge.bind(judge);
    this.write = judge.write.bind(judge);
    this.severityOf = judge.severityOf.bind(judge);
  }

  judge(row: Parameters<RowJudge['judge']>[0]): Judged | { passedOver: string } {
    const judged = this.judgeRow(row);
    this.causes = 'passedOver' in judged ? [] : [...judged.causes];
    return judged;
  }

  note(row: number, stager: RowStager): void {
    const verdicts = stager.tally.verdicts;
    const [verdict] = (['ok', 'duplicate', 'hold', 'reject'] as const).filter((key) => verdicts[key] > (this.before[key] ?? 0));
    const repeats = stager.tally.tally().causes.filter(({ code, examples }) => code.startsWith('duplicate.') && examples.includes(row));
    const causes = [...this.causes, ...repeats.map(({ code }) => code)];
    this.lines.push(`${row},${verdict ? OUTCOMES[verdict] : '?'},${causes.join(';')}`);
  }
}
