import type { RowValues } from './judged-row.js';

/** Control character that no cleaned value can hold. */
const END = '\u001f';

/**
 * Canonical text of what a row says about a person, without the NIK: equal texts mean that one of two rows for the same
 * NIK adds nothing. Only what is given counts; the name counts by its search key, so titles and letter case do not.
 */
export function contentOf(values: RowValues): string {
  let text = 'n' + values.nameKey + END + 'b' + values.birthDate + END + values.sex + END;
  if (values.phone !== '') text += 't' + values.phone + END;
  if (values.email !== '') text += 'e' + values.email + END;
  if (values.sector !== '') text += 's' + values.sector + END;
  if (values.occupation !== '') text += 'o' + values.occupation + END;
  if (values.region !== '') text += 'r' + values.region + END;
  if (values.address !== '') text += 'a' + values.address + END;
  if (values.wage !== null) text += 'w' + values.wage + END;
  if (values.programmes !== null) text += 'p' + values.programmes + END;
  if (values.startedOn !== '') text += 'd' + values.startedOn + END;
  if (values.status !== '') text += 'q' + values.status + END;
  if (values.kpj !== '') text += 'k' + values.kpj + END;
  if (values.motherName !== '') text += 'm' + values.motherName + END;
  if (values.externalId !== '') text += 'x' + values.externalId + END;
  return text;
}
