import type { Browser, BrowserContext } from 'playwright-core';
import type { Role } from '../../../src/kernel/index.js';
import type { Locale } from '../../../src/platform/i18n/index.js';
import { openBrowser } from '../../platform/views/gallery/chromium.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aMember, type TestWorkspace } from '../../support/builders.js';
import { startWorker } from './a-worker.js';

/** The whole product with its reference data, and a browser before it. */
export interface House {
  test: TestApplication;
  browser: Browser;
  /** Jobs are worked on from now on. */
  work(): Promise<void>;
  /** A context of the browser without session. */
  guest(locale: Locale, options?: ContextOptions): Promise<BrowserContext>;
  /** A context signed in as a new member of the workspace. */
  member(who: Who, options?: ContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

export interface Who {
  workspace: TestWorkspace;
  role: Role;
  locale: Locale;
}

export type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>;

export async function openHouse(): Promise<House> {
  const [test, browser] = await Promise.all([startTestApplication(), openBrowser()]);
  await withReference(test.db);
  let worker: { close(): Promise<void> } | null = null;
  const guest = async (locale: Locale, options: ContextOptions = {}) => {
    const context = await browser.newContext({ locale: `${locale}-ID`, ...options });
    await context.addCookies([{ name: 'sinergi-language', value: locale, url: test.origin }]);
    return context;
  };
  return {
    test,
    browser,
    work: async () => {
      worker ??= await startWorker(test);
    },
    guest,
    member: async (who, options) => {
      const { email } = await aMember(test.db, { ...who, name: `Uji ${who.role}` });
      const { cookies } = await test.signIn(email);
      const context = await guest(who.locale, options);
      await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: test.origin })));
      return context;
    },
    close: async () => {
      await browser.close();
      await worker?.close();
      await test.close();
    },
  };
}
