/** Rows of the code lists, as they stand in schema `reference`. Dates are YYYY-MM-DD; an absent `validTo` means still valid. */
interface Dated {
  validFrom: string;
  validTo?: string;
}

export interface SectorRow extends Dated {
  version: string;
  code: string;
  nameId: string;
  nameEn: string;
  /** Two-digit KBLI divisions. */
  divisions: string[];
  aliases: string[];
}

export interface OccupationRow extends Dated {
  version: string;
  code: string;
  nameId: string;
  nameEn: string;
  /** KBJI 2014 codes, the most usual first. */
  kbji: string[];
  /** KBLI 2020 codes. */
  kbli: string[];
  /** KBLI letter, or null where the occupation exists in many lines of business. */
  sector: string | null;
  /** Belongs to the transport group of PP 50/2025. */
  transport: boolean;
  aliases: string[];
}

export interface ProgrammeRow {
  code: 'JKK' | 'JKM' | 'JHT' | 'JP' | 'JKP';
  ordinal: number;
  nameId: string;
  nameEn: string;
}

export interface CoverageDefinitionRow extends Dated {
  code: string;
  version: number;
  programmes: string[];
  titleId: string;
  titleEn: string;
  textId: string;
  textEn: string;
}

export interface ParameterRow extends Dated {
  code: string;
  value: unknown;
  legalBasis: string;
  /** False where the figure could not be traced to a published source. */
  confirmed: boolean;
}
