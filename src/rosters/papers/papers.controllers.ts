import { Controller, Get, Injectable, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ImportsRepository, Papers, type ImportKind, type PaperKind } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { anId, CurrentActor, page, Requires } from '../../platform/web/index.js';
import { RIGHTS } from '../uploads/import-rights.js';
import { paperView } from './paper.page.js';

/** The page on which one sees a large paper being made, and then takes it. */
function PaperPage(of: ImportKind, kind: PaperKind) {
  @Injectable()
  @ApiExcludeController()
  class Page {
    constructor(
      readonly imports: ImportsRepository,
      readonly papers: Papers,
    ) {}

    @Get(kind)
    @Requires(kind === 'corrections' ? RIGHTS[of].upload : 'rosters.export')
    async show(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      const file = await this.imports.get(id, of);
      const view = paperView(actor, file, await this.papers.standing(actor, file, kind));
      return page(view, { full: 'rosters/paper', part: 'rosters/paper.hx' });
    }
  }
  return Page;
}

@Controller('w/:workspace/imports/:id/papers')
export class RosterCorrectionsPaper extends PaperPage('roster', 'corrections') {}

@Controller('w/:workspace/imports/:id/papers')
export class RosterChangesPaper extends PaperPage('roster', 'changes') {}

@Controller('w/:workspace/registry/imports/:id/papers')
export class RegistryCorrectionsPaper extends PaperPage('registry', 'corrections') {}

export const PAPER_CONTROLLERS = [RosterCorrectionsPaper, RosterChangesPaper, RegistryCorrectionsPaper];
