import { Body, Get, Injectable, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { ConfirmImport, CorrectMapping, ImportsRepository, type ImportKind } from '../../imports/index.js';
import { AppError, Refused, type Actor } from '../../kernel/index.js';
import { anId, CurrentActor, Form, FormBody, notice, page, redirect, Requires } from '../../platform/web/index.js';
import { readColumnsForm } from './columns.page.js';
import { importsPath, RIGHTS } from './import-rights.js';
import { ImportViews } from './import-views.js';
import { readSeen } from './rehearsal.page.js';
import { failureTexts } from './words.js';

export class ConfirmPageForm {
  @IsOptional() @Matches(/^[0-9.]{0,200}$/) seen?: string;
  @IsOptional() @Matches(/^(yes)?$/) acceptLeavers?: string;
}

/** What people do with a file: correct its columns, confirm it, discard it, undo it. */
export function ImportActs(kind: ImportKind) {
  const may = RIGHTS[kind];

  @Injectable()
  @ApiExcludeController()
  class Acts {
    constructor(
      readonly imports: ImportsRepository,
      readonly views: ImportViews,
      readonly mappings: CorrectMapping,
      readonly confirming: ConfirmImport,
    ) {}

    @Get(':id/columns')
    @Requires(may.upload)
    async columns(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      const file = await this.imports.get(id, kind);
      if (file.state !== 'ready' && file.state !== 'mapping') return redirect(this.path(actor, id));
      return page(await this.views.columnsPage(actor, file, null, null), { full: 'rosters/import-columns' });
    }

    @Post(':id/mapping')
    @Requires(may.upload)
    async map(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Body() body: Record<string, unknown>) {
      const file = await this.imports.get(id, kind);
      const { mapping, choice } = readColumnsForm(body, file.headers?.length ?? 0);
      // Reading the file anew makes other columns: what was chosen for the present ones would mean nothing.
      const said = body.act === 'read' ? { choice } : { mapping };
      try {
        await this.mappings.correct(id, kind, said);
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 422) return this.refused(actor, id, error);
        const refusal = failureTexts(actor.locale, error).reason;
        const view = await this.views.columnsPage(actor, file, mapping, refusal);
        return page(view, { full: 'rosters/import-columns', status: 422 });
      }
      return redirect(this.path(actor, id));
    }

    @Post(':id/confirmation')
    @Requires(may.confirm)
    async confirm(
      @CurrentActor() actor: Actor,
      @Param('id', anId) id: string,
      @FormBody(ConfirmPageForm) { values }: Form<ConfirmPageForm>,
    ) {
      const acceptLeavers = values.acceptLeavers === 'yes';
      return this.after(actor, id, () =>
        this.confirming.confirm(actor, id, kind, { acceptLeavers, seen: readSeen(values.seen) }),
      );
    }

    @Post(':id/discard')
    @Requires(may.upload)
    discard(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      return this.after(actor, id, () => this.confirming.discard(id, kind));
    }

    @Post(':id/reversal')
    @Requires(may.reverse)
    reverse(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      return this.after(actor, id, () => this.confirming.reverse(actor, id, kind));
    }

    async after(actor: Actor, id: string, act: () => Promise<unknown>) {
      try {
        await act();
      } catch (error) {
        return this.refused(actor, id, error);
      }
      return redirect(this.path(actor, id));
    }

    /** What is not possible any more is said above the page of the file as it is now. */
    refused(actor: Actor, id: string, error: unknown) {
      if (!(error instanceof AppError) || !error.code.startsWith('imports.')) throw error;
      notice('warning', `imports.errors.${error.code.slice('imports.'.length)}`, error.params);
      return redirect(this.path(actor, id));
    }

    path(actor: Actor, id: string): string {
      return `${importsPath(actor.workspaceSlug, kind)}/${id}`;
    }
  }
  return Acts;
}
