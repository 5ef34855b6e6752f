import { Controller } from '@nestjs/common';
import { ImportPapersApi } from './import-papers.api.js';
import { ImportsApi } from './imports.api.js';

@Controller('api/v1/roster-imports')
export class RosterImportsApi extends ImportsApi('roster') {}

@Controller('api/v1/roster-imports')
export class RosterImportPapersApi extends ImportPapersApi('roster') {}

@Controller('api/v1/registry-imports')
export class RegistryImportsApi extends ImportsApi('registry') {}

@Controller('api/v1/registry-imports')
export class RegistryImportPapersApi extends ImportPapersApi('registry') {}
