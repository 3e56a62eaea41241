import type { Page } from 'playwright-core';

/**
 * Texts that cannot be read: those that run out of their box without an ellipsis, and those that
 * lie under another text. Looks into every shadow root; leaves out what only screen readers get.
 */
export function cutTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    interface Piece {
      readonly text: string;
      readonly box: DOMRect;
      readonly element: Element;
    }
    const pieces: Piece[] = [];
    const found: string[] = [];

    function hidden(element: Element): boolean {
      return (
        element.closest('.visually-hidden') !== null ||
        !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      );
    }

    /** What of a text is seen: its own boxes within all that clip it. */
    function visible(node: Text, element: Element): void {
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        let { left, top, right, bottom } = rect;
        let around: Element | null = element;
        let ellipsis = false;
        while (around) {
          const style = getComputedStyle(around);
          const inline = style.display === 'inline';
          if (!inline && style.overflowX !== 'visible') {
            const box = around.getBoundingClientRect();
            ellipsis ||= style.textOverflow === 'ellipsis';
            const scrolls = /auto|scroll/.test(`${style.overflowX}${style.overflowY}`);
            if (!ellipsis && !scrolls && right > box.right + 1) {
              found.push(`cut: ${node.data.trim().slice(0, 60)}`);
            }
            left = Math.max(left, box.left);
            right = Math.min(right, box.right);
            top = Math.max(top, box.top);
            bottom = Math.min(bottom, box.bottom);
          }
          around = around.assignedSlot ?? around.parentElement ?? hostOf(around);
        }
        if (right - left < 2 || bottom - top < 4) continue;
        const box = new DOMRect(left, top, right - left, bottom - top);
        pieces.push({ text: node.data.trim(), box, element });
      }
    }

    function hostOf(element: Element): Element | null {
      const root = element.getRootNode();
      return root instanceof ShadowRoot ? root.host : null;
    }

    function walk(node: Node): void {
      if (node instanceof Text) {
        const element = node.assignedSlot ?? node.parentElement ?? hostOf(node as never);
        if (node.data.trim() !== '' && element && !hidden(element)) visible(node, element);
        return;
      }
      if (node instanceof HTMLStyleElement) return;
      if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
      for (const child of node.childNodes) walk(child);
    }

    const open = document
      .querySelector('hg-studio')
      ?.shadowRoot?.querySelector('hg-preview, hg-face-chooser');
    walk(open?.shadowRoot ?? document.body);
    for (const [at, first] of pieces.entries()) {
      for (const second of pieces.slice(at + 1)) {
        if (first.element === second.element) continue;
        const wide =
          Math.min(first.box.right, second.box.right) - Math.max(first.box.left, second.box.left);
        const high =
          Math.min(first.box.bottom, second.box.bottom) - Math.max(first.box.top, second.box.top);
        if (wide > 3 && high > 5 && !layered(first.element, second.element)) {
          found.push(`covered: ${first.text.slice(0, 50)} / ${second.text.slice(0, 50)}`);
        }
      }
    }
    return [...new Set(found)];

    /** A bar that sticks over what scrolls under it. */
    function layered(one: Element, other: Element): boolean {
      return stuck(one) !== stuck(other);
    }

    function stuck(element: Element): Element | null {
      let around: Element | null = element;
      while (around) {
        if (/sticky|fixed/.test(getComputedStyle(around).position)) return around;
        around = around.assignedSlot ?? around.parentElement ?? hostOf(around);
      }
      return null;
    }
  });
}
