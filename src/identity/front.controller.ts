import { Controller, Get, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { OwnWork, page, redirect, SignedIn } from '../platform/web/index.js';

/** Where somebody lands, and the list of workspaces they may enter. */
@ApiExcludeController()
@Controller()
@SignedIn()
@OwnWork()
export class FrontController {
  @Get()
  front(@Req() req: Request) {
    const memberships = req.person?.memberships ?? [];
    return redirect(memberships.length === 1 ? `/w/${memberships[0]?.slug}` : '/workspaces');
  }

  @Get('workspaces')
  index(@Req() req: Request) {
    const memberships = (req.person?.memberships ?? []).map(({ slug, name, kind, role }) => ({
      slug,
      name,
      kind,
      role,
    }));
    return page({ memberships }, { full: 'identity/workspaces' });
  }
}
