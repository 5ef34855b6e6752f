import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planSearch } from '../../../src/rosters/workers/search-plan.rules.js';
import {
  EVERYBODY,
  filterParams,
  readWorkerFilter,
  type WorkerFilter,
} from '../../../src/rosters/workers/worker-filter.rules.js';
import { afterPrefix, holdsNik, readWorkerText } from '../../../src/rosters/workers/worker-text.rules.js';

describe('search text', () => {
  it.each([
    ['', null],
    ['   ', null],
    ['siti', { kind: 'name', prefix: 'SITI' }],
    ['  H. Achmad Fauzi, S.Pd ', { kind: 'name', prefix: 'ACHMAD FAUZI' }],
    ['0007', { kind: 'tail', digits: '0007' }],
    ['12345678901', { kind: 'kpj', digits: '12345678901' }],
    ['1234.5678.901', { kind: 'kpj', digits: '12345678901' }],
    ['9999 0000 0000 0007', { kind: 'nik', digits: '9999000000000007' }],
    ['12345', { kind: 'unusable' }],
    ['...', { kind: 'unusable' }],
  ])('%j', (typed, read) => expect(readWorkerText(typed)).toEqual(read));

  it('sees a NIK through whatever stands between its digits', () => {
    expect(holdsNik('nik 9999.0000-0000 0007')).toBe(true);
    expect(holdsNik('12345678901')).toBe(false);
  });

  it('finds exactly the texts that begin with a prefix between it and what follows it', () => {
    const bytes = (text: string) => Buffer.from(text, 'utf8');
    const word = fc.string({ unit: fc.constantFrom(...'ABYZ ÉΩ~\u{1F600}'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(word, word, (prefix, text) => {
        const inside =
          Buffer.compare(bytes(text), bytes(prefix)) >= 0 &&
          Buffer.compare(bytes(text), bytes(afterPrefix(prefix))) < 0;
        expect(inside).toBe(text.startsWith(prefix));
      }),
    );
  });
});

describe('filter of the list', () => {
  it('reads what it writes', () => {
    const filter: WorkerFilter = {
      region: '32',
      sector: '',
      sex: 'P',
      age: '25-34',
      coverage: 'expiring',
      programme: 'jht',
      importId: '01a209a7-2154-7e16-af4a-a5051dad9a9a',
      left: true,
    };
    expect(readWorkerFilter(filterParams(filter))).toEqual({ filter, faults: [] });
    expect(filterParams(filter).sector).toBe('none');
  });

  it('takes dotted region codes', () => expect(readWorkerFilter({ region: '32.05' }).filter.region).toBe('3205'));

  it('names what it does not understand', () => {
    const { filter, faults } = readWorkerFilter({ region: '3', coverage: 'maybe', sex: ['L', 'P'], import: 'none' });
    expect(faults).toEqual(['region', 'coverage', 'import']);
    expect(filter).toEqual(EVERYBODY);
  });
});

describe('plan of a search', () => {
  const roster = 1_000_000;
  const size = (matches: number, readable: number) => ({ roster, matches, readable, limit: 51 });

  it('asks nothing when the counts say that nobody matches', () => {
    expect(planSearch(size(0, 5000), null, true)).toEqual({ kind: 'nobody' });
    expect(planSearch(size(0, 5000), null, false).kind).not.toBe('nobody');
  });
  it('gathers what is rare', () => expect(planSearch(size(2000, 2000), null, true).kind).toBe('gather'));
  it('walks the names for what is common', () => {
    expect(planSearch(size(300_000, 300_000), null, true).kind).toBe('walk');
    expect(planSearch(size(500_000, Infinity), null, true)).toEqual({ kind: 'walk', budget: Infinity });
  });
  it('never spends much more on walking than gathering would cost', () => {
    fc.assert(
      fc.property(fc.nat(roster), fc.nat(roster), (matches, more) => {
        const readable = Math.min(roster, matches + more);
        const plan = planSearch(size(Math.max(matches, 1), readable), null, true);
        const walked = (roster * 51) / Math.max(matches, 1);
        if (plan.kind === 'gather') expect(readable).toBeLessThanOrEqual(walked);
        else if (plan.kind === 'walk') expect(plan.budget).toBeLessThanOrEqual(Math.max(4 * readable, 1000) + 1);
      }),
    );
  });
});
