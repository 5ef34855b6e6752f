/** What may happen to a person from one file to the next. One person can stand under several. */
export const CHANGE_KINDS = ['joined', 'left', 'returned', 'wage', 'wage_set', 'sector', 'region', 'coverage'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Edges between bands of wage changes, in percent of the earlier wage; a band holds its lower edge. */
export const WAGE_EDGES = [-20, -5, 0, 5, 10, 20, 50] as const;

/** Bands of wage changes from the largest fall to the largest rise; band i lies between edges i-1 and i. */
export const WAGE_BANDS = ['fall20', 'fall5', 'fall', 'rise', 'rise5', 'rise10', 'rise20', 'rise50'] as const;
export type WageBand = (typeof WAGE_BANDS)[number];

export function isRise(band: string): boolean {
  return band.startsWith('rise');
}

/** People of one kind who changed alike. They stand together in the list of their kind. */
export interface ChangePart {
  /** Code before: a sector, a region, a coverage status; null where there is none. */
  was: string | null;
  /** Code after; for wages the band. */
  became: string | null;
  people: number;
  /** Place of the first of them, from 1. */
  first: number;
  /** Whole rupiah by which their wages changed together; 0 for other kinds. */
  by: number;
}

export interface KindSummary {
  people: number;
  /** In the order of the list. */
  parts: ChangePart[];
}

/** What one file changed. Numbers that a person can be in more than once are not added up. */
export interface ChangeSummary {
  kinds: Record<ChangeKind, KindSummary>;
  /** Wages of everybody whose wage rose or fell, before and after, in whole rupiah. */
  wages: { before: number; after: number };
  /** People on the roster; null when somebody changed it before it could be counted. */
  roster: { before: number; after: number } | null;
}

export interface CountedPart extends ChangePart {
  kind: ChangeKind;
}

/** @param counted parts of all kinds @param after people on the roster now, or null when that is not the file's doing */
export function summaryOf(
  counted: readonly CountedPart[],
  wages: ChangeSummary['wages'],
  after: number | null,
): ChangeSummary {
  const kinds = Object.fromEntries(
    CHANGE_KINDS.map((kind) => {
      const parts = counted
        .filter((part) => part.kind === kind)
        .map(({ was, became, people, first, by }) => ({ was, became, people, first, by }))
        .sort((a, b) => a.first - b.first);
      return [kind, { people: parts.reduce((sum, { people }) => sum + people, 0), parts }];
    }),
  ) as ChangeSummary['kinds'];
  const net = kinds.joined.people + kinds.returned.people - kinds.left.people;
  return { kinds, wages, roster: after === null ? null : { before: after - net, after } };
}

/** People and rupiah of the wages that rose, or fell. */
export function wageTotals(summary: ChangeSummary, rose: boolean): { people: number; by: number } {
  const parts = summary.kinds.wage.parts.filter(({ became }) => isRise(became ?? '') === rose);
  return {
    people: parts.reduce((sum, { people }) => sum + people, 0),
    by: parts.reduce((sum, { by }) => sum + by, 0),
  };
}

/** Everybody in whom the file changed something that is told here; a person may be counted under several kinds. */
export function changesIn(summary: ChangeSummary): number {
  return CHANGE_KINDS.reduce((sum, kind) => sum + summary.kinds[kind].people, 0);
}
