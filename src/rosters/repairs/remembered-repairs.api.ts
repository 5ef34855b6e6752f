import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/index.js';
import { anId, CurrentActor, Requires } from '../../platform/web/index.js';
import { RememberedRepairs } from './remembered-repairs.js';
import { repairAnswer } from './repair-answer.js';

@ApiTags('roster imports')
@ApiBearerAuth('bearer')
@Controller('api/v1/remembered-repairs')
@Requires('rosters.upload')
export class RememberedRepairsApi {
  constructor(private readonly remembered: RememberedRepairs) {}

  @Get()
  @ApiOperation({ summary: 'Repairs that every next file of the workspace is read with' })
  @ApiResponse({ status: 200, description: '`repairs`, newest first, with how often they were used' })
  async index(@CurrentActor() actor: Actor) {
    const list = await this.remembered.list(actor.workspaceId ?? '');
    return {
      repairs: list.map((repair) => ({
        ...{ id: repair.id, ...repairAnswer(repair), madeBy: repair.madeBy, madeAt: repair.madeAt },
        ...{ files: repair.files, cells: repair.cells, usedAt: repair.usedAt },
      })),
    };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Forget a repair; files that had it keep what it did' })
  @ApiResponse({ status: 204, description: 'Forgotten' })
  async remove(@CurrentActor() actor: Actor, @Param('id', anId) id: string): Promise<void> {
    await this.remembered.forget(actor.workspaceId ?? '', id);
  }
}
