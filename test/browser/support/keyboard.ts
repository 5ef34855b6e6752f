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

function focusOf(page: Page, selector: string): Promise<Stop> {
  return page.evaluate<Stop>(`(() => {
    const on = document.activeElement;
    const rings = [on, on.closest('[data-dropzone], .govuk-radios__item, .govuk-checkboxes__item')].filter(Boolean);
    const pictures = rings.flatMap((ring) => [getComputedStyle(ring), getComputedStyle(ring, '::before'),
      ...(ring.querySelector('label') ? [getComputedStyle(ring.querySelector('label'), '::before')] : [])]);
    const visible = on === document.body || pictures.some(({ outlineStyle, outlineWidth, boxShadow }) =>
      (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none');
    return { matches: on.matches(${JSON.stringify(selector)}), visible, html: on.outerHTML.slice(0, 200) };
  })()`);
}
