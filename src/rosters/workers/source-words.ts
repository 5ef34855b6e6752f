import type { Actor } from '../../kernel/index.js';
import type { Translate } from '../../platform/i18n/index.js';
import { formatsFor, localPath } from '../../platform/views/index.js';
import type { FieldSource } from './provenance.rules.js';

/** `Baris 12 dari daftar.xlsx`, or who typed it. */
export function sourceOf(
  actor: Actor,
  source: Pick<FieldSource, 'importId' | 'rowNo' | 'fileName' | 'by'>,
  t: Translate,
): { text: string; path: string | null } {
  if (!source.importId) return { text: t('workers.source.form', { who: source.by ?? '–' }), path: null };
  const where = { row: formatsFor(actor.locale).number(source.rowNo), file: source.fileName ?? '–' };
  const text = t(source.rowNo === null ? 'workers.source.file' : 'workers.source.row', where);
  return { text, path: localPath([`/w/${actor.workspaceSlug}`, 'imports', source.importId]) };
}
