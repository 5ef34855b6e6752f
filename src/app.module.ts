import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from './audit/index.js';
import { CoverageModule } from './coverage/index.js';
import { IdentityModule } from './identity/index.js';
import { ImportsModule } from './imports/index.js';
import { ParticipantsModule } from './participants/index.js';
import { MailModule } from './platform/mail/index.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';
import { ReferenceModule } from './reference/index.js';
import { RostersModule } from './rosters/index.js';
import { WebModule } from './platform/web/index.js';
import { WorkspacesModule } from './workspaces/index.js';

/** The one list of rooms, lowest first. */
const ROOMS = [
  ReferenceModule,
  AuditModule,
  WorkspacesModule,
  IdentityModule,
  ImportsModule,
  ParticipantsModule,
  RostersModule,
  CoverageModule,
];

@Module({})
export class AppModule {
  static forProcess(options: PlatformOptions): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.forProcess(options), WebModule, MailModule, ...ROOMS] };
  }
}
