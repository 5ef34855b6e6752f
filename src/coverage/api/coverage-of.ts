import { Injectable } from '@nestjs/common';
import { Clock, Refused } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/db/index.js';
import { Reference } from '../../reference/index.js';
import { coverageBy, type CoverageGroup } from '../cells/coverage-by.query.js';
import { coverageHead, type CoverageHead } from '../cells/coverage-head.query.js';
import { covered, effectiveDay, PROGRAMMES, splitOf, type Split, type Status } from '../coverage.rules.js';
import { snapshotOfDay } from '../snapshots/snapshot-of-day.query.js';
import {
  cellDimensions,
  readQuestion,
  snapshotDimension,
  type CoverageQuestion,
  type Dimension,
} from './coverage-question.rules.js';

/** The four statuses add up to `workers`; `percent` is active of workers, 0 to 100 with two decimals. */
export type Figures = Record<Status | 'workers', number> & { percent: number | null };

export interface CoverageReport {
  /** YYYY-MM-DD the figures hold for. */
  as_of: string;
  definition: { code: string; version: number; title: string; programmes: string[]; text: string };
  source: { registry_extract: number; kept_as: 'current' | 'snapshot' };
  by: Dimension[];
  total: Figures & { expiring?: number };
  /** One per combination that has workers; with `programme` the statuses are those of the programme. */
  groups: (Partial<Record<Dimension, string>> & Figures)[];
}

const MOST_GROUPS = 20_000;

/** Coverage of a workspace for machines and for the command line. */
@Injectable()
export class CoverageOf {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reference: Reference,
    private readonly clock: Clock,
  ) {}

  /**
   * @param asked `by`: dimensions; `asOf`: YYYY-MM-DD, absent for now
   * @throws Refused 422 `coverage.*` for a day or grouping that there are no figures of
   */
  forWorkspace(workspaceId: string, asked: { by?: readonly string[]; asOf?: string | null }): Promise<CoverageReport> {
    return this.work.run({ role: 'app', workspaceId, readOnly: true }, async () =>
      this.answer(workspaceId, readQuestion(asked)),
    );
  }

  private async answer(workspaceId: string, question: CoverageQuestion): Promise<CoverageReport> {
    const head = await coverageHead(workspaceId);
    const today = this.clock.today();
    const day = head ? effectiveDay(head.asOf, today) : today;
    const asked = question.asOf ?? day;
    if (asked > today) throw Refused.invalid('coverage.future-day');
    const figures =
      asked === day ? await this.current(workspaceId, question, day) : await this.kept(workspaceId, question, asked);
    return { as_of: asked, ...(await this.words(head, asked === day)), by: question.by, ...figures };
  }

  private async current(workspaceId: string, { by }: CoverageQuestion, day: string) {
    const [whole] = await coverageBy(workspaceId, [], day, 1);
    const groups = by.length > 0 ? await coverageBy(workspaceId, cellDimensions(by), day, MOST_GROUPS) : [];
    if (groups.length > MOST_GROUPS) throw Refused.invalid('coverage.too-many-groups', { groups: MOST_GROUPS });
    const headline = whole?.counts.splits.headline ?? splitOf(0, 0, 0, 0);
    return {
      total: { ...figuresOf(headline), expiring: whole?.counts.expiring ?? 0 },
      groups: groups.filter(({ counts }) => counts.workers > 0).flatMap((group) => entriesOf(group, by)),
    };
  }

  private async kept(workspaceId: string, { by }: CoverageQuestion, day: string) {
    const dimension = snapshotDimension(by);
    const [whole] = await snapshotOfDay(workspaceId, day, 'all');
    if (!whole) throw Refused.invalid('coverage.no-snapshot', { day });
    const parts = dimension === 'all' ? [] : await snapshotOfDay(workspaceId, day, dimension);
    return {
      total: figuresOf(whole.split),
      groups: parts.map(({ key, split }) => ({ [dimension]: key, ...figuresOf(split) })),
    };
  }

  private async words(head: CoverageHead | null, isCurrent: boolean) {
    const { code, version, titleEn, textEn, programmes } = await this.reference.coverageDefinition();
    const source = { registry_extract: head?.extract ?? 0, kept_as: isCurrent ? 'current' : 'snapshot' } as const;
    return { definition: { code, version, title: titleEn, programmes, text: textEn }, source };
  }
}

function entriesOf({ keys, counts }: CoverageGroup, by: readonly Dimension[]) {
  if (!by.includes('programme')) return [{ ...keys, ...figuresOf(counts.splits.headline) }];
  return PROGRAMMES.map((name) => ({ ...keys, programme: name.toUpperCase(), ...figuresOf(counts.splits[name]) }));
}

function figuresOf(split: Split): Figures {
  const share = covered(split);
  return { ...split, percent: share === null ? null : Math.round(share * 10_000) / 100 };
}
