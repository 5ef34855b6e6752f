import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Config } from '../config/index.js';
import { translator } from '../i18n/index.js';
import { CONFIG } from '../tokens.js';
import type { PageContext } from '../views/index.js';
import { csrfTokenOf } from './csrf.js';
import { takeFlash } from './flash.js';
import { navigationFor, personalNavigation } from './navigation.js';
import { VERSION } from './version.js';

/** What layouts know of the request beside the page's own view. */
@Injectable()
export class ShellContext {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  of(req: Request): PageContext {
    const { person, membership, actor } = req;
    const flash = takeFlash();
    return {
      locale: req.locale,
      path: req.method === 'GET' ? req.originalUrl : req.path,
      csrfToken: csrfTokenOf(req),
      actor: person ? { name: person.name, email: person.email, role: membership?.role ?? null } : null,
      workspace: membership ? { slug: membership.slug, name: membership.name, kind: membership.kind } : null,
      workspaces: (person?.memberships ?? []).map(({ slug, name, kind }) => ({ slug, name, kind })),
      nav: actor && membership ? navigationFor(actor, req.path) : person ? personalNavigation(req.path) : [],
      notice: flash ? { kind: flash.kind, text: translator(req.locale)(flash.key, flash.params) } : null,
      version: VERSION,
      devMail: !this.config.production && !this.config.smtpUrl,
    };
  }
}
