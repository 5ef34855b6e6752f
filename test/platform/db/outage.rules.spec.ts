import { describe, expect, it } from 'vitest';
import { Refused } from '../../../src/kernel/index.js';
import { isDeadlock, outageOf, OutcomeUnknown } from '../../../src/platform/db/index.js';
import { StorageFull } from '../../../src/platform/storage/index.js';
import { faultOf } from '../../../src/platform/web/problem.rules.js';

const coded = (code: string, message = '') => Object.assign(new Error(message), { code });

describe('what is to blame for an error', () => {
  it.each([
    ['53100', 'database-full'],
    ['53300', 'database-away'],
    ['57P01', 'database-away'],
    ['57P03', 'database-away'],
    ['08006', 'database-away'],
    ['25P03', 'database-away'],
    ['ECONNREFUSED', 'database-away'],
    ['ENOSPC', 'storage-full'],
    ['EDQUOT', 'storage-full'],
  ] as const)('%s: %s', (code, outage) => expect(outageOf(coded(code))).toBe(outage));

  it.each([
    'timeout exceeded when trying to connect',
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'Query read timeout',
  ])('%s: the database', (message) => {
    expect(outageOf(new Error(message))).toBe('database-away');
    expect(faultOf(new Error(message)).status).toBe(503);
  });

  it('a lost answer and a full disk of files are the surroundings, too', () => {
    expect(outageOf(new OutcomeUnknown(null))).toBe('database-away');
    expect(outageOf(new StorageFull())).toBe('storage-full');
  });

  it.each([coded('23505'), coded('40P01'), coded('57014'), new Refused('imports.nothing'), new Error('x'), null, 'x'])(
    '%s: the work itself',
    (error) => expect(outageOf(error)).toBeNull(),
  );
});

describe('a deadlock', () => {
  it('is to be done again, and is no outage', () => {
    expect([isDeadlock(coded('40P01')), outageOf(coded('40P01'))]).toEqual([true, null]);
    expect([isDeadlock(coded('40001')), isDeadlock(null)]).toEqual([false, false]);
  });
});

describe('an error at COMMIT', () => {
  it('is a refusal when the server says why', () => {
    const refusal = coded('40001');
    expect(OutcomeUnknown.orRefusal(refusal)).toBe(refusal);
  });

  it.each([coded('57P01'), coded('08006'), coded('ECONNRESET'), new Error('Connection terminated unexpectedly')])(
    'leaves the outcome open otherwise: %s',
    (error) => {
      expect(OutcomeUnknown.orRefusal(error)).toBeInstanceOf(OutcomeUnknown);
      expect(faultOf(OutcomeUnknown.orRefusal(error))).toMatchObject({ status: 503, code: 'outcome-unknown' });
    },
  );
});
