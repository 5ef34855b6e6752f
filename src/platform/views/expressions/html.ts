import Handlebars, { type HelperOptions, type SafeString } from 'handlebars';
import { assetPath } from '../assets.js';
import { icon } from '../icons.js';
import { localPath } from '../local-path.js';

/** Helpers whose result is markup or a checked address. Each escapes what it was given. */
export const htmlHelpers = {
  /** `{{path "/w" slug "workers" coverage="never"}}`: the only way a value gets into an address. */
  path(...args: unknown[]): string {
    const options = args.pop() as HelperOptions;
    return localPath(args, options.hash as Record<string, unknown>);
  },
  /** `{{url link}}`: a whole address of ours in a mail, where a path alone leads nowhere. */
  url(address: string): string {
    if (!/^https?:\/\/[^\s"'<>\\]+$/.test(address)) throw new Error('A mail links to whole addresses only.');
    return address;
  },
  /** `{{asset "app.css"}}`: the built file with its fingerprint. */
  asset: (name: string) => assetPath(name),
  /** `{{icon "upload"}}`, `{{icon "upload" size="large"}}`. */
  icon: (name: string, options: HelperOptions): SafeString =>
    new Handlebars.SafeString(icon(name, options.hash.size as 'small' | 'large' | undefined)),
  /** The hidden field every form with POST carries. */
  csrf(options: HelperOptions): SafeString {
    const token = (options.data as { root: { csrfToken?: string } }).root.csrfToken ?? '';
    return new Handlebars.SafeString(
      `<input type="hidden" name="_csrf" value="${Handlebars.escapeExpression(token)}">`,
    );
  },
};
