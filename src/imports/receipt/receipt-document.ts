import { createRequire } from 'node:module';
import { translator, type Locale, type Translate } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import { firstText, passedOverText, repairText } from './coded-texts.js';
import type { Receipt } from './receipt.js';

type Content = Record<string, unknown> | string;
interface Printer {
  createPdf(definition: object): { getBuffer(): Promise<Buffer> };
  addFonts(fonts: object): void;
  setUrlAccessPolicy(policy: (url: string) => boolean): void;
  setLocalAccessPolicy(policy: (path: string) => boolean): void;
}

let printer: Printer | null = null;

/** The receipt as a tagged PDF in the reader's language. */
export async function receiptDocument(receipt: Receipt, workspace: string, locale: Locale): Promise<Buffer> {
  const t = translator(locale);
  return thePrinter()
    .createPdf({
      version: '1.7',
      tagged: true,
      displayTitle: true,
      language: locale,
      info: { title: `${t('imports.receipt.title')} ${receipt.id}`, author: workspace, creator: 'Sinergi' },
      pageSize: 'A4',
      pageMargins: [48, 48, 48, 56],
      defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.25 },
      styles: {
        title: { fontSize: 18, bold: true, margin: [0, 0, 0, 2] },
        section: { fontSize: 12, bold: true, margin: [0, 14, 0, 4] },
        soft: { color: '#55605a' },
      },
      footer: (page: number, pages: number) => ({
        text: `${t('imports.receipt.number')} ${receipt.id} · ${page}/${pages}`,
        margin: [48, 16],
        fontSize: 8,
        color: '#55605a',
      }),
      content: contentOf(receipt, workspace, locale, t),
    })
    .getBuffer();
}

function contentOf(receipt: Receipt, workspace: string, locale: Locale, t: Translate): Content[] {
  const { number } = formatsFor(locale);
  const counts = receipt.counts;
  const heading = (key: string) => ({ text: t(key), style: 'section', headlineLevel: 2 });
  const numbered = (rows: [string, number][]) =>
    table(rows.map(([text, n]) => [text, { text: number(n), alignment: 'right' }]));
  const listed = (found: Record<string, number>, say: (locale: Locale, code: string) => string) =>
    numbered(Object.entries(found).map(([code, n]) => [say(locale, code), n]));
  return [
    { text: t('imports.receipt.title'), style: 'title', headlineLevel: 1 },
    { text: `${workspace} · ${t(`imports.state.${receipt.state}`)}`, style: 'soft' },
    heading('imports.receipt.about'),
    table(
      receiptFacts(receipt, locale).map(({ term, text }) => [{ text: term, style: 'soft' }, text]),
      ['auto', '*'],
    ),
    ...(counts
      ? [
          heading('imports.receipt.counts'),
          numbered(
            (['created', 'updated', 'unchanged', 'duplicate', 'held', 'rejected'] as const).map((outcome) => [
              t(`shared.outcome.${outcome}`),
              counts[outcome],
            ]),
          ),
          { text: t('imports.receipt.sum', { rows: number(counts.rows) }), bold: true, margin: [0, 4, 0, 0] },
          ...(counts.leavers ? [t('imports.receipt.leavers', { count: counts.leavers })] : []),
        ]
      : []),
    ...(receipt.causes.length > 0
      ? [
          heading('imports.receipt.causes'),
          numbered(
            receipt.causes.map(({ code, severity, count }) => [
              `${firstText(locale, [`causes.${code}.title`], code)} (${t(`shared.severity.${severity}`)}, ${code})`,
              count,
            ]),
          ),
        ]
      : []),
    ...(Object.keys(receipt.passedOver).length > 0
      ? [heading('imports.receipt.passedOver'), listed(receipt.passedOver, passedOverText)]
      : []),
    ...(Object.keys(receipt.repairs).length > 0
      ? [heading('imports.receipt.repairs'), listed(receipt.repairs, repairText)]
      : []),
  ];
}

/** Who, when and which file, as terms and texts: the same on paper and on the page. */
export function receiptFacts(receipt: Receipt, locale: Locale): { term: string; text: string }[] {
  const t = translator(locale);
  const { bytes, datetime } = formatsFor(locale);
  const facts: [string, string | null][] = [
    ['number', receipt.id],
    ['file', `${receipt.file.name} (${bytes(receipt.file.bytes)})`],
    ['sha256', receipt.file.sha256],
    ['mode', t(`imports.mode.${receipt.mode}.name`)],
    ['uploaded', `${receipt.uploadedBy}, ${datetime(receipt.uploadedAt)}`],
    ['confirmed', receipt.confirmedAt && `${receipt.confirmedBy ?? ''}, ${datetime(receipt.confirmedAt)}`],
    ['applied', receipt.appliedAt && datetime(receipt.appliedAt)],
    ['acceptsLeavers', receipt.acceptsLeavers ? t('shared.yes') : null],
    ['reversed', receipt.reversedAt && `${receipt.reversedBy ?? ''}, ${datetime(receipt.reversedAt)}`],
    ['corrects', receipt.correctsImportId],
  ];
  return facts.flatMap(([key, text]) => (text ? [{ term: t(`imports.receipt.${key}`), text }] : []));
}

function table(body: Content[][], widths = ['*', 'auto']): Content {
  return { table: { widths, body }, layout: 'lightHorizontalLines' };
}

/** Only its own fonts may be read, and nothing may be fetched. */
function thePrinter(): Printer {
  if (printer) return printer;
  const load = createRequire(import.meta.url);
  const made = load('pdfmake') as Printer;
  made.addFonts(load('pdfmake/fonts/Roboto.js') as object);
  made.setUrlAccessPolicy(() => false);
  made.setLocalAccessPolicy((path) => path.includes('/pdfmake/fonts/'));
  printer = made;
  return made;
}
