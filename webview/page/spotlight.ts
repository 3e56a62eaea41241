import { css } from 'lit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const SHINE_MS = 2500;

/** Marks the item of a list that a person was led to, for a moment. Owns which one, and its time. */
export class Spotlight implements ReactiveController {
  private key: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  on(key: string): void {
    clearTimeout(this.timer);
    this.key = key;
    this.host.requestUpdate();
    this.timer = setTimeout(() => {
      this.key = undefined;
      this.host.requestUpdate();
    }, SHINE_MS);
  }

  /** The class of an item. */
  classOf(key: string): string {
    return key === this.key ? 'spotlit' : '';
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.key = undefined;
  }
}

export const spotlightStyles = css`
  .spotlit {
    position: relative;
    --row-hover: var(--vscode-list-inactiveSelectionBackground, transparent);
  }
  /* Over what the item holds: cards and rows have a ground of their own. */
  .spotlit::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 2px solid var(--vscode-focusBorder);
    border-radius: 4px;
    pointer-events: none;
  }
`;
