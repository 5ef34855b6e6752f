import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import { allows, type Form } from '../../platform/web/index.js';
import type { PlaceNames } from '../places.js';
import { FIGURE_COLUMNS, type LineFault } from './figure-table.rules.js';
import type { FigureForm, FigureTableForm } from './figure.forms.js';
import { INDICATORS, type FigureUse } from './figure.rules.js';
import type { Figure } from './figures.repository.js';
import type { FigureSeries } from './figures.service.js';

const USES: FigureUse[] = ['target', 'denominator'];
const FAULTS_SHOWN = 20;

export class FiguresPage {
  static from(actor: Actor, series: FigureSeries[], names: PlaceNames) {
    const base = `/w/${actor.workspaceSlug}/coverage/figures`;
    return {
      base,
      mayEnter: allows('coverage.figures', actor.role, actor.workspaceKind),
      empty: series.length === 0,
      uses: USES.map((use) => ({
        use,
        figures: series
          .filter(({ newest }) => INDICATORS[newest.indicator].use === use)
          .sort((a, b) => order(a.newest).localeCompare(order(b.newest)))
          .map(({ newest, older }) => ({
            ...figureView(actor, newest, names),
            withdrawal: newest.withdrawn ? null : `${base}/${newest.id}/withdrawal`,
            older: older.map((figure) => figureView(actor, figure, names)),
          })),
      })),
    };
  }
}

export class FigureFormPage {
  static from(
    actor: Actor,
    form: Form<FigureForm>,
    table: { form: Form<FigureTableForm>; faults: LineFault[] },
    choices: { sectors: { value: string; text: string }[]; regionText: string },
  ) {
    const t = translator(actor.locale);
    const base = `/w/${actor.workspaceSlug}/coverage/figures`;
    return {
      base,
      values: form.values,
      errors: form.errors,
      regionText: choices.regionText,
      sectors: choices.sectors,
      indicators: Object.keys(INDICATORS).map((indicator) => ({
        value: indicator,
        text: t(`coverage.indicator.${indicator}`),
        hint: t(`coverage.indicatorHint.${indicator}`),
      })),
      table: table.form.values.table ?? '',
      tableErrors: table.form.errors,
      faults: table.faults.slice(0, FAULTS_SHOWN).map(({ line, column }) => ({
        line,
        text: t(`coverage.figures.faults.${column ?? 'line'}`),
      })),
      moreFaults: Math.max(0, table.faults.length - FAULTS_SHOWN),
      columns: FIGURE_COLUMNS.join(', '),
    };
  }
}

function figureView(actor: Actor, figure: Figure, names: PlaceNames) {
  const t = translator(actor.locale);
  const formats = formatsFor(actor.locale);
  const { unit } = INDICATORS[figure.indicator];
  const place = [figure.region && names.region(figure.region), figure.sector && names.sector(figure.sector)];
  return {
    ...figure,
    name: t(`coverage.indicator.${figure.indicator}`),
    place: place.filter(Boolean).join(' · ') || t('coverage.figures.everywhere'),
    amount: unit === 'percent' ? formats.percent(figure.value / 100) : formats.number(figure.value),
  };
}

function order({ indicator, region, sector, year }: Figure): string {
  return [indicator, region, sector, 3000 - year].join('/');
}
