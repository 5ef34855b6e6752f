import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Actor, Clock } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import {
  anId,
  CurrentActor,
  emptyForm,
  type Form,
  FormBody,
  notice,
  page,
  redirect,
  Requires,
} from '../../platform/web/index.js';
import { Reference, searchAreas } from '../../reference/index.js';
import { Places } from '../places.js';
import { isDay, readFigureTable, type LineFault } from './figure-table.rules.js';
import { FigureForm, FigureTableForm } from './figure.forms.js';
import { INDICATORS, readValue, type FigureEntry } from './figure.rules.js';
import { FigureFormPage, FiguresPage } from './figures.page.js';
import { Figures } from './figures.service.js';

const REGENCY = 2;

@ApiExcludeController()
@Controller('w/:workspace/coverage/figures')
export class FiguresController {
  constructor(
    private readonly figures: Figures,
    private readonly places: Places,
    private readonly reference: Reference,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('coverage.read')
  async index(@CurrentActor() actor: Actor) {
    const series = await this.figures.series(actor.workspaceId ?? '');
    const names = await this.places.names(actor.locale, new Set(series.map(({ newest }) => newest.region)));
    return page(FiguresPage.from(actor, series, names), { full: 'coverage/figures' });
  }

  @Get('new')
  @Requires('coverage.figures')
  new(@CurrentActor() actor: Actor) {
    return this.form(actor, emptyForm<FigureForm>({ year: this.clock.today().slice(0, 4) }));
  }

  @Post()
  @Requires('coverage.figures')
  async create(@CurrentActor() actor: Actor, @FormBody(FigureForm) form: Form<FigureForm>) {
    const entry = await this.entryOf(form, actor);
    if (!entry) return this.form(actor, form, undefined, 422);
    await this.figures.enter(actor, [entry]);
    notice('success', 'coverage.figures.entered', { count: 1 });
    return redirect(`/w/${actor.workspaceSlug}/coverage/figures`);
  }

  @Post('imports')
  @Requires('coverage.figures')
  async import(@CurrentActor() actor: Actor, @FormBody(FigureTableForm) form: Form<FigureTableForm>) {
    const { entries, faults } = form.ok ? readFigureTable(form.values.table) : { entries: [], faults: [] };
    try {
      if (entries.length > 0) await this.figures.enter(actor, entries);
    } catch (error) {
      form.refuse('table', error);
    }
    if (!form.ok || faults.length > 0) return this.form(actor, emptyForm<FigureForm>(), { form, faults }, 422);
    notice('success', 'coverage.figures.entered', { count: entries.length });
    return redirect(`/w/${actor.workspaceSlug}/coverage/figures`);
  }

  @Post(':id/withdrawal')
  @Requires('coverage.figures')
  async withdraw(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    await this.figures.withdraw(actor, id);
    notice('success', 'coverage.figures.withdrawn');
    return redirect(`/w/${actor.workspaceSlug}/coverage/figures`);
  }

  private async form(
    actor: Actor,
    form: Form<FigureForm>,
    table: { form: Form<FigureTableForm>; faults: LineFault[] } = { form: emptyForm<FigureTableForm>(), faults: [] },
    status?: number,
  ) {
    const sectors = [...(await this.reference.sectors()).values()].map(({ code, nameId, nameEn }) => ({
      value: code,
      text: `${code} · ${actor.locale === 'en' ? nameEn : nameId}`,
    }));
    const regionText = form.values.region_text ?? '';
    return page(FigureFormPage.from(actor, form, table, { sectors, regionText }), {
      full: 'coverage/figure-form',
      ...(status ? { status } : {}),
    });
  }

  /** @returns null when the form now names what is wrong with it */
  private async entryOf(form: Form<FigureForm>, actor: Actor): Promise<FigureEntry | null> {
    if (!form.ok) return null;
    const { indicator, sector = '', year, value: typed, source, source_date: sourceDate, definition } = form.values;
    const t = (key: string) => translator(actor.locale)(`coverage.figures.errors.${key}`);
    const value = readValue(typed, INDICATORS[indicator].unit);
    if (value === null) form.errors.value = t(INDICATORS[indicator].unit === 'percent' ? 'percent' : 'people');
    if (!isDay(sourceDate)) form.errors.source_date = t('source_date');
    const region = await this.regionOf(form.values);
    if (region === null) form.errors.region = t('region');
    if (value === null || region === null || !form.ok) return null;
    return { indicator, region, sector, year: Number(year), value, source, sourceDate, definition };
  }

  /** The chosen code, or without script what was typed when it means exactly one place. */
  private async regionOf({ region = '', region_text: text = '' }: FigureForm): Promise<string | null> {
    if (region) return (await this.reference.region(region)) ? region.replace('.', '') : null;
    if (text.trim() === '') return '';
    const [found, ...others] = await searchAreas(text, REGENCY);
    return found && others.length === 0 ? found.code.replace('.', '') : null;
  }
}
