import { Injectable } from '@nestjs/common';
import type { Locale } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { Reference } from '../../reference/index.js';
import { Findings } from '../row/findings.js';
import type { CompiledLexicon } from '../row/lexicon.js';
import { lookupKey } from '../row/lookup-key.js';
import { readProgrammes } from '../row/programmes.rules.js';
import { readRegion } from '../row/region.rules.js';
import { readSector } from '../row/sector.rules.js';
import { readSex } from '../row/sex.rules.js';
import { readStatus } from '../row/status.rules.js';
import { FormLexicon } from '../workers/form-lexicon.js';
import { Wording, type Choice } from '../workers/worker-words.js';
import { NOTHING } from './repair-form.rules.js';
import { mayMeanNothing, VALUE_FIELDS, valueFieldOf, type RepairField, type ValueField } from './repair.rules.js';

const STATUSES = ['active', 'inactive', 'left', 'deceased'] as const;
const PACKAGES = ['JKK, JKM', 'JKK, JKM, JHT', 'JKK, JKM, JHT, JP', 'JKK, JKM, JHT, JP, JKP', 'JHT'];

/** How a meaning is chosen: from a few, or by typing one of many. */
export interface MeaningChoices {
  options: Choice[] | null;
  suggestions: string[] | null;
}

/** Names of codes, by field. */
export type MeaningNames = (field: RepairField, code: string) => string;

/** What wrong words may mean: whatever the field's own reader understands. */
@Injectable()
export class RepairMeanings {
  constructor(
    private readonly lexicon: FormLexicon,
    private readonly wording: Wording,
    private readonly reference: Reference,
  ) {}

  async choicesOf(field: RepairField, locale: Locale): Promise<MeaningChoices> {
    return isValueField(field) ? this.choices(field, locale) : { options: null, suggestions: null };
  }

  private async choices(field: ValueField, locale: Locale): Promise<MeaningChoices> {
    const t = translator(locale);
    const few = (options: Choice[]): MeaningChoices => ({ options, suggestions: null });
    const many = (suggestions: string[]): MeaningChoices => ({ options: null, suggestions });
    switch (field) {
      case 'sex':
        return few(['L', 'P'].map((value) => ({ value, text: t(`shared.sex.${value === 'L' ? 'male' : 'female'}`) })));
      case 'sector':
        return few(await this.wording.sectors(locale));
      case 'status':
        return few(STATUSES.map((status) => ({ value: statusWord(status), text: t(`workers.status.${status}`) })));
      case 'programmes':
        return few(PACKAGES.map((value) => ({ value, text: value })));
      case 'occupation':
        return many(await this.wording.occupations(locale));
      case 'region':
        return many((await this.reference.rosterLexicon()).regions.map(({ name }) => name));
    }
  }

  /** Reads what somebody chose or typed, once for all of a form; null: nobody knows it. */
  async reader(): Promise<(field: ValueField, said: string) => string | null> {
    const lexicon = await this.lexicon.today();
    return (field, said) => {
      const findings = new Findings();
      const code = read(field, said.slice(0, 200), lexicon, findings);
      return findings.causes.length > 0 || code === '' ? null : code;
    };
  }

  /** As `reader` for what a form says: undecided and nothing are no unknown meanings. */
  async formReader(): Promise<(cause: string, said: string) => string | null> {
    const read = await this.reader();
    return (cause, said) => {
      const field = valueFieldOf(cause);
      if (said === '' || !field) return '';
      if (said === NOTHING) return mayMeanNothing(field) ? '' : null;
      return read(field, said);
    };
  }

  async names(locale: Locale, said: readonly { field: RepairField; to: string }[]): Promise<MeaningNames> {
    const t = translator(locale);
    const regions = said.filter(({ field }) => field === 'region').map(({ to }) => to);
    const words = await this.wording.words(locale, regions);
    return (field, code) => {
      if (code === '' || !isValueField(field)) return t('repairs.nothing');
      if (field === 'sex') return words.sex(code);
      if (field === 'sector') return `${code} – ${words.shortSector(code)}`;
      if (field === 'occupation') return words.occupation(code);
      if (field === 'region') return words.region(code);
      return field === 'status' ? t(`workers.status.${code}`) : words.programmes(Number(code));
    };
  }
}

export function isValueField(field: string): field is ValueField {
  return (VALUE_FIELDS as readonly string[]).includes(field);
}

function read(field: ValueField, said: string, lexicon: CompiledLexicon, findings: Findings): string {
  switch (field) {
    case 'sex':
      return readSex(said, false, findings);
    case 'sector':
      return readSector(said, lexicon, findings);
    case 'status':
      return readStatus(said, findings);
    case 'programmes':
      return String(readProgrammes(said, findings) || '');
    case 'occupation':
      return lexicon.occupationByName.get(lookupKey(said)) ?? '';
    case 'region':
      return readRegion(said, lexicon, findings);
  }
}

/** A word that the reader of files takes for the status. */
function statusWord(status: (typeof STATUSES)[number]): string {
  return status === 'deceased' ? 'MENINGGAL' : status === 'left' ? 'KELUAR' : status.toUpperCase();
}
