import type { Page } from 'playwright-core';

export interface Target {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/** What can be pressed and is seen, through all shadow roots; CSS pixels. */
export function targetsOf(page: Page): Promise<readonly Target[]> {
  return page.evaluate(() => {
    const found: { name: string; width: number; height: number }[] = [];
    const kinds = 'button, a[href], select, input, [role="button"], [role="tab"], [role="radio"]';
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.matches(kinds)) continue;
        const { width, height } = element.getBoundingClientRect();
        const { visibility, clipPath } = getComputedStyle(element);
        const hidden = width <= 1 || height <= 1 || visibility === 'hidden' || clipPath !== 'none';
        if (hidden || element.closest('[aria-hidden="true"]')) continue;
        const label = element.getAttribute('aria-label') ?? element.getAttribute('title') ?? '';
        const name = `${element.localName} ${label || element.textContent.trim()}`;
        found.push({ name, width: Math.round(width), height: Math.round(height) });
      }
    };
    look(document);
    return found;
  });
}
