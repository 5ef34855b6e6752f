import { Global, Module } from '@nestjs/common';
import { Reference } from './reference.js';

/** Global: every room names regions and sectors. */
@Global()
@Module({ providers: [Reference], exports: [Reference] })
export class ReferenceModule {}
