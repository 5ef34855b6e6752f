import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/index.js';
import { RegistrySubject } from './extract/registry-subject.js';
import { Matcher } from './matcher.js';

@Module({
  imports: [ImportsModule],
  providers: [Matcher, RegistrySubject],
  exports: [Matcher, RegistrySubject],
})
export class ParticipantsModule {}
