import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from './audit/index.js';
import { IdentityModule } from './identity/index.js';
import { MailModule } from './platform/mail/index.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';
import { WebModule } from './platform/web/index.js';
import { WorkspacesModule } from './workspaces/index.js';

/** The one list of rooms, lowest first. */
const ROOMS = [AuditModule, WorkspacesModule, IdentityModule];

@Module({})
export class AppModule {
  static forProcess(options: PlatformOptions): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.forProcess(options), WebModule, MailModule, ...ROOMS] };
  }
}
