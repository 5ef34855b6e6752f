import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { NotFound } from '../../kernel/index.js';
import type { Config } from '../config/index.js';
import { CONFIG } from '../tokens.js';
import { anId, page, Public } from '../web/index.js';
import { mailFolder } from './transport.js';

interface KeptMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  at: string;
}

/** Mails of a development machine without SMTP. In production these pages are not there. */
@ApiExcludeController()
@Controller('dev/mail')
@Public()
export class DevMailController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  async index() {
    this.onlyInDevelopment();
    const names = await readdir(mailFolder(this.config)).catch((): string[] => []);
    const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
    const mails = await Promise.all(ids.map((id) => this.read(id)));
    return page({ mails: mails.sort((a, b) => b.at.localeCompare(a.at)).slice(0, 100) }, { full: 'mail/dev-index' });
  }

  @Get(':id')
  async show(@Param('id', anId) id: string) {
    this.onlyInDevelopment();
    const mail = await this.read(id);
    const link = mail.text.split('\n').find((line) => line.startsWith(`${this.config.baseUrl}/`));
    const paragraphs = mail.text.split('\n').filter(Boolean);
    return page({ mail, paragraphs, link: link?.slice(this.config.baseUrl.length) ?? null }, { full: 'mail/dev-show' });
  }

  private async read(id: string): Promise<KeptMail> {
    const text = await readFile(join(mailFolder(this.config), `${id}.json`), 'utf8').catch(() => null);
    if (text === null) throw new NotFound();
    return { ...(JSON.parse(text) as Omit<KeptMail, 'id'>), id };
  }

  private onlyInDevelopment(): void {
    if (this.config.production || this.config.smtpUrl) throw new NotFound();
  }
}
