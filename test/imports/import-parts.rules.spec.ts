import { describe, expect, it } from 'vitest';
import {
  correctionColumns,
  ownColumns,
  readRowKey,
  rowKey,
  withoutCorrectionColumns,
} from '../../src/imports/corrections/correction-columns.rules.js';
import { fieldsGiven, fitMapping } from '../../src/imports/given-mapping.rules.js';
import { TallyKeeper } from '../../src/imports/reading/tally.js';
import { holdsOnlyAcceptable, saysYes } from '../../src/rosters/row/acceptance.rules.js';
import { CAUSE_CODES, severityOf } from '../../src/rosters/row/causes.js';

const ID = '0190a1b2-c3d4-7000-8000-00000000abcd';

describe('columns that corrections add', () => {
  it('are found behind columns of the same name that the user has', () => {
    const headers = ['NIK', 'Keterangan', 'Nama', 'Setuju (ya)', 'Keterangan', '_sinergi'];
    expect(correctionColumns(headers)).toEqual({ key: 5, accept: 3, remarks: 4 });
    expect(ownColumns(headers)).toEqual([0, 1, 2]);
    const mapping = ['nik', 'address', 'name', 'status', 'address', 'kpj'];
    expect(withoutCorrectionColumns(mapping, correctionColumns(headers))).toEqual([
      'nik',
      'address',
      'name',
      null,
      null,
      null,
    ]);
  });

  it('mean nothing without the key', () => {
    expect(correctionColumns(['NIK', 'Setuju (ya)', 'Keterangan'])).toEqual({ key: -1, accept: -1, remarks: -1 });
    expect(ownColumns(['NIK', 'Keterangan'])).toEqual([0, 1]);
  });

  it('name a row of an import and nothing else', () => {
    expect(readRowKey(rowKey(ID, 12))).toEqual({ importId: ID, rowNo: 12 });
    for (const wrong of ['', ID, `${ID}/0`, `${ID}/x`, `${ID}/1; drop`, `x${ID}/1`])
      expect(readRowKey(wrong)).toBeNull();
  });
});

describe('a mapping given with the upload', () => {
  it('fits by position only when every column has its place', () => {
    expect(fitMapping(['nik', null], ['A', 'B'])).toEqual(['nik', null]);
    expect(fitMapping(['nik'], ['A', 'B'])).toBeNull();
  });

  it('fits by header, whatever its case and dots', () => {
    expect(fitMapping({ 'no. hp': 'phone', NIK: 'nik' }, ['Nik', 'Nama', 'NO HP'])).toEqual(['nik', null, 'phone']);
    expect(fitMapping({ Telepon: 'phone' }, ['NIK'])).toBeNull();
    expect(fieldsGiven({ A: 'nik', B: null, C: '' })).toEqual(['nik']);
  });
});

describe('what a person may accept', () => {
  it('is a contradiction, never a broken cell', () => {
    expect(holdsOnlyAcceptable(['nik.sex_mismatch', 'nik.region_unknown'])).toBe(true);
    expect(holdsOnlyAcceptable(['nik.sex_mismatch', 'region.unknown'])).toBe(false);
    expect(holdsOnlyAcceptable(['something.new'])).toBe(false);
    const rejecting = CAUSE_CODES.filter((code) => severityOf(code) === 'reject');
    expect(rejecting.filter((code) => holdsOnlyAcceptable([code]))).toEqual([]);
  });

  it('takes a yes in the usual words', () => {
    for (const yes of ['ya', 'YA', ' Ya. ', 'yes', 'setuju', 'OK', '✓'])
      expect([yes, saysYes(yes)]).toEqual([yes, true]);
    for (const no of ['', '–', '-', 'tidak', 'ya?', 'x', 'yang mana', '1'])
      expect([no, saysYes(no)]).toEqual([no, false]);
  });
});

describe('a tally', () => {
  it('keeps the heaviest severity of a cause, whichever row came first', () => {
    const keeper = new TallyKeeper();
    keeper.cause('nik.sex_mismatch', 'warn', 1);
    keeper.cause('nik.sex_mismatch', 'hold', 2);
    keeper.cause('nik.sex_mismatch', 'warn', 3);
    expect(keeper.tally().causes).toEqual([
      { code: 'nik.sex_mismatch', severity: 'hold', rows: 3, examples: [1, 2, 3] },
    ]);
  });
});
