import { IsIn, IsNotEmpty, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { INDICATORS, type Indicator } from './figure.rules.js';

/** One figure as the page's form sends it; the rules of its value depend on the indicator and are judged after. */
export class FigureForm {
  @IsIn(Object.keys(INDICATORS), { message: 'coverage.figures.errors.indicator' })
  indicator!: Indicator;

  /** Dotted code, set by the area picker's script. */
  @IsOptional()
  @Matches(/^$|^\d{2}\.?\d{2}$/, { message: 'coverage.figures.errors.region' })
  region?: string;

  /** What was typed into the picker. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  region_text?: string;

  @IsOptional()
  @Matches(/^[A-Z]?$/, { message: 'coverage.figures.errors.sector' })
  sector?: string;

  @Matches(/^20\d\d$/, { message: 'coverage.figures.errors.year' })
  year!: string;

  @IsNotEmpty({ message: 'coverage.figures.errors.value' })
  @MaxLength(30, { message: 'coverage.figures.errors.value' })
  value!: string;

  @Length(3, 300, { message: 'coverage.figures.errors.source' })
  source!: string;

  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'coverage.figures.errors.source_date' })
  source_date!: string;

  @Length(2, 200, { message: 'coverage.figures.errors.definition' })
  definition!: string;
}

export class FigureTableForm {
  @Length(1, 400_000, { message: 'coverage.figures.errors.table' })
  table!: string;
}
