import type { ReactiveController, ReactiveControllerHost } from 'lit';

const FIRST = 24;
const STEP = 40;

/**
 * Lets a long list appear in steps: first what fits a screen, then more in each idle moment until
 * all is there, so that opening a project never blocks and everything can still be found.
 */
export class GrowingList implements ReactiveController {
  private limit = FIRST;
  private scheduled: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  shown<Item>(items: readonly Item[]): readonly Item[] {
    if (items.length <= this.limit) return items;
    this.scheduled ??= setTimeout(() => {
      this.scheduled = undefined;
      this.limit += STEP;
      this.host.requestUpdate();
    }, 16);
    return items.slice(0, this.limit);
  }

  /** Lets so many appear at once. */
  reach(count: number): void {
    this.limit = Math.max(this.limit, count);
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    clearTimeout(this.scheduled);
    this.scheduled = undefined;
  }
}
