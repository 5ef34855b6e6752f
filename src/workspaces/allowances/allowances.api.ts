import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/index.js';
import { AgencyReads, CurrentActor, OwnWork, Requires } from '../../platform/web/index.js';
import { GrantBody } from './allowance.forms.js';
import type { Allowance } from './allowance.rules.js';
import { Allowances } from './allowances.js';
import { Grants, type Grant } from './grants.js';

const whole = { type: 'integer' } as const;
const day = { type: 'string', format: 'date' } as const;
const ALLOWANCE = Object.fromEntries(
  ['size', 'per_day', 'added_today', 'left_today', 'left_tomorrow'].map((name) => [name, whole]),
);
const GRANT = { size: whole, per_day: { ...whole, nullable: true }, valid_from: day, reason: { type: 'string' } };
const answers = (status: number, description: string, properties: object) =>
  ApiResponse({ status, description, schema: { type: 'object', properties } as never });

/** How many new people a workspace may still add. */
@ApiTags('allowance')
@ApiBearerAuth('bearer')
@Controller('api/v1')
export class AllowancesApi {
  constructor(
    private readonly allowances: Allowances,
    private readonly grants: Grants,
  ) {}

  @Get('allowance')
  @Requires('workspace.read')
  @ApiOperation({ summary: 'How many new people the own workspace may still add today and tomorrow' })
  @answers(200, 'The allowance', ALLOWANCE)
  async own(@CurrentActor() actor: Actor) {
    return allowanceJson(await this.allowances.of(actor.workspaceId ?? ''));
  }

  @Get('workspaces/:slug/allowance')
  @Requires('workspaces.read')
  @AgencyReads()
  @ApiOperation({ summary: 'For the agency: the allowance of a workspace, and what it was granted' })
  @answers(200, 'The allowance', { ...ALLOWANCE, grants: { type: 'array', items: { properties: GRANT } } })
  async show(@Param('slug') slug: string) {
    const { id } = await this.grants.partner(slug);
    return {
      ...allowanceJson(await this.allowances.of(id)),
      grants: (await this.grants.of(id)).map(grantJson),
    };
  }

  @Post('workspaces/:slug/allowance')
  @Requires('allowances.grant')
  @OwnWork()
  @ApiOperation({ summary: 'For the agency: grant a workspace an allowance from today on' })
  @answers(201, 'Granted', { slug: { type: 'string' } })
  async grant(@CurrentActor() actor: Actor, @Param('slug') slug: string, @Body() body: GrantBody) {
    const { size, per_day: perDay = null, valid_until: validUntil = null, reason } = body;
    const partner = await this.grants.give(actor, slug, { size, perDay, validUntil, reason });
    return { slug: partner.slug };
  }
}

function allowanceJson(allowance: Allowance) {
  return {
    size: allowance.size,
    per_day: allowance.perDay,
    added_today: allowance.addedToday,
    left_today: allowance.leftToday,
    left_tomorrow: allowance.leftTomorrow,
  };
}

function grantJson(grant: Grant) {
  return {
    size: grant.size,
    per_day: grant.perDay,
    valid_from: grant.validFrom,
    valid_until: grant.validUntil,
    reason: grant.reason,
    granted_by: grant.grantedBy,
    granted_at: grant.createdAt,
  };
}
