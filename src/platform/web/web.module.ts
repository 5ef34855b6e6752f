import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { ErrorFilter } from './error.filter.js';
import { HealthController } from './health.controller.js';
import { Idempotency } from './idempotency.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { LanguageController } from './language.controller.js';
import { Metrics } from './metrics.js';
import { ApiDocument } from './openapi.js';
import { OpenApiController } from './openapi.controller.js';
import { RateBudget } from './rate-budget.js';
import { RespondInterceptor } from './respond.interceptor.js';
import { ShellContext } from './shell-context.js';
import { validationPipe } from './validation.js';
import { WorkInterceptor } from './work.interceptor.js';

/** Guard, unit of work, rendering and errors of every route. Interceptors run in the order of this list, outermost first. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [HealthController, OpenApiController, LanguageController],
  providers: [
    ApiDocument,
    Idempotency,
    Metrics,
    RateBudget,
    ShellContext,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: RespondInterceptor },
    { provide: APP_INTERCEPTOR, useClass: WorkInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_PIPE, useFactory: validationPipe },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
  exports: [Idempotency, Metrics, ApiDocument],
})
export class WebModule {}
