import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CAUSE_CODES, causeKeys, isCauseCode, REPAIR_NOTES, severityOf } from '../../../src/rosters/row/causes.js';
import { Findings } from '../../../src/rosters/row/findings.js';

const texts = (locale: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../../src/platform/i18n/locales/${locale}/causes.json`, import.meta.url), 'utf8'),
  );

function at(tree: unknown, key: string): unknown {
  return key.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], tree);
}

describe.each(['id', 'en'])('causes in %s', (locale) => {
  const tree = { causes: texts(locale) };
  it.each(CAUSE_CODES)('%s has a title, an explanation and a repair', (code) => {
    for (const key of Object.values(causeKeys(code)))
      expect([key, at(tree, key)]).toEqual([key, expect.stringMatching(/\S/)]);
  });
  it.each(REPAIR_NOTES)('the note %s has a sentence', (note) => {
    expect(at(tree, `causes.repairs.${note}`)).toEqual(expect.stringMatching(/\S/));
  });
  it.each(['missing', 'ambiguous', 'content_disagrees', 'kpj_or_jkn', 'nik_ends_in_zero'])(
    'the question %s has a sentence',
    (code) => {
      expect(at(tree, `causes.mapping.question.${code}`)).toEqual(expect.stringMatching(/\S/));
    },
  );
});

describe('findings', () => {
  it('take the gravest severity as the verdict and name each cause once', () => {
    const findings = new Findings();
    expect(findings.verdict).toBe('ok');
    findings.cause('nik.region_unknown');
    expect(findings.verdict).toBe('ok');
    findings.cause('phone.unreadable');
    findings.cause('phone.unreadable');
    expect([findings.verdict, findings.causes]).toEqual(['hold', ['nik.region_unknown', 'phone.unreadable']]);
    const given = findings.causes;
    findings.cause('nik.missing');
    expect(findings.verdict).toBe('reject');
    findings.clear();
    expect([findings.verdict, findings.causes, given.length]).toEqual(['ok', [], 2]);
  });

  it('know the codes that the design fixes, by severity', () => {
    const rejecting =
      'nik.missing nik.length nik.not_digits nik.truncated_by_excel nik.impossible_date nik.serial name.missing birth_date.missing birth_date.unreadable birth_date.future sex.unreadable row.columns';
    const holding =
      'nik.birth_date_mismatch nik.sex_mismatch birth_date.age phone.unreadable wage.unreadable region.unknown sector.unknown duplicate.conflicting';
    for (const code of rejecting.split(' '))
      expect([code, isCauseCode(code) && severityOf(code)]).toEqual([code, 'reject']);
    for (const code of holding.split(' '))
      expect([code, isCauseCode(code) && severityOf(code)]).toEqual([code, 'hold']);
    expect(severityOf('nik.region_unknown')).toBe('warn');
    expect(isCauseCode('toString')).toBe(false);
  });
});
