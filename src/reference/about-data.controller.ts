import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '../kernel/index.js';
import { hasText, translator } from '../platform/i18n/index.js';
import { CurrentActor, page, Public } from '../platform/web/index.js';
import { Reference } from './reference.js';

/** Where the shared data come from: the licence of the regions asks for it, and a percentage names its definition. */
@ApiExcludeController()
@Controller('about/data')
export class AboutDataController {
  constructor(private readonly reference: Reference) {}

  @Get()
  @Public()
  async show(@CurrentActor() actor: Actor) {
    const t = translator(actor.locale);
    const [datasets, definition] = [await this.reference.datasets(), await this.reference.coverageDefinition()];
    return page(
      {
        datasets: datasets.map((dataset) => ({
          ...dataset,
          title: hasText(actor.locale, `reference.datasets.${dataset.name}`)
            ? t(`reference.datasets.${dataset.name}`)
            : dataset.name,
        })),
        definition: {
          version: definition.version,
          validFrom: definition.validFrom,
          title: actor.locale === 'id' ? definition.titleId : definition.titleEn,
          text: actor.locale === 'id' ? definition.textId : definition.textEn,
        },
      },
      { full: 'reference/about-data' },
    );
  }
}
