import { describe, expect, it } from 'vitest';
import { compileLexicon } from '../../../src/rosters/row/lexicon.js';
import { judgeForm } from '../../../src/rosters/workers/judge-form.rules.js';
import { maskedFields } from '../../../src/rosters/workers/masks.rules.js';
import { fieldChanges, fieldSources } from '../../../src/rosters/workers/provenance.rules.js';
import type { WorkerChange } from '../../../src/rosters/workers/worker-history.query.js';
import { WorkerForm } from '../../../src/rosters/workers/worker.forms.js';
import { bitOf } from '../../../src/rosters/index.js';

const lexicon = compileLexicon({
  today: '2026-11-23',
  regions: [{ code: '3205', name: 'Kabupaten Garut' }],
  nikRegions: ['3205'],
  sectors: [{ code: 'G', id: 'Perdagangan', en: 'Trade' }],
  occupations: [],
});
const form = (given: Partial<WorkerForm>) =>
  Object.assign(
    new WorkerForm(),
    { nik: '3205011705900001', name: 'Budi Contoh', birth_date: '1990-05-17', sex: 'L' },
    given,
  );

describe('a form judged by the rules of files', () => {
  it('is fine as a row would be', () => {
    const judged = judgeForm(
      form({ wage: 'Rp 2.500.000', region_text: 'kab. garut', programmes: ['JKK', 'JKM'] }),
      lexicon,
    );
    expect(judged).toMatchObject({ mustFix: {}, toAccept: [] });
    expect(judged.values).toMatchObject({ wage: 2_500_000, region: '3205', programmes: 3 });
  });

  it('says of an empty form what is asked for', () => {
    expect(judgeForm(new WorkerForm(), lexicon).mustFix).toEqual({
      nik: 'nik.missing',
      name: 'name.missing',
      birth_date: 'birth_date.missing',
      sex: 'sex.missing',
    });
  });

  it('never takes a line that a file would pass over', () => {
    expect(judgeForm(form({ nik: '', name: 'TOTAL', birth_date: '' }), lexicon).mustFix).not.toEqual({});
  });

  it('lets a person accept a contradiction, beside the field that is easier to get wrong', () => {
    expect(judgeForm(form({ birth_date: '1991-05-17', sex: 'P' }), lexicon)).toMatchObject({
      mustFix: {},
      toAccept: ['nik.birth_date_mismatch', 'nik.sex_mismatch'],
    });
  });

  it('asks again for what it would have to lose', () => {
    const judged = judgeForm(form({ phone: 'abc', email: 'x@', wage: 'banyak', kpj: '1234567890123' }), lexicon);
    expect(judged.mustFix).toEqual({
      phone: 'phone.unreadable',
      email: 'email.unreadable',
      wage: 'wage.unreadable',
      kpj: 'kpj.jkn_number',
    });
  });

  it('compares with the stored NIK when none is typed', () => {
    const kept = { nik: '3205011705900001' };
    expect(judgeForm(form({ nik: '', birth_date: '1991-01-01' }), lexicon, kept).toAccept).toEqual([
      'nik.birth_date_mismatch',
    ]);
  });

  it('keeps an occupation that no list knows', () => {
    const judged = judgeForm(form({ occupation: 'Pawang hujan' }), lexicon);
    expect(judged).toMatchObject({ mustFix: {}, toAccept: [] });
    expect(judged.values.occupation).toBe('Pawang hujan');
  });
});

describe('masks', () => {
  it('leave nothing to call, write to or visit', () => {
    const masked = maskedFields({
      nik: '3205011705900001',
      phone: '+6281234567890',
      email: 'budi.contoh@example.test',
      address: 'Jalan Contoh 5',
      motherName: 'Ibu Contoh',
    });
    expect(masked).toEqual({
      nik: '3205••••••••0001',
      phone: '+62812••••890',
      email: 'b••••@example.test',
      address: '••••••••',
      motherName: '••••••••',
    });
  });
  it('do not pretend that there is something', () => {
    const none = { nik: '3205011705900001', phone: null, email: null, address: null, motherName: null };
    expect(maskedFields(none)).toMatchObject({ phone: null, email: null, address: null, motherName: null });
  });
});

describe('provenance', () => {
  const origin = { importId: 'first', rowNo: 3, fileName: 'a.xlsx', by: 'x', at: new Date(0) };
  const change = (given: Partial<WorkerChange>): WorkerChange => ({
    ...{ version: 1, act: 'updated', changed: 0, before: {}, importId: null, rowNo: null, fileName: null, by: 'y' },
    at: new Date(1),
    ...given,
  });
  const changes = [
    change({ changed: bitOf('name') | bitOf('phone'), before: { name: 'A' }, importId: 'second', rowNo: 9 }),
    change({ version: 2, act: 'edited', changed: bitOf('name'), before: { name: 'B' } }),
  ];

  it('gives every field the last change that touched it', () => {
    const sources = fieldSources(origin, changes);
    expect(sources.name).toMatchObject({ importId: null, by: 'y' });
    expect(sources.phone).toMatchObject({ importId: 'second', rowNo: 9 });
    expect(sources.wage).toBe(origin);
  });

  it('tells old and new of plain fields, and only that a sealed one changed', () => {
    expect(fieldChanges(changes, { name: 'C' })).toEqual([
      [
        { field: 'name', values: { from: 'A', to: 'B' } },
        { field: 'phone', values: null },
      ],
      [{ field: 'name', values: { from: 'B', to: 'C' } }],
    ]);
  });
});
