import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { VERSION } from './version.js';

/** The document of `/api/v1`; pages are no part of it. Made once, after every route is known. */
export class ApiDocument {
  private document: OpenAPIObject | null = null;

  make(app: INestApplication): void {
    const base = new DocumentBuilder()
      .setTitle('Sinergi')
      .setDescription('Errors are application/problem+json with a stable `code`. POSTs take an Idempotency-Key.')
      .setVersion(VERSION)
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key of one workspace: snr_…' })
      .addSecurityRequirements('bearer')
      .build();
    const all = SwaggerModule.createDocument(app, base);
    const paths = Object.entries(all.paths).filter(([path]) => path.startsWith('/api/v1/'));
    this.document = { ...all, paths: Object.fromEntries(paths) };
  }

  read(): OpenAPIObject {
    if (!this.document) throw new Error('The API document is made when the application starts.');
    return this.document;
  }
}
