import { createHmac } from 'node:crypto';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import { Logger, LoggerModule } from 'nestjs-pino';
import { DataSource } from 'typeorm';
import type { PlatformOptions } from '../platform.module.js';
import { compileViews } from '../views/index.js';
import { ActorSource } from './actor-source.js';
import { refuseForgedRequests } from './csrf.js';
import { makeLogger, requestLog } from './logging.js';
import { Metrics } from './metrics.js';
import { ApiDocument } from './openapi.js';
import { rememberExchange } from './request.js';
import { identifyRequest } from './request-identity.js';
import { RoleQueries } from './role-queries.js';
import { listRoutes, refuseUndeclaredRoutes } from './route-registry.js';
import { noStore, securityHeaders } from './security-headers.js';
import { SessionStore } from './session-store.js';
import { endOldSessions, passport, sessions } from './session.js';
import { staticFiles } from './static-files.js';

const BODY_LIMIT = '512kb';

/** The web application, ready to listen. The order of the middleware is the order of this function. */
export async function createApplication(
  root: DynamicModule,
  options: PlatformOptions,
): Promise<NestExpressApplication> {
  const { config } = options;
  compileViews();
  const logger = makeLogger(config.logLevel);
  const module: DynamicModule = {
    module: class Root {},
    imports: [LoggerModule.forRoot({ pinoHttp: { logger, autoLogging: false }, forRoutes: [] }), root],
  };
  const app = await NestFactory.create<NestExpressApplication>(module, { bodyParser: false, bufferLogs: true });
  app.useLogger(app.get(Logger));
  app.set('trust proxy', config.https ? 1 : false);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  // Answers are never kept by the browser (noStore), so a fingerprint of every page would serve nobody.
  app.disable('etag');

  app.use(identifyRequest, requestLog(logger), app.get(Metrics).observe(), securityHeaders(config.https));
  app.use('/assets', staticFiles());
  app.use(noStore);
  // Before sessions and the check for forged requests: the token may be a field of the body.
  app.use(express.urlencoded({ extended: false, limit: BODY_LIMIT, parameterLimit: 5000 }));
  app.use(express.json({ limit: BODY_LIMIT }));
  const source = app.get(ActorSource, { strict: false });
  const store = new SessionStore(new RoleQueries(app.get(DataSource)), source, (message) => logger.error(message));
  app.use(sessions({ store, secret: sessionSecret(options.key), https: config.https }), endOldSessions);
  app.use(passport.initialize(), rememberExchange, refuseForgedRequests(config.baseUrl));

  refuseUndeclaredRoutes(listRoutes(app));
  await app.init();
  app.get(ApiDocument).make(app);
  return app;
}

/** Signs cookies with a key of its own, so that the cookie says nothing about the key-encryption key. */
function sessionSecret(key: string): string {
  return createHmac('sha256', Buffer.from(key, 'base64')).update('session-cookie').digest('base64');
}
