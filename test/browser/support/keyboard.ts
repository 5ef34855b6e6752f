import type { Page } from 'playwright-core';

const MOST_STOPS = 90;

/** Where the focus is, and whether somebody can see it. */
interface Stop {
  matches: boolean;
  visible: boolean;
  html: string;
}

/** Presses Tab until the focus is on it. @throws Error for a stop that shows no focus, or when it is never reached */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const { matches, visible, html } = await focusOf(page, selector);
    if (!visible) throw new Error(`Nobody sees that the focus is on ${html}`);
    if (matches) return;
  }
  throw new Error(`The focus never came to ${selector}`);
}

/** The focus is in sight when the element, or the control drawn around it, looks different without it. */
function focusOf(page: Page, selector: string): Promise<Stop> {
  return page.evaluate<Stop>(`(() => {
    const on = document.activeElement;
    const drawn = [on, on.closest('[data-dropzone], .govuk-radios__item, .govuk-checkboxes__item')].filter(Boolean);
    const parts = drawn.flatMap((element) => [[element], [element, '::before'], [element, '::after'],
      ...[...element.querySelectorAll('label')].map((label) => [label, '::before'])]);
    const look = () => parts.map(([element, part]) => {
      const { outline, boxShadow, backgroundColor, borderColor, textDecoration, clip, clipPath, position } = getComputedStyle(element, part);
      return [outline, boxShadow, backgroundColor, borderColor, textDecoration, clip, clipPath, position].join();
    }).join('|');
    if (on === document.body) return { matches: false, visible: true, html: 'body' };
    const focused = look();
    on.blur();
    const visible = look() !== focused;
    on.focus({ preventScroll: true });
    return { matches: on.matches(${JSON.stringify(selector)}), visible, html: on.outerHTML.slice(0, 200) };
  })()`);
}
