// The API of a workspace of the product under test, with a key of its own.
import { openAsBlob } from 'node:fs';

export function apiOf(underTest, slug) {
  const { key } = underTest.run(['api-key', 'create', '--workspace', slug, '--role', 'admin', '--name', 'bench']);
  const call = async (method, route, body) => {
    const response = await fetch(`${underTest.base}/api/v1${route}`, {
      method,
      body,
      headers: { Authorization: `Bearer ${key}`, Accept: 'application/json' },
    });
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const upload = async (path, name, mode = 'upsert') => {
    const form = new FormData();
    form.set('mode', mode);
    form.set('file', await openAsBlob(path), name);
    return call('POST', '/roster-imports', form);
  };
  return { call, upload };
}
