import { ageBandOf, ageBands, type AgeBandKey, type Locale } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import type { CoverageMargins } from '../cells/coverage-margins.query.js';
import { PROGRAMMES, splitOf, type Counts, type Split } from '../coverage.rules.js';
import type { PlaceNames } from '../places.js';
import type { BreakdownGroup } from './breakdown.js';

export const BREAKDOWNS = ['programme', 'region', 'sector', 'sex', 'age'] as const;
export type BreakdownName = (typeof BREAKDOWNS)[number];

/** Groups of every dimension, in the order a reader expects: the biggest places first, ages from young to old. */
export class CoverageGroups {
  constructor(
    private readonly margins: CoverageMargins,
    private readonly names: PlaceNames,
    private readonly locale: Locale,
    /** YYYY-MM-DD that ages are told for. */
    private readonly day: string,
  ) {}

  of(name: BreakdownName): BreakdownGroup[] {
    switch (name) {
      case 'programme':
        return this.programmes();
      case 'region':
        return this.places(this.margins.region, (code) => this.names.region(code), 'region');
      case 'sector':
        return this.places(this.margins.sector, (code) => this.names.sector(code), 'sector');
      case 'sex':
        return this.sexes();
      case 'age':
        return this.ages();
    }
  }

  private programmes(): BreakdownGroup[] {
    const t = translator(this.locale);
    const { splits } = this.margins.whole;
    return PROGRAMMES.map((programme) => ({
      label: t(`coverage.programme.${programme}`),
      split: splits[programme],
      people: { programme },
    }));
  }

  private places(
    counts: Map<string, Counts>,
    name: (code: string) => string,
    dimension: 'region' | 'sector',
  ): BreakdownGroup[] {
    return [...counts]
      .sort(([codeA, a], [codeB, b]) => b.workers - a.workers || (codeA < codeB ? -1 : 1))
      .map(([code, { splits }]) => ({ label: name(code), split: splits.headline, people: { [dimension]: code } }));
  }

  private sexes(): BreakdownGroup[] {
    const t = translator(this.locale);
    return (['L', 'P'] as const).flatMap((sex) => {
      const counts = this.margins.sex.get(sex);
      const label = t(sex === 'L' ? 'shared.sex.male' : 'shared.sex.female');
      return counts ? [{ label, split: counts.splits.headline, people: { sex } }] : [];
    });
  }

  private ages(): BreakdownGroup[] {
    const t = translator(this.locale);
    const bySplit = Map.groupBy(this.margins.cohort, ([cohort]) => ageBandOf(Number(cohort), this.day));
    return ageBands(this.day).flatMap(({ key, firstYear, lastYear }) => {
      const cohorts = bySplit.get(key) ?? [];
      if (cohorts.length === 0) return [];
      const born = { first: firstYear ?? '', last: lastYear ?? '' };
      const years = t(`coverage.born.${firstYear === null ? 'before' : lastYear === null ? 'after' : 'between'}`, born);
      const split = sum(cohorts.map(([, { splits }]) => splits.headline));
      return [{ label: `${ageLabel(key)} (${years})`, split, people: { age: key } }];
    });
  }
}

function ageLabel(key: AgeBandKey): string {
  return key === '0-14' ? '< 15' : key === '65-' ? '65+' : key.replace('-', '–');
}

function sum(splits: Split[]): Split {
  const add = (key: keyof Split) => splits.reduce((total, split) => total + split[key], 0);
  return splitOf(add('workers'), add('active'), add('lapsed'), add('never'));
}
