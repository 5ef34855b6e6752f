import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor, NotFound, Refused } from '../../kernel/index.js';
import { seriesOf, type FigureEntry } from './figure.rules.js';
import { FiguresRepository, type Figure } from './figures.repository.js';

/** The newest entry of a series and those it superseded, newest first. */
export interface FigureSeries {
  /** Withdrawn: nothing holds now. */
  newest: Figure;
  older: Figure[];
}

/** Targets and denominators: stated by somebody with a source and a date, never computed here. */
@Injectable()
export class Figures {
  constructor(
    private readonly figures: FiguresRepository,
    private readonly audit: Audit,
  ) {}

  async series(workspaceId: string): Promise<FigureSeries[]> {
    const bySeries = Map.groupBy(await this.figures.all(workspaceId), seriesOf);
    return [...bySeries.values()].flatMap(([newest, ...older]) => (newest ? [{ newest, older }] : []));
  }

  holding(workspaceId: string): Promise<Figure[]> {
    return this.figures.holding(workspaceId);
  }

  async enter(actor: Actor, entries: readonly FigureEntry[]): Promise<void> {
    const repeated = entries.length - new Set(entries.map(seriesOf)).size;
    if (repeated > 0) throw Refused.invalid('coverage.figure-twice');
    await this.figures.add(actor.workspaceId ?? '', entries, actor.label);
    await this.audit.record({
      action: 'coverage.figures.entered',
      detail: { figures: entries.length, indicators: [...new Set(entries.map(({ indicator }) => indicator))] },
    });
  }

  /** Ends the series of an entry that holds. @throws NotFound for any other */
  async withdraw(actor: Actor, id: string): Promise<void> {
    const figure = (await this.figures.holding(actor.workspaceId ?? '')).find((one) => one.id === id);
    if (!figure) throw new NotFound();
    await this.figures.add(actor.workspaceId ?? '', [figure], actor.label, true);
    await this.audit.record({ action: 'coverage.figure.withdrawn', subject: { type: 'figure', id } });
  }
}
