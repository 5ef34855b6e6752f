import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { Public } from './requirement.js';
import { RoleQueries } from './role-queries.js';

/** For those who start and stop processes. Tells nothing but yes or no. */
@ApiExcludeController()
@Controller()
@Public()
export class HealthController {
  private readonly queries: RoleQueries;

  constructor(dataSource: DataSource) {
    this.queries = new RoleQueries(dataSource);
  }

  @Get('healthz')
  alive() {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) res: Response) {
    const reachable = await this.queries.query('select 1').then(
      () => true,
      () => false,
    );
    res.status(reachable ? 200 : 503);
    return { status: reachable ? 'ok' : 'unavailable', database: reachable ? 'ok' : 'unreachable' };
  }
}
