import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/index.js';
import { addNavigation } from '../platform/web/index.js';
import { RegistrySubject } from './extract/registry-subject.js';
import { Matcher } from './matcher.js';
import { RegistryController } from './registry.controller.js';

addNavigation(
  { key: 'registry', path: '/registry', icon: 'list', permission: 'registry.read', order: 40 },
  { key: 'cases', path: '/registry/cases', icon: 'question', permission: 'registry.cases', order: 45 },
);

@Module({
  imports: [ImportsModule],
  controllers: [RegistryController],
  providers: [Matcher, RegistrySubject],
  exports: [Matcher, RegistrySubject],
})
export class ParticipantsModule {}
