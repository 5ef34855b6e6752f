export interface RequestOrigin {
  origin: string | undefined;
  secFetchSite: string | undefined;
  host: string | undefined;
}

/**
 * False when the browser says that another site started this request. Absent headers say nothing: then only the
 * token decides. `null` as origin (sandboxed frames, data: pages) is another site.
 */
export function startedHere(request: RequestOrigin, baseUrl: string): boolean {
  if (request.secFetchSite !== undefined && !['same-origin', 'none'].includes(request.secFetchSite)) return false;
  if (request.origin === undefined) return true;
  if (request.origin === new URL(baseUrl).origin) return true;
  return URL.canParse(request.origin) && new URL(request.origin).host === request.host;
}
