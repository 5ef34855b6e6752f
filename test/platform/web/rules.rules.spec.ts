import { describe, expect, it } from 'vitest';
import { NotFound, Refused, TooManyRequests } from '../../../src/kernel/index.js';
import { safePath } from '../../../src/platform/web/page.js';
import { startedHere } from '../../../src/platform/web/origin.rules.js';
import { allows, PERMISSIONS, permissionsOf, type Permission } from '../../../src/platform/web/permissions.js';
import { faultOf, sentenceFor } from '../../../src/platform/web/problem.rules.js';

describe('where a request comes from', () => {
  const base = 'https://sinergi.test';
  it.each([
    [{ origin: undefined, secFetchSite: undefined, host: 'sinergi.test' }, true],
    [{ origin: 'https://sinergi.test', secFetchSite: 'same-origin', host: 'inside:3000' }, true],
    [{ origin: 'http://127.0.0.1:3000', secFetchSite: undefined, host: '127.0.0.1:3000' }, true],
    [{ origin: undefined, secFetchSite: 'none', host: 'sinergi.test' }, true],
    [{ origin: 'https://evil.test', secFetchSite: undefined, host: 'sinergi.test' }, false],
    [{ origin: 'https://sinergi.test.evil.test', secFetchSite: undefined, host: 'sinergi.test' }, false],
    [{ origin: 'null', secFetchSite: undefined, host: 'sinergi.test' }, false],
    [{ origin: 'https://sinergi.test', secFetchSite: 'cross-site', host: 'sinergi.test' }, false],
    [{ origin: undefined, secFetchSite: 'same-site', host: 'sinergi.test' }, false],
  ])('%j → %s', (request, verdict) => {
    expect(startedHere(request, base)).toBe(verdict);
  });
});

describe('redirects', () => {
  it.each([
    '//evil.test',
    '/\\evil.test',
    '\\/evil.test',
    '///evil.test',
    'https://evil.test',
    'http:evil.test',
    'javascript:alert(1)',
    'data:text/html,x',
    ' /x',
    '/\t/evil.test',
    '/\n/evil.test',
    '/x\r\nSet-Cookie: a=b',
    '/\u0000',
    '',
    'x',
    '.',
    '?x',
    '#x',
    '/\\/evil.test',
    '/x\\y',
    undefined,
    ['/x'],
    '/'.padEnd(3000, 'x'),
  ])('%j stays here', (path) => {
    expect(safePath(path, '/home')).toBe('/home');
  });

  it.each(['/', '/w/a/b?c=d&e=%2F', '/x#y'])('%s is a way', (path) => {
    expect(safePath(path, '/home')).toBe(path);
  });
});

describe('permissions', () => {
  const all = Object.keys(PERMISSIONS) as Permission[];

  it('give an admin everything that a workspace of its kind knows', () => {
    const granted = new Set([...permissionsOf('admin', 'agency'), ...permissionsOf('admin', 'labour_union')]);
    expect([...granted].sort()).toEqual([...all].sort());
  });

  it('give a viewer nothing that changes something', () => {
    for (const permission of permissionsOf('viewer', 'agency'))
      expect(permission).toMatch(/\.(read|national|own-roster)$/);
  });

  it("keep the agency's own from everybody else", () => {
    expect(allows('workspaces.create', 'admin', 'local_government')).toBe(false);
    expect(allows('workspaces.create', 'admin', 'agency')).toBe(true);
    expect(allows('members.read', null, null)).toBe(false);
  });
});

describe('faults', () => {
  const status = (code: string, error: object) =>
    expect(faultOf(Object.assign(new Error('secret'), error)).code).toBe(code);

  it('keep nothing of what the database said', () => {
    const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (nik)=(secret)' });
    expect(faultOf(error)).toEqual({ status: 409, code: 'conflict', params: {} });
    expect(faultOf({ driverError: { code: '22P02' } })).toMatchObject({ status: 422, code: 'invalid' });
  });

  it('know what may be tried again and what may not', () => {
    status('try-again', { code: '40001' });
    status('try-again', { code: '40P01' });
    status('busy', { code: '57014' });
    status('unavailable', { code: '57P01' });
    status('unavailable', { code: '53300' });
    status('internal', { code: '42501' });
    status('unavailable', { code: 'ECONNREFUSED' });
    status('unavailable', { message: 'timeout exceeded when trying to connect' });
    status('internal', { code: 'ENOENT' });
    status('too-large', { status: 413 });
  });

  it('carry what the person needs', () => {
    expect(faultOf(new TooManyRequests(7))).toMatchObject({ status: 429, retryAfterSeconds: 7 });
    expect(faultOf(new NotFound())).toEqual({ status: 404, code: 'not-found', params: {} });
    expect(faultOf(new Refused('workspaces.last-admin'))).toMatchObject({ status: 409 });
    expect(sentenceFor('en', 'workspaces.last-admin', {})).toMatch(/at least one admin/);
    expect(sentenceFor('id', 'no.such-code', {}, 409)).toBe(sentenceFor('id', 'conflict', {}));
  });
});
