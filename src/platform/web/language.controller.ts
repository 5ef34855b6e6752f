import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Config } from '../config/index.js';
import { localeFrom } from '../i18n/index.js';
import { CONFIG } from '../tokens.js';
import { redirect, safePath } from './page.js';
import { LOCALE_COOKIE } from './request-identity.js';
import { Public } from './requirement.js';
import { LanguageChoice } from './language-choice.js';

/** The language switch in the top bar: a cookie for guests, the profile for people who are signed in. */
@ApiExcludeController()
@Controller('language')
export class LanguageController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly choice: LanguageChoice,
  ) {}

  @Post()
  @Public()
  async choose(@Body() body: Record<string, unknown>, @Req() req: Request, @Res({ passthrough: true }) res: Response) {
    const locale = localeFrom(typeof body.locale === 'string' ? body.locale : null);
    if (req.person) await this.choice.remember(req.person.id, locale);
    res.cookie(LOCALE_COOKIE, locale, {
      sameSite: 'lax',
      secure: this.config.https,
      httpOnly: true,
      maxAge: 31_536_000_000,
    });
    return redirect(safePath(body.back, '/'));
  }
}
