import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLocalPath, localPath } from '../../../src/platform/views/local-path.js';

describe('localPath', () => {
  test('joins and encodes', () => {
    expect(localPath(['/w', 'kab bogor', 'workers'], { q: 'a&b', after: null, page: '' })).toBe(
      '/w/kab%20bogor/workers?q=a%26b',
    );
    expect(localPath(['/w/a?x=1'], { y: 2 })).toBe('/w/a?x=1&y=2');
    expect(localPath(['/w/a#rows'], { y: 2 })).toBe('/w/a?y=2#rows');
    expect(localPath(['/'])).toBe('/');
    expect(localPath(['/', 'x'])).toBe('/x');
  });

  test.each([
    'javascript:alert(1)',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '',
    'w/a',
    '/a\nb',
    ' /a',
    '/a b',
  ])('refuses %j as a start', (start) => expect(() => localPath([start])).toThrow(/Not a path/));

  test('refuses nothing at all', () => expect(() => localPath([])).toThrow(/Not a path/));

  test('whatever the parts, the browser stays on this host', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.dictionary(fc.string(), fc.string()), (parts, query) => {
        const path = localPath(['/w', ...parts], query);
        expect(isLocalPath(path)).toBe(true);
        expect(new URL(path, 'https://here.example').host).toBe('here.example');
      }),
    );
  });
});
