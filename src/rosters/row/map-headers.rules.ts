import { contentOfColumn, fitOf, type ColumnContent } from './column-content.rules.js';
import { BPJS_NUMBER_HEADERS, VAGUE_HEADERS } from './header-aliases.js';
import { headerFingerprint, headerKey, meaningOf } from './header-key.js';
import { programmeOfHeader } from './programmes.rules.js';
import { REQUIRED_FIELDS, ROSTER_FIELDS, isRequired, type RosterField } from './roster-fields.js';

/** How sure a proposal is: by its own header, by a similar header, by what the cells look like. */
export type Confidence = 'sure' | 'likely' | 'guess';
export type MappingReason =
  'header' | 'similar_header' | 'content' | 'known_other' | 'unknown' | 'ambiguous' | 'content_disagrees';

export interface ProposedColumn {
  index: number;
  header: string;
  field: RosterField | null;
  confidence: Confidence | null;
  reason: MappingReason;
}

/** What a person must decide (blocking) or should look at. Sentences under `causes.mapping.<code>`. */
export interface MappingQuestion {
  code: 'missing' | 'ambiguous' | 'content_disagrees' | 'kpj_or_jkn' | 'nik_ends_in_zero';
  field: RosterField;
  columns: number[];
  blocking: boolean;
}

export interface MappingProposal {
  fingerprint: string;
  columns: ProposedColumn[];
  /** Field by column, as compileJudge takes it. */
  mapping: (RosterField | null)[];
  questions: MappingQuestion[];
}

interface Column {
  index: number;
  header: string;
  texts: string[];
  content: ColumnContent;
  claim: Claim | null;
  reason: MappingReason;
}

interface Claim {
  field: RosterField;
  rank: number;
  exact: boolean;
}

/** Below this share of readable cells a header and its cells contradict each other. */
const DISAGREES_BELOW = 0.3;
const CONTENT_SAYS_FROM = 0.8;
const ENOUGH_SAMPLES = 3;

/**
 * Proposes which column holds which field.
 * @param samples the first rows under the header, some dozens
 * @param today YYYY-MM-DD
 */
export function proposeMapping(
  headers: readonly string[],
  samples: readonly (readonly string[])[],
  today: string,
): MappingProposal {
  const day = Number(today.replaceAll('-', ''));
  const questions: MappingQuestion[] = [];
  const columns = headers.map((header, index) => describe(header, index, samples, day));
  const taken = new Map<RosterField, Column[]>();
  for (const field of ROSTER_FIELDS) {
    const chosen = choose(field, columns, day, questions);
    if (chosen.length > 0) taken.set(field, chosen);
  }
  for (const field of ['nik', 'birth_date', 'sex', 'email', 'phone'] as const) {
    if (taken.has(field)) continue;
    const found = byContent(field, columns, taken);
    if (found.length === 1) taken.set(field, found);
    else if (found.length > 1 && isRequired(field)) questions.push(question('ambiguous', field, found, true));
  }
  for (const field of REQUIRED_FIELDS) {
    const asked = questions.some((q) => q.field === field && q.blocking);
    if (!taken.has(field) && !asked) questions.push(question('missing', field, [], true));
  }
  askAboutNumbers(columns, taken, questions);
  const fieldAt = new Map(
    [...taken].flatMap(([field, chosen]) => chosen.map((column) => [column.index, field] as const)),
  );
  const mapping = headers.map((_, index) => fieldAt.get(index) ?? null);
  return {
    fingerprint: headerFingerprint(headers),
    columns: columns.map((column) => proposed(column, mapping[column.index] ?? null)),
    mapping,
    questions,
  };
}

function describe(header: string, index: number, samples: readonly (readonly string[])[], day: number): Column {
  const texts = samples.map((row) => row[index] ?? '');
  const meaning = meaningOf(header);
  const claim = meaning === null || meaning === 'other' ? null : meaning;
  const reason = meaning === 'other' ? 'known_other' : claim ? (claim.exact ? 'header' : 'similar_header') : 'unknown';
  return { index, header, texts, content: contentOfColumn(texts, day), claim, reason };
}

/** The columns for a field by their headers: one, or several yes/no columns for programmes, or none. */
function choose(field: RosterField, columns: Column[], day: number, questions: MappingQuestion[]): Column[] {
  const claiming = columns.filter((column) => column.claim?.field === field);
  if (claiming.length === 0) return [];
  if (field === 'programmes' && claiming.every((column) => programmeOfHeader(column.header) !== 0)) return claiming;
  const fitting = claiming.filter((column) => fits(field, column, day));
  if (fitting.length === 0) return disagreeing(field, claiming, questions);
  for (const column of claiming) if (!fitting.includes(column)) column.reason = 'content_disagrees';
  const [best, next] = [...fitting].sort((a, b) => strength(a) - strength(b));
  if (!best || !next) return best ? [best] : [];
  if (headerKey(best.header) === headerKey(next.header)) {
    for (const column of fitting) column.reason = 'ambiguous';
    questions.push(question('ambiguous', field, fitting, true));
    return [];
  }
  for (const column of fitting) if (column !== best) column.reason = 'ambiguous';
  questions.push(question('ambiguous', field, fitting, false));
  return [best];
}

/**
 * No column of that name reads like the field. A plain header is believed all the same, so that bad cells show as bad
 * rows; a vague or merely similar one is not, and for a required field somebody has to say.
 */
function disagreeing(field: RosterField, claiming: Column[], questions: MappingQuestion[]): Column[] {
  for (const column of claiming) column.reason = 'content_disagrees';
  const [only] = claiming;
  const plain = claiming.length === 1 && only?.claim?.exact && !VAGUE_HEADERS.has(headerKey(only.header));
  questions.push(question('content_disagrees', field, claiming, isRequired(field) && !plain));
  return plain ? claiming : [];
}

function fits(field: RosterField, column: Column, day: number): boolean {
  if (column.content.filled < ENOUGH_SAMPLES) return true;
  const fit = fitOf(field, column.texts, column.content, day);
  return fit === null || fit >= DISAGREES_BELOW;
}

/** Smaller is stronger: exact headers before similar ones, telling aliases before vague ones. */
function strength(column: Column): number {
  return (column.claim?.exact ? 0 : 1000) + (column.claim?.rank ?? 0);
}

function byContent(
  field: 'nik' | 'birth_date' | 'sex' | 'email' | 'phone',
  columns: Column[],
  taken: Map<RosterField, Column[]>,
): Column[] {
  const used = new Set([...taken.values()].flat());
  const shareOf = (column: Column) => (field === 'birth_date' ? column.content.birthDate : column.content[field]);
  return columns.filter((column) => {
    // A header that is known for something else outweighs what its cells look like: family card numbers look like NIKs.
    const free = !used.has(column) && (column.reason === 'unknown' || column.reason === 'content_disagrees');
    const telling = field !== 'sex' || !column.content.constant;
    return free && telling && column.content.filled >= ENOUGH_SAMPLES && shareOf(column) >= CONTENT_SAYS_FROM;
  });
}

/** Two traps that only the column as a whole shows. */
function askAboutNumbers(columns: Column[], taken: Map<RosterField, Column[]>, questions: MappingQuestion[]): void {
  for (const column of columns) {
    const asksForBpjs = column.reason === 'unknown' && BPJS_NUMBER_HEADERS.has(headerKey(column.header));
    if (asksForBpjs && column.content.jkn < 0.5 && !taken.has('kpj'))
      questions.push(question('kpj_or_jkn', 'kpj', [column], false));
  }
  const cut = (taken.get('nik') ?? []).filter((column) => column.content.nikEndsInZero);
  if (cut.length > 0) questions.push(question('nik_ends_in_zero', 'nik', cut, false));
}

function question(
  code: MappingQuestion['code'],
  field: RosterField,
  columns: Column[],
  blocking: boolean,
): MappingQuestion {
  return { code, field, columns: columns.map((column) => column.index), blocking };
}

function proposed(column: Column, field: RosterField | null): ProposedColumn {
  const { index, header, claim } = column;
  if (!field) return { index, header, field, confidence: null, reason: column.reason };
  if (claim?.field !== field) return { index, header, field, confidence: 'guess', reason: 'content' };
  const disagrees = column.reason === 'content_disagrees';
  const confidence = disagrees ? 'guess' : claim.exact ? 'sure' : 'likely';
  return {
    index,
    header,
    field,
    confidence,
    reason: disagrees ? 'content_disagrees' : claim.exact ? 'header' : 'similar_header',
  };
}
