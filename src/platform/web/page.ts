import { isLocalPath } from '../views/index.js';

export interface PageTemplates {
  /** Whole page: `views/<full>.hbs`. */
  full: string;
  /** What htmx swaps in: `views/<part>.hbs`. Absent: htmx gets the whole page. */
  part?: string;
  status?: number;
}

/** What a controller answers a person with. Rendered after the unit of work has been committed. */
export class Page {
  constructor(
    readonly view: object,
    readonly templates: PageTemplates,
  ) {}
}

/** The browser goes elsewhere on this site with a GET (303). */
export class Redirect {
  constructor(readonly path: string) {
    if (!isLocalPath(path)) throw new Error('Redirects stay on this site.');
  }
}

export function page(view: object, templates: PageTemplates): Page {
  return new Page(view, templates);
}

export function redirect(path: string): Redirect {
  return new Redirect(path);
}

/** A path somebody sent (`?next=`), if it stays on this site; the fallback otherwise. */
export function safePath(path: unknown, fallback: string): string {
  return typeof path === 'string' && path.length <= 2000 && isLocalPath(path) ? path : fallback;
}
