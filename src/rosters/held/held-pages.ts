import { Injectable } from '@nestjs/common';
import type { Import } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { Wording } from '../workers/worker-words.js';
import { CompareRows } from './compare-rows.js';
import { HeldRows } from './held-rows.query.js';
import type { HeldQuery } from './held.forms.js';
import { HELD_PER_PAGE, heldView } from './held.page.js';

/** Collects what the page of held rows shows, in the current unit of work. */
@Injectable()
export class HeldPages {
  constructor(
    private readonly held: HeldRows,
    private readonly comparing: CompareRows,
    private readonly wording: Wording,
  ) {}

  async of(actor: Actor, file: Import, query: HeldQuery) {
    const isDecided = query.show === 'decided';
    const cause = query.cause || undefined;
    const after = query.after ?? 0;
    const list = isDecided ? 'decided' : 'waiting';
    // While the plan is made again nothing that could be shown would hold.
    const rows = file.isWorking() ? [] : await this.held[list](file, cause, after, HELD_PER_PAGE + 1);
    const sides = await this.comparing.sides(file, rows);
    const regions = [...sides.values()].flat().filter(({ field }) => field === 'region');
    const codes = regions.flatMap(({ said, stored }) => [said, stored]).map((code) => String(code ?? ''));
    return heldView(actor, {
      ...{ file, isDecided, cause, after, rows, sides },
      questions: file.isWorking() || isDecided ? [] : await this.held.questions(file),
      decidedCount: await this.held.decidedCount(file),
      words: await this.wording.words(actor.locale, codes),
    });
  }
}
