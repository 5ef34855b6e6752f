import { Injectable } from '@nestjs/common';
import type { Locale } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { dottedCode, Reference } from '../../reference/index.js';

/** Words for the codes of workers in one language; an unknown code stands for itself, an empty one is a dash. */
export interface WorkerWords {
  region(code: string): string;
  sector(code: string): string;
  /** The first part of a long official name, for narrow columns. */
  shortSector(code: string): string;
  occupation(code: string | null): string;
  sex(code: string): string;
  /** `JKK, JKM` for a mask. */
  programmes(mask: number | null): string;
}

export interface Choice {
  value: string;
  text: string;
}

const NOTHING = '–';
const CODES = ['JKK', 'JKM', 'JHT', 'JP', 'JKP'];

@Injectable()
export class Wording {
  constructor(private readonly reference: Reference) {}

  async words(locale: Locale, regions: Iterable<string>): Promise<WorkerWords> {
    const t = translator(locale);
    const places = await this.reference.regionsByCode([...regions].filter((code) => code !== '').map(dottedCode));
    const [sectors, occupations] = [await this.reference.sectors(), await this.reference.occupations()];
    const name = (found: { nameId: string; nameEn: string } | undefined) =>
      locale === 'en' ? found?.nameEn : found?.nameId;
    return {
      region: (code) => (code === '' ? NOTHING : (places.get(dottedCode(code))?.name ?? code)),
      sector: (code) => (code === '' ? NOTHING : (name(sectors.get(code)) ?? code)),
      shortSector: (code) => (code === '' ? NOTHING : (name(sectors.get(code))?.split(';')[0] ?? code)),
      occupation: (code) => (code ? (name(occupations.get(code)) ?? code) : NOTHING),
      sex: (code) => t(code === 'P' ? 'shared.sex.female' : 'shared.sex.male'),
      programmes: (mask) => CODES.filter((_, bit) => (mask ?? 0) & (1 << bit)).join(', ') || NOTHING,
    };
  }

  async sectors(locale: Locale): Promise<Choice[]> {
    const sectors = [...(await this.reference.sectors()).values()];
    return sectors.map(({ code, nameId, nameEn }) => ({
      value: code,
      text: `${code} – ${locale === 'en' ? nameEn : nameId}`,
    }));
  }

  async occupations(locale: Locale): Promise<string[]> {
    const occupations = [...(await this.reference.occupations()).values()];
    return occupations.map(({ nameId, nameEn }) => (locale === 'en' ? nameEn : nameId)).sort();
  }

  async provinces(): Promise<Choice[]> {
    return (await this.reference.provinces()).map(({ code, name }) => ({ value: code, text: name }));
  }

  async regionName(code: string): Promise<string> {
    return code === '' ? '' : ((await this.reference.region(code))?.name ?? code);
  }
}
