import { Injectable } from '@nestjs/common';
import type { Locale } from '../kernel/index.js';
import { translator } from '../platform/i18n/index.js';
import { dottedCode, Reference } from '../reference/index.js';

/** Words for the codes on a page; an unknown code stands for itself. */
export interface PlaceNames {
  region(code: string): string;
  sector(code: string): string;
}

@Injectable()
export class Places {
  constructor(private readonly reference: Reference) {}

  async names(locale: Locale, regions: Iterable<string>): Promise<PlaceNames> {
    const t = translator(locale);
    const known = await this.reference.regionsByCode([...regions].filter(Boolean).map(dottedCode));
    const sectors = await this.reference.sectors();
    const sectorName = (code: string) => sectors.get(code)?.[locale === 'en' ? 'nameEn' : 'nameId'];
    return {
      region: (code) => (code === '' ? t('coverage.noRegion') : (known.get(dottedCode(code))?.name ?? code)),
      sector: (code) => (code === '' ? t('coverage.noSector') : (sectorName(code) ?? code)),
    };
  }
}
