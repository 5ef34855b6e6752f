import { CHANGE_KINDS, isRise, type ChangeKind, type ChangePart, type ChangeSummary } from './change-kinds.rules.js';

/** Whose change is asked for: of one kind, and of those who were or became something. */
export interface ChangeFilter {
  kind: ChangeKind;
  /** null: any; '' is "none given". */
  was: string | null;
  /** For wages also `up` and `down`: all bands of that direction. */
  became: string | null;
}

/** Stands for the empty code in addresses, where an empty value means "any"; other lists read the same. */
export const NO_CODE = 'none';
export const WAGES_UP = 'up';
export const WAGES_DOWN = 'down';

/** Places from and to, both included; none when from is beyond to. */
export interface PlaceRange {
  from: number;
  to: number;
}

export function readChangeFilter(query: { kind?: string; was?: string; became?: string }): ChangeFilter {
  return {
    kind: CHANGE_KINDS.find((kind) => kind === query.kind) ?? 'joined',
    was: codeOf(query.was),
    became: codeOf(query.became),
  };
}

/** The filter as parameters of an address. */
export function changeQuery({ kind, was, became }: ChangeFilter): Record<string, string | null> {
  return { kind, was: was === '' ? NO_CODE : was, became: became === '' ? NO_CODE : became };
}

export function partsOf(summary: ChangeSummary, { kind, was, became }: ChangeFilter): ChangePart[] {
  return summary.kinds[kind].parts.filter(
    (part) => (was === null || (part.was ?? '') === was) && (became === null || isBecome(kind, part, became)),
  );
}

/** Where the people of a filter stand; they stand together, because every filter takes neighbouring parts. */
export function placesOf(summary: ChangeSummary, filter: ChangeFilter): PlaceRange & { people: number } {
  const parts = neighbours(partsOf(summary, filter));
  const last = parts.at(-1);
  const from = parts[0]?.first ?? 1;
  const to = last ? last.first + last.people - 1 : 0;
  return { from, to, people: to - from + 1 };
}

/** Only the first run of parts without a gap: a made-up address gets less, never somebody else. */
function neighbours(parts: ChangePart[]): ChangePart[] {
  const gap = parts.findIndex(
    (part, i) => i > 0 && part.first !== (parts[i - 1]?.first ?? 0) + (parts[i - 1]?.people ?? 0),
  );
  return gap < 0 ? parts : parts.slice(0, gap);
}

function isBecome(kind: ChangeKind, part: ChangePart, became: string): boolean {
  if (kind === 'wage' && (became === WAGES_UP || became === WAGES_DOWN))
    return isRise(part.became ?? '') === (became === WAGES_UP);
  return (part.became ?? '') === became;
}

function codeOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  return text === NO_CODE ? '' : text;
}
