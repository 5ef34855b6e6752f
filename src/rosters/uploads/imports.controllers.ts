import { Controller } from '@nestjs/common';
import { ImportActs } from './import-acts.js';
import { ImportPages } from './import-pages.js';
import { ImportPapers } from './import-papers.js';
import { ImportPapersApi } from './import-papers.api.js';
import { ImportsApi } from './imports.api.js';

@Controller('w/:workspace/imports')
export class RosterImportPapers extends ImportPapers('roster') {}

@Controller('w/:workspace/imports')
export class RosterImportPages extends ImportPages('roster') {}

@Controller('w/:workspace/imports')
export class RosterImportActs extends ImportActs('roster') {}

@Controller('w/:workspace/registry/imports')
export class RegistryImportPapers extends ImportPapers('registry') {}

@Controller('w/:workspace/registry/imports')
export class RegistryImportPages extends ImportPages('registry') {}

@Controller('w/:workspace/registry/imports')
export class RegistryImportActs extends ImportActs('registry') {}

@Controller('api/v1/roster-imports')
export class RosterImportsApi extends ImportsApi('roster') {}

@Controller('api/v1/roster-imports')
export class RosterImportPapersApi extends ImportPapersApi('roster') {}

@Controller('api/v1/registry-imports')
export class RegistryImportsApi extends ImportsApi('registry') {}

@Controller('api/v1/registry-imports')
export class RegistryImportPapersApi extends ImportPapersApi('registry') {}

export const CONTROLLERS = [
  // Before the pages: `template.csv` is no id of a file.
  ...[RosterImportPapers, RegistryImportPapers],
  ...[RosterImportPages, RegistryImportPages],
  ...[RosterImportActs, RegistryImportActs],
  ...[RosterImportsApi, RosterImportPapersApi, RegistryImportsApi, RegistryImportPapersApi],
];
