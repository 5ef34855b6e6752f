import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ImportsRepository, type Import } from '../../imports/index.js';
import { AppError, type Actor } from '../../kernel/index.js';
import { localPath } from '../../platform/views/index.js';
import { anId, CurrentActor, notice, page, redirect, Requires } from '../../platform/web/index.js';
import { CHOICES } from './choices.rules.js';
import { DecideRows } from './decide-rows.js';
import { HeldQuery, readRowChoices } from './held.forms.js';
import { heldPath } from './held.page.js';
import { HeldPages } from './held-pages.js';

/** Held rows beside what is stored, and what people decide about them. */
@ApiExcludeController()
@Controller('w/:workspace/imports/:id/held')
export class HeldController {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly pages: HeldPages,
    private readonly deciding: DecideRows,
  ) {}

  @Get()
  @Requires('rosters.read')
  async index(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Query() query: HeldQuery) {
    const file = await this.imports.get(id, 'roster');
    if (!hasRows(file)) return redirect(heldPath(actor, file).replace(/\/held$/, ''));
    return page(await this.pages.of(actor, file, query), { full: 'rosters/held', part: 'rosters/held.hx' });
  }

  @Post('decisions')
  @Requires('rosters.upload')
  decide(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Body() body: Record<string, unknown>) {
    const { cause } = body;
    const choice = CHOICES.find((known) => known === body.choice);
    return this.after(actor, id, body, async () => {
      if (typeof cause === 'string' && choice) return (await this.deciding.cause(actor, id, cause, choice)).rows;
      const rows = readRowChoices(body);
      await this.deciding.rows(actor, id, rows);
      return rows.length;
    });
  }

  @Post('withdrawals')
  @Requires('rosters.upload')
  withdraw(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Body() body: Record<string, unknown>) {
    const row = /^[1-9]\d{0,8}$/.test(String(body.row)) ? Number(body.row) : null;
    return this.after(actor, id, body, async () => {
      const { rows } = await this.deciding.withdraw(id, row === null ? {} : { rows: [row] });
      return -rows;
    });
  }

  /** @param act how many rows were decided about; below zero: taken back */
  private async after(actor: Actor, id: string, body: Record<string, unknown>, act: () => Promise<number>) {
    try {
      const count = await act();
      notice('success', count < 0 ? 'held.done.withdrawn' : 'held.done.decided', {
        count: Math.abs(count),
      });
    } catch (error) {
      if (!(error instanceof AppError) || !error.code.startsWith('imports.')) throw error;
      notice('warning', `imports.errors.${error.code.slice('imports.'.length)}`, error.params);
    }
    return redirect(localPath([heldPath(actor, { id })], { show: body.show === 'decided' ? 'decided' : '' }));
  }
}

/** Before the first plan there are none, and those of a file that is over say nothing any more. */
function hasRows(file: Import): boolean {
  return file.rows !== null && file.state !== 'discarded' && file.state !== 'failed';
}
