import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { ImportsRepository, type Import } from '../../imports/index.js';
import { AppError, Refused, type Actor } from '../../kernel/index.js';
import { anId, CurrentActor, notice, page, redirect, Requires } from '../../platform/web/index.js';
import { importsPath } from '../uploads/import-rights.js';
import { failureTexts } from '../uploads/words.js';
import { askedBy, readRepairForm } from './repair-form.rules.js';
import { RepairImport } from './repair-import.js';
import type { Wrong } from './repair-choices.page.js';
import { RepairViews } from './repair-views.js';

export class RepairsQuery {
  @IsOptional() @Matches(/^[a-z_.]{0,60}$/) cause?: string;
}

/** Wrong cells of one cause, or of all: what they may mean, what that would do, and giving it to the file. */
@ApiExcludeController()
@Controller('w/:workspace/imports/:id/repairs')
@Requires('rosters.upload')
export class RepairsController {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly repairing: RepairImport,
    private readonly views: RepairViews,
  ) {}

  @Get()
  async choose(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Query() { cause }: RepairsQuery) {
    const { file, wrong } = await this.wrongOf(id, cause ?? '');
    if (wrong.cells.length === 0) return redirect(this.path(actor, id));
    return page(await this.views.choices(actor, file, wrong, null, null), { full: 'rosters/repairs' });
  }

  @Post('preview')
  @HttpCode(200)
  async preview(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Body() body: Record<string, unknown>) {
    const form = readRepairForm(body);
    const { file, wrong } = await this.wrongOf(id, form.cause);
    if (wrong.cells.length === 0)
      return this.refused(actor, id, new Refused('imports.not-possible-now', { state: file.state }));
    try {
      const plan = await this.repairing.preview(file, askedBy(form));
      return page(await this.views.preview(actor, file, wrong, plan, form), { full: 'rosters/repair-preview' });
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 422) return this.refused(actor, id, error);
      const refusal = failureTexts(actor.locale, error).reason;
      const view = await this.views.choices(actor, file, wrong, form, refusal);
      return page(view, { full: 'rosters/repairs', status: 422 });
    }
  }

  @Post()
  async give(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Body() body: Record<string, unknown>) {
    const form = readRepairForm(body);
    return this.after(actor, id, () => this.repairing.give(actor, id, askedBy(form), form.remember));
  }

  @Post(':repair/removal')
  async takeBack(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Param('repair', anId) repair: string) {
    return this.after(actor, id, () => this.repairing.takeBack(actor, id, repair));
  }

  private async wrongOf(id: string, cause: string): Promise<{ file: Import; wrong: Wrong }> {
    const file = await this.imports.get(id, 'roster');
    const found = await this.repairing.wrongCells(file);
    return { file, wrong: { cause, cells: found.filter((one) => cause === '' || one.cause === cause) } };
  }

  private async after(actor: Actor, id: string, act: () => Promise<unknown>) {
    try {
      await act();
    } catch (error) {
      return this.refused(actor, id, error);
    }
    return redirect(this.path(actor, id));
  }

  /** What is not possible any more is said above the page of the file as it is now. */
  private refused(actor: Actor, id: string, error: unknown) {
    if (!(error instanceof AppError) || !/^(imports|repairs)\./.test(error.code)) throw error;
    notice('warning', error.code.replace('.', '.errors.'), error.params);
    return redirect(this.path(actor, id));
  }

  private path(actor: Actor, id: string): string {
    return `${importsPath(actor.workspaceSlug, 'roster')}/${id}`;
  }
}
