import type { Locale } from '../i18n/index.js';

/**
 * What layouts and shared partials expect beside a page's own view model. `src/platform/web` fills it for every page;
 * a template reaches it from any depth as `@root.actor`, `@root.workspace` …
 */
export interface PageContext {
  locale: Locale;
  /** Path and query of this page, local: where the language switch comes back to. */
  path: string;
  csrfToken: string;
  /** Signed-in person, with the role in the current workspace. */
  actor: { name: string; email: string; role: string | null } | null;
  workspace: { slug: string; name: string; kind: string } | null;
  /** Workspaces this person may switch to, the current one included. */
  workspaces: { slug: string; name: string; kind: string }[];
  /** Side navigation. `key` is a text key `shell.nav.<key>`, `icon` a name in assets/icons.svg. */
  nav: { key: string; href: string; icon: string; current: boolean }[];
  /** Flash message of the previous action, already in the reader's language. */
  notice: { kind: 'success' | 'warning' | 'error'; text: string } | null;
  version: string;
  /** True in development without SMTP: the shell links to /dev/mail. */
  devMail: boolean;
}
