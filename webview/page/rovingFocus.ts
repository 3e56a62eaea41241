import type { LitElement, ReactiveController } from 'lit';

const PAGE = 10;

/**
 * One tab stop for a long list: arrow keys go from item to item, as in VS Code's own lists. Owns
 * which item that is. The items are elements with `data-key` in the host's shadow root.
 */
export class RovingFocus implements ReactiveController {
  private keys: readonly string[] = [];
  private at = 0;
  private focusPlaced = true;
  private hadFocus = false;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  /** To be called with each rendering; the item of the focus is followed by its key. */
  follow(keys: readonly string[]): void {
    const key = this.keys.at(this.at);
    const found = key === undefined ? -1 : keys.indexOf(key);
    // An item that is gone leaves the focus to the one that took its place.
    this.at = found >= 0 ? found : Math.max(0, Math.min(this.at, keys.length - 1));
    this.keys = keys;
  }

  /** Gives the focus to an item once it is there. False where there is none of that key. */
  goTo(key: string): boolean {
    const at = this.keys.indexOf(key);
    if (at < 0) return false;
    this.at = at;
    this.focusPlaced = false;
    this.host.requestUpdate();
    return true;
  }

  get current(): string | undefined {
    return this.keys.at(this.at);
  }

  hostUpdate(): void {
    this.hadFocus = this.focused() !== null;
  }

  hostUpdated(): void {
    if (this.hadFocus && this.focused() === null) this.focusPlaced = false;
    if (this.focusPlaced) return;
    this.focusPlaced = true;
    this.item(this.current)?.focus();
  }

  /** The item that itself has the focus, not something in it. */
  ownerOf(event: Event): string | undefined {
    const [target] = event.composedPath();
    return target instanceof HTMLElement ? target.dataset.key : undefined;
  }

  readonly onFocusIn = (event: Event): void => {
    const item = event
      .composedPath()
      .find((each) => each instanceof HTMLElement && each.dataset.key !== undefined);
    const at = item instanceof HTMLElement ? this.keys.indexOf(item.dataset.key ?? '') : -1;
    if (at < 0 || at === this.at) return;
    this.at = at;
    this.host.requestUpdate();
  };

  /** Moves at arrow keys and their like. @returns whether it did */
  move(event: KeyboardEvent): boolean {
    const last = this.keys.length - 1;
    const to = {
      ArrowDown: this.at + 1,
      ArrowUp: this.at - 1,
      PageDown: this.at + PAGE,
      PageUp: this.at - PAGE,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined || last < 0) return false;
    event.preventDefault();
    this.at = Math.max(0, Math.min(to, last));
    this.focusPlaced = false;
    this.host.requestUpdate();
    return true;
  }

  /** Puts the focus on the current item: it was in something that is gone. */
  focusCurrent(): void {
    this.item(this.current)?.focus();
  }

  private focused(): Element | null {
    return this.host.renderRoot instanceof ShadowRoot ? this.host.renderRoot.activeElement : null;
  }

  private item(key: string | undefined): HTMLElement | undefined {
    const items = this.host.renderRoot.querySelectorAll<HTMLElement>('[data-key]');
    return [...items].find((item) => item.dataset.key === key);
  }
}

/** The key for a menu, and what stands in for it on keyboards that have none. */
export function isMenu(event: KeyboardEvent): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
}

/** Macs have no Delete key on most keyboards. */
export function isDelete(event: KeyboardEvent): boolean {
  return event.key === 'Delete' || (event.key === 'Backspace' && event.metaKey);
}
