import type { HelperOptions } from 'handlebars';
import { type Locale, localeFrom, translator } from '../../i18n/index.js';
import { type Formats, formatsFor } from '../formats.js';

/** The reader's language is on the page context, however deep the partial. */
export function localeOf(options: HelperOptions): Locale {
  return localeFrom((options.data as { root: { locale?: string } }).root.locale);
}

/**
 * `{{t "rosters.upload.title"}}`, `{{t "shared.coverage" status}}` (parts joined by dots), `{{t "shared.rows" count=12}}`.
 */
function t(...args: unknown[]): string {
  const options = args.pop() as HelperOptions;
  return translator(localeOf(options))(args.join('.'), options.hash as Record<string, unknown>);
}

type Argument<K extends keyof Formats> = Parameters<Formats[K]>[0];
const format =
  <K extends keyof Formats>(name: K) =>
  (value: Argument<K>, options: HelperOptions): string =>
    (formatsFor(localeOf(options))[name] as (value: Argument<K>) => string)(value);

export const textHelpers = {
  t,
  number: format('number'),
  percent: format('percent'),
  rupiah: format('rupiah'),
  date: format('date'),
  datetime: format('datetime'),
  month: format('month'),
  bytes: format('bytes'),
  duration: format('duration'),
};
