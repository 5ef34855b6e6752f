import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/index.js';
import { addNavigation } from '../platform/web/index.js';
import { RegistrySubject } from './extract/registry-subject.js';
import { Alarms } from './guard/alarms.js';
import { AlarmsApi } from './guard/alarms.api.js';
import { AlarmsController } from './guard/alarms.controller.js';
import { Canaries } from './guard/canaries.js';
import { CanariesController } from './guard/canaries.controller.js';
import { Matcher } from './matcher.js';
import { RegistryController } from './registry.controller.js';

addNavigation(
  { key: 'registry', path: '/registry', icon: 'list', permission: 'registry.read', order: 40 },
  { key: 'cases', path: '/registry/cases', icon: 'question', permission: 'registry.cases', order: 45 },
  { key: 'alarms', path: '/registry/alarms', icon: 'alert', permission: 'alarms.read', order: 46 },
);

@Module({
  imports: [ImportsModule],
  controllers: [AlarmsApi, AlarmsController, CanariesController, RegistryController],
  providers: [Alarms, Canaries, Matcher, RegistrySubject],
  exports: [Matcher, RegistrySubject],
})
export class ParticipantsModule {}
