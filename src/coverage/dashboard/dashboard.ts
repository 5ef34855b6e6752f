import { Injectable } from '@nestjs/common';
import { Clock, type Locale } from '../../kernel/index.js';
import { type CoverageDefinition, Reference } from '../../reference/index.js';
import { MarginsCache } from '../cells/margins-cache.js';
import { effectiveDay, type Counts } from '../coverage.rules.js';
import { Figures } from '../figures/figures.service.js';
import type { Figure } from '../figures/figures.repository.js';
import { Places } from '../places.js';
import { coverageTrend, type TrendPoint } from '../snapshots/trend.query.js';
import { CoverageGroups } from './coverage-groups.js';
import { ownRegion } from './own-region.query.js';

const DAILY_DAYS = 31;
const TREND_DAYS = 400;

/** Everything the dashboard says, in numbers. */
export interface DashboardFacts {
  /** YYYY-MM-DD the numbers hold for. */
  day: string;
  /** Number of the registry extract; 0 before the first. */
  extract: number;
  definition: CoverageDefinition;
  whole: Counts;
  groups: CoverageGroups;
  trend: TrendPoint[];
  figures: Figure[];
  /** Digits of the place the workspace is responsible for, or ''. */
  region: string;
}

@Injectable()
export class Dashboard {
  constructor(
    private readonly margins: MarginsCache,
    private readonly places: Places,
    private readonly figures: Figures,
    private readonly reference: Reference,
    private readonly clock: Clock,
  ) {}

  /** @returns null for a workspace without anybody on its roster */
  async facts(workspaceId: string, locale: Locale): Promise<DashboardFacts | null> {
    const kept = await this.margins.read(workspaceId);
    if (!kept || kept.margins.whole.workers === 0) return null;
    const { head, margins } = kept;
    const day = effectiveDay(head.asOf, this.clock.today());
    const names = await this.places.names(locale, margins.region.keys());
    const earlier = await coverageTrend(workspaceId, {
      from: before(day, TREND_DAYS),
      dailyFrom: before(day, DAILY_DAYS),
    });
    return {
      day,
      extract: head.extract,
      definition: await this.reference.coverageDefinition(),
      whole: margins.whole,
      groups: new CoverageGroups(margins, names, locale, day),
      trend: upTo(day, margins.whole, earlier),
      figures: await this.figures.holding(workspaceId),
      region: await ownRegion(workspaceId),
    };
  }
}

/** Snapshots of earlier days, and the present itself as the last point. */
function upTo(day: string, whole: Counts, earlier: TrendPoint[]): TrendPoint[] {
  const past = earlier.filter((point) => point.day < day);
  return [...past, { day, split: whole.splits.headline, definition: earlier.at(-1)?.definition ?? '' }];
}

function before(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}
