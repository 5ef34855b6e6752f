import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiDocument } from './openapi.js';
import { Public } from './requirement.js';

@Controller('api/v1')
@Public()
export class OpenApiController {
  constructor(private readonly document: ApiDocument) {}

  @Get('openapi.json')
  @ApiOperation({ summary: 'This document' })
  @ApiOkResponse({ description: 'OpenAPI 3 document of every route under /api/v1' })
  show() {
    return this.document.read();
  }
}
