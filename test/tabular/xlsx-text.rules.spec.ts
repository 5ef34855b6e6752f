import { describe, expect, it } from 'vitest';
import { isDateFormat, serialToIso } from '../../src/tabular/xlsx/dates.rules.js';
import { plainText, richText } from '../../src/tabular/xlsx/text.rules.js';

describe('serialToIso', () => {
  it.each([
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [60, false, null],
    [61, false, '1900-03-01'],
    [29221.75, false, '1980-01-01'],
    [2958465, false, '9999-12-31'],
    [2958466, false, null],
    [0.5, false, null],
    [-1, false, null],
    [0, true, '1904-01-01'],
    [27759, true, '1980-01-01'],
    [Number.NaN, false, null],
  ])('serial %s (1904: %s) is %s', (serial, date1904, day) => {
    expect(serialToIso(serial, date1904)).toBe(day);
  });
});

describe('isDateFormat', () => {
  it.each([
    'dd/mm/yyyy',
    'yyyy-mm-dd hh:mm:ss.000',
    '[$-421]dd mmmm yyyy;@',
    'mmm-yy',
    'd-mmm',
    '[Red]dd/mm/yy',
    'mmmm',
  ])('takes %s for a day', (code) => expect(isDateFormat(164, code)).toBe(true));
  it.each([
    '0',
    '0.00',
    '#,##0',
    'General',
    '@',
    'h:mm AM/PM',
    '[h]:mm:ss',
    'mm:ss.0',
    '0" hari dalam bulan"',
    '"Rp"#,##0',
    '[Red]0',
  ])('leaves %s a number', (code) => expect(isDateFormat(164, code)).toBe(false));
  it('knows the built-in ones', () => {
    expect([14, 17, 22].map((id) => isDateFormat(id, undefined))).toEqual([true, true, true]);
    expect([0, 1, 9, 18, 45, 49].some((id) => isDateFormat(id, undefined))).toBe(false);
  });
});

describe('text of cells', () => {
  it.each([
    ['a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos;', `a & b <c> "d" 'e'`],
    ['&#233;&#xE9;&#x1F600;', 'éé😀'],
    ['satu_x000D_\ndua', 'satu\r\ndua'],
    ['_x005F_x000D_', '_x000D_'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['&unknown; &#0;', '&unknown; &#0;'],
  ])('%s', (xml, text) => expect(plainText(xml)).toBe(text));

  it('joins runs and leaves phonetic runs out', () => {
    expect(
      richText(
        '<r><rPr><b/></rPr><t>Budi </t></r><r><t xml:space="preserve"> Contoh</t></r><rPh sb="0" eb="1"><t>x</t></rPh>',
      ),
    ).toBe('Budi  Contoh');
    expect(richText('<t/>')).toBe('');
    expect(richText('<t><![CDATA[x]]></t>')).toBeNull();
  });
});
