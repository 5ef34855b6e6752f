import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changesIn,
  CHANGE_KINDS,
  isRise,
  summaryOf,
  WAGE_BANDS,
  WAGE_EDGES,
  wageTotals,
  type CountedPart,
} from '../../../src/rosters/changes/change-kinds.rules.js';
import {
  changeQuery,
  partsOf,
  placesOf,
  readChangeFilter,
  WAGES_DOWN,
  WAGES_UP,
} from '../../../src/rosters/changes/change-filter.rules.js';

const part = (given: Partial<CountedPart>): CountedPart => ({
  ...{ kind: 'joined', was: null, became: null, people: 1, first: 1, by: 0 },
  ...given,
});
const wages: CountedPart[] = [
  part({ kind: 'wage', became: 'rise50', people: 2, first: 1, by: 3_000_000 }),
  part({ kind: 'wage', became: 'rise', people: 5, first: 3, by: 500_000 }),
  part({ kind: 'wage', became: 'fall20', people: 3, first: 8, by: -900_000 }),
];
const moves: CountedPart[] = [
  part({ kind: 'sector', was: '', became: 'G', people: 4, first: 1 }),
  part({ kind: 'sector', was: 'A', became: 'F', people: 2, first: 5 }),
  part({ kind: 'sector', was: 'A', became: 'G', people: 1, first: 7 }),
];

describe('what a file changed', () => {
  it('counts every kind, also those that nobody is in', () => {
    const summary = summaryOf([...moves, ...wages], { before: 10, after: 20 }, null);
    expect(Object.keys(summary.kinds)).toEqual([...CHANGE_KINDS]);
    expect([summary.kinds.sector.people, summary.kinds.wage.people, summary.kinds.left.people]).toEqual([7, 10, 0]);
    expect([changesIn(summary), summary.roster]).toEqual([17, null]);
  });

  it('tells from the roster now how many there were before', () => {
    const counted = [
      part({ kind: 'joined', people: 9 }),
      part({ kind: 'left', people: 4 }),
      part({ kind: 'returned', people: 2 }),
    ];
    expect(summaryOf(counted, { before: 0, after: 0 }, 207).roster).toEqual({ before: 200, after: 207 });
  });

  it('splits wages into rises and falls that add up to all of them', () => {
    const summary = summaryOf(wages, { before: 0, after: 0 }, null);
    const [rose, fell] = [wageTotals(summary, true), wageTotals(summary, false)];
    expect([rose, fell]).toEqual([
      { people: 7, by: 3_500_000 },
      { people: 3, by: -900_000 },
    ]);
    expect(rose.people + fell.people).toBe(summary.kinds.wage.people);
  });

  it('has one band more than edges, falls below zero and rises above it', () => {
    expect(WAGE_BANDS).toHaveLength(WAGE_EDGES.length + 1);
    const falls = WAGE_BANDS.filter((band) => !isRise(band));
    expect(falls).toHaveLength(WAGE_EDGES.indexOf(0) + 1);
    expect([...WAGE_EDGES].sort((a, b) => a - b)).toEqual([...WAGE_EDGES]);
  });
});

describe('whose change is asked for', () => {
  const summary = summaryOf([...moves, ...wages], { before: 0, after: 0 }, null);

  it('comes back from an address as it went into it', () => {
    const filters = [...moves, ...wages].map(({ kind, was, became }) => ({ kind, was, became }));
    for (const filter of filters) {
      const query = Object.fromEntries(Object.entries(changeQuery(filter)).filter(([, value]) => value !== null));
      expect(readChangeFilter(query as Record<string, string>)).toEqual(filter);
    }
    expect(readChangeFilter({ kind: 'nonsense' }).kind).toBe('joined');
  });

  it('finds the places of all, of one part, of those without a code before, and of a direction', () => {
    const places = (query: Record<string, string>) => placesOf(summary, readChangeFilter(query));
    expect(places({ kind: 'sector' })).toEqual({ from: 1, to: 7, people: 7 });
    expect(places({ kind: 'sector', was: 'A', became: 'F' })).toEqual({ from: 5, to: 6, people: 2 });
    expect(places({ kind: 'sector', was: 'none' })).toEqual({ from: 1, to: 4, people: 4 });
    expect(places({ kind: 'wage', became: WAGES_UP })).toEqual({ from: 1, to: 7, people: 7 });
    expect(places({ kind: 'wage', became: WAGES_DOWN })).toEqual({ from: 8, to: 10, people: 3 });
    expect(places({ kind: 'left' }).people).toBe(0);
    expect(places({ kind: 'sector', was: 'Z' }).people).toBe(0);
  });

  it('never reaches into people who are not asked for', () => {
    // G after nothing and G after A do not stand together: an address that asks for both gets the first of them.
    const filter = readChangeFilter({ kind: 'sector', became: 'G' });
    expect(partsOf(summary, filter)).toHaveLength(2);
    expect(placesOf(summary, filter)).toEqual({ from: 1, to: 4, people: 4 });
  });

  it('opens every person of a kind exactly once over its parts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 12 }), (sizes) => {
        let first = 1;
        const counted = sizes.map((people, index) => {
          const one = part({ kind: 'region', was: `r${index}`, became: 'x', people, first });
          first += people;
          return one;
        });
        const made = summaryOf(counted, { before: 0, after: 0 }, null);
        const opened = counted.flatMap(({ was, became }) => {
          const { from, to } = placesOf(made, { kind: 'region', was, became });
          return Array.from({ length: to - from + 1 }, (_, index) => from + index);
        });
        expect(opened).toEqual(Array.from({ length: made.kinds.region.people }, (_, index) => index + 1));
      }),
    );
  });
});
