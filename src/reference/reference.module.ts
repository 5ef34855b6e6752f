import { Global, Module } from '@nestjs/common';
import { AboutDataController } from './about-data.controller.js';
import { AreasController } from './areas.controller.js';
import { Reference } from './reference.js';

/** Global: every room names regions and sectors. */
@Global()
@Module({ controllers: [AboutDataController, AreasController], providers: [Reference], exports: [Reference] })
export class ReferenceModule {}
