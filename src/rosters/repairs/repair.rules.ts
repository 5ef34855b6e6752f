import type { CauseCode } from '../row/causes.js';
import { lookupKey } from '../row/lookup-key.js';

/** Fields whose wrong words can be given a meaning: short words of a list, never what tells who somebody is. */
export const VALUE_FIELDS = ['sex', 'sector', 'occupation', 'region', 'programmes', 'status'] as const;
export type ValueField = (typeof VALUE_FIELDS)[number];

/** Ways of being wrong that many cells share. A NIK and a name have none: nobody repairs those in bulk. */
const PATTERN_RULES = {
  'phone.lost_zero': { field: 'phone', answers: ['phone.unreadable'] },
  'phone.letters': { field: 'phone', answers: ['phone.unreadable'] },
  'phone.no_number': { field: 'phone', answers: ['phone.unreadable'] },
  'phone.leave_out': { field: 'phone', answers: ['phone.unreadable'], once: true },
  'wage.in_thousands': { field: 'wage', answers: ['wage.range'], wholeColumn: true },
  'wage.no_number': { field: 'wage', answers: ['wage.unreadable'] },
  'wage.leave_out': { field: 'wage', answers: ['wage.unreadable'], once: true },
  'kpj.jkn_number': { field: 'kpj', answers: ['kpj.jkn_number'] },
  'kpj.no_number': { field: 'kpj', answers: ['kpj.unreadable'] },
  'kpj.leave_out': { field: 'kpj', answers: ['kpj.unreadable'], once: true },
  'birth_date.month_first': {
    field: 'birth_date',
    answers: ['birth_date.unreadable', 'birth_date.future', 'birth_date.age', 'nik.birth_date_mismatch'],
  },
  'started_on.month_first': { field: 'started_on', answers: ['started_on.unreadable'], wholeColumn: true, once: true },
  'started_on.no_number': { field: 'started_on', answers: ['started_on.unreadable'] },
  'started_on.leave_out': { field: 'started_on', answers: ['started_on.unreadable'], once: true },
} as const satisfies Record<string, PatternRule>;

interface PatternRule {
  field: string;
  answers: readonly CauseCode[];
  /** Read so in every cell of the column, not only in those that were wrong. */
  wholeColumn?: boolean;
  /** True of one file at most: remembered, it would hide next month's mistakes. */
  once?: boolean;
}

export type RepairPattern = keyof typeof PATTERN_RULES;
export type PatternField = (typeof PATTERN_RULES)[RepairPattern]['field'];
export type RepairField = ValueField | PatternField;

/** In the order in which they are tried: the first that makes a cell readable is taken. */
export const PATTERNS = Object.keys(PATTERN_RULES) as RepairPattern[];

const VALUE_CAUSES: Partial<Record<CauseCode, ValueField>> = {
  'sex.unreadable': 'sex',
  'sector.unknown': 'sector',
  'sector.ambiguous': 'sector',
  'occupation.unknown': 'occupation',
  'region.unknown': 'region',
  'region.ambiguous': 'region',
  'programmes.unreadable': 'programmes',
  'status.unreadable': 'status',
};

/** One repair as the reader of a file gets it. */
export interface GivenRepair {
  id: string;
  field: RepairField;
  /** Which kind of wrong cell it is about; null: about cells that say `from`. */
  pattern: RepairPattern | null;
  /** As `valueKey` writes it. */
  from: string | null;
  /** What such a cell means: a code, or '' for nothing. */
  to: string;
}

export function isPattern(text: string): text is RepairPattern {
  return Object.hasOwn(PATTERN_RULES, text);
}

export function patternRule(pattern: RepairPattern): PatternRule & { field: PatternField } {
  return PATTERN_RULES[pattern];
}

/** The field whose words can be given a meaning when they have this cause. */
export function valueFieldOf(cause: string): ValueField | null {
  return VALUE_CAUSES[cause as CauseCode] ?? null;
}

const NONE: readonly RepairPattern[] = [];
/** Asked for every faulty row of a file. */
const BY_CAUSE = new Map<string, RepairPattern[]>();
for (const pattern of PATTERNS)
  for (const cause of PATTERN_RULES[pattern].answers) BY_CAUSE.set(cause, [...(BY_CAUSE.get(cause) ?? []), pattern]);

/** Patterns that can answer a cause. */
export function patternsOf(cause: string): readonly RepairPattern[] {
  return BY_CAUSE.get(cause) ?? NONE;
}

export function isRepairable(cause: string): boolean {
  return valueFieldOf(cause) !== null || patternsOf(cause).length > 0;
}

/** Whether a repair may be kept for the next files. */
export function mayRemember(pattern: RepairPattern | null): boolean {
  return pattern === null || patternRule(pattern).once !== true;
}

/** Only a field that every row needs cannot mean nothing. */
export function mayMeanNothing(field: RepairField): boolean {
  return field !== 'sex' && field !== 'birth_date';
}

const LONGEST_VALUE = 80;
const MOST_DIGITS = 5;

/**
 * How wrong words are compared: letter case, signs and spaces do not count. null for what cannot be repaired by its
 * words: too long, or with so many digits that it could be somebody's number.
 */
export function valueKey(text: string): string | null {
  const bare = text.trim();
  if (bare === '' || bare.length > LONGEST_VALUE || bare.includes('@')) return null;
  if (bare.replace(/\P{Nd}/gu, '').length > MOST_DIGITS) return null;
  return lookupKey(bare) || bare.toUpperCase();
}

/** The note that a cell read by a repair leaves in the file's tally. */
export function noteOf(repair: Pick<GivenRepair, 'field' | 'id'>): `given.${string}` {
  return `given.${repair.field}:${repair.id}`;
}
