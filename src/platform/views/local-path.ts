/** A URL inside this site: starts with one slash, so that no value can turn it into another host or a `javascript:` address. */
export function isLocalPath(path: string): boolean {
  return /^\/(?![/\\])[^\\\u0000-\u0020]*$/.test(path);
}

/**
 * Joins a fixed start with encoded parts and a query: `localPath(['/w', 'kab bogor', 'workers'], { q: 'a&b' })`.
 * The first part is taken as it is (a path already made), the others are encoded as one segment each.
 * Query values that are null, undefined or empty are left out. Throws on anything that is not a local path.
 */
export function localPath(parts: readonly unknown[], query: Record<string, unknown> = {}): string {
  const [start, ...segments] = parts.map(String);
  const path = [start, ...segments.map(encodeURIComponent)].join('/').replace(/^\/\//, '/');
  if (start === undefined || start.startsWith('//') || !isLocalPath(path)) {
    throw new Error(`Not a path of this site: ${JSON.stringify(start)}`);
  }
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value != null && value !== '') search.append(name, String(value));
  if (search.size === 0) return path;
  const [beforeHash, hash] = path.split('#');
  return `${beforeHash}${beforeHash?.includes('?') ? '&' : '?'}${search}${hash ? `#${hash}` : ''}`;
}
