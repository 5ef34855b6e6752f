import { Controller } from '@nestjs/common';
import { ImportActs } from './import-acts.js';
import { ImportPages } from './import-pages.js';
import { ImportPapers } from './import-papers.js';
import { ImportPapersApi } from './import-papers.api.js';
import { ImportsApi } from './imports.api.js';
import { ResumableApi } from './resumable/resumable.api.js';
import { ResumablePages } from './resumable/resumable-pages.js';

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

@Controller('w/:workspace/imports/uploads')
export class RosterResumablePages extends ResumablePages('roster') {}

@Controller('w/:workspace/registry/imports/uploads')
export class RegistryResumablePages extends ResumablePages('registry') {}

@Controller('api/v1/roster-imports/uploads')
export class RosterResumableApi extends ResumableApi('roster') {}

@Controller('api/v1/registry-imports/uploads')
export class RegistryResumableApi extends ResumableApi('registry') {}

export const CONTROLLERS = [
  // Before the pages: `template.csv` is no id of a file.
  ...[RosterImportPapers, RegistryImportPapers],
  ...[RosterResumablePages, RegistryResumablePages, RosterResumableApi, RegistryResumableApi],
  ...[RosterImportPages, RegistryImportPages],
  ...[RosterImportActs, RegistryImportActs],
  ...[RosterImportsApi, RosterImportPapersApi, RegistryImportsApi, RegistryImportPapersApi],
];
