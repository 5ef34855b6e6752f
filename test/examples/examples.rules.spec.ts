import { beforeAll, describe, expect, it } from 'vitest';
import { namesAgree } from '../../src/kernel/index.js';
import { compileRegistryJudge } from '../../src/participants/extract/judge-extract.rules.js';
import { EXTRACT_HEADERS, proposeExtractMapping } from '../../src/participants/extract/extract-fields.js';
import { readTable } from '../../src/tabular/index.js';
import { CAUSE_CODES } from '../../src/rosters/row/causes.js';
import { examplePath, expectedLines, inspectExample, readExample, ROSTER_HEADERS, type ReadExample } from './read-example.js';

/** Causes that no single file can show, with the reason. */
const ELSEWHERE = {
  'worker.other_person': 'needs a roster that holds the person: bulan-depan.csv after rapi.csv',
  'nik.rescue_proposed': 'needs a roster that holds the person whose NIK was cut',
  'row.skipped': 'a person decided to leave the row out',
  'row.kept_stored': 'a person decided to keep what is stored',
  'sector.ambiguous': 'no name of the code list that is shipped means two sectors',
};

describe('examples with errors', () => {
  it.each([
    ['salah.csv', 'salah.expected.csv'],
    ['salah.xlsx', 'salah-xlsx.expected.csv'],
  ])('%s: every row ends as %s says', async (file, expected) => {
    const { lines, questions } = await readExample(file);
    expect(lines).toEqual(expectedLines(expected));
    expect(questions.filter(({ blocking }) => blocking)).toEqual([]);
  });

  it('shows every cause that a file can have', () => {
    const shown = new Set([...expectedLines('salah.expected.csv'), ...expectedLines('salah-xlsx.expected.csv')].flatMap((line) => line.split(',')[2]?.split(';') ?? []));
    expect(CAUSE_CODES.filter((code) => !shown.has(code))).toEqual(expect.arrayContaining(Object.keys(ELSEWHERE)));
    expect(CAUSE_CODES.filter((code) => !shown.has(code))).toHaveLength(Object.keys(ELSEWHERE).length);
  });
});

describe('the tidy example', () => {
  it.each(['rapi.csv', 'rapi.xlsx'])('%s: 200 rows, nothing to say about any', async (file) => {
    const { tally, mapping, questions, seen } = await readExample(file);
    expect([seen.questions, questions, tally.causes]).toEqual([[], [], []]);
    expect(tally.verdicts).toEqual({ ok: 200, duplicate: 0, hold: 0, reject: 0 });
    expect(mapping.filter((field) => field !== null)).toHaveLength(17);
  });
});

describe('the messy examples', () => {
  let csv: ReadExample;
  let xlsx: ReadExample;
  beforeAll(async () => {
    [csv, xlsx] = [await readExample('berantakan.csv'), await readExample('berantakan.xlsx', 'Pekerja')];
  });

  it('ask what they cannot know: the encoding, and which sheet', async () => {
    expect(csv.seen.questions.map(({ about }) => about)).toEqual(['encoding']);
    const book = await inspectExample('berantakan.xlsx', ROSTER_HEADERS);
    expect(book.questions[0]).toMatchObject({ about: 'sheet', options: ['Petunjuk', 'Pekerja', 'Arsip 2025'] });
  });

  it('lose no row and need nobody', () => {
    for (const { tally, questions } of [csv, xlsx]) {
      expect(tally.causes).toEqual([]);
      expect(tally.verdicts).toEqual({ ok: 60, duplicate: 0, hold: 0, reject: 0 });
      expect(questions).toEqual([]);
    }
    expect([csv.stats.blank, csv.stats.titleRows, csv.stats.totals, csv.tally.passedOver]).toEqual([4, 2, 1, { header: 1 }]);
    expect([xlsx.stats.titleRows, xlsx.stats.totals]).toEqual([1, 1]);
  });

  it('say the same about the same sixty people, spelt differently', () => {
    const facts = ({ values }: ReadExample) => values.map(({ nik, nameKey, birthDate, sex, phone, sector, region, wage, programmes }) => ({ nik, nameKey, birthDate, sex, phone, sector, region, wage, programmes }));
    expect(facts(xlsx)).toEqual(facts(csv));
  });

  it('are put right in more than a dozen ways, and each is told', () => {
    expect(Object.keys({ ...csv.tally.repairs, ...xlsx.tally.repairs }).length).toBeGreaterThan(10);
  });
});

describe('the extract of the registry', () => {
  it('holds 120 participants of rapi.csv, ten under a name that is written differently and three under another', async () => {
    const roster = new Map((await readExample('rapi.csv')).values.map(({ nik, nameKey }) => [nik, nameKey]));
    const seen = await inspectExample('peserta.csv', EXTRACT_HEADERS);
    const { mapping, questions } = proposeExtractMapping(seen.headers);
    expect([seen.questions, questions]).toEqual([[], []]);
    const judge = compileRegistryJudge(mapping, seen.headers, '2026-11-23');
    const agreements: (boolean | null)[] = [];
    await readTable(examplePath('peserta.csv'), seen.choice, { headerCount: seen.headers.length }, (row) => {
      const { verdict, causes, values } = judge(row);
      expect([verdict, causes]).toEqual(['ok', []]);
      const ours = roster.get(values.nik);
      agreements.push(ours === undefined ? null : namesAgree(ours, values.nameKey));
    });
    expect([agreements.length, agreements.filter((agrees) => agrees === false).length]).toEqual([120, 3]);
    expect(agreements).not.toContain(null);
  });
});
