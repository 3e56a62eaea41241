import type { TriedSettings } from '../../src/core/tryout.js';
import type { Answer, Intent } from '../../src/protocol/editor.js';
import type { Notice } from '../../src/protocol/editorView.js';
import type { TriedView } from '../../src/protocol/tryViews.js';

export interface TryWish {
  readonly pair: string;
  /** Seconds of the recording. */
  readonly at: number;
  readonly settings: TriedSettings;
}

/** What there is to show: the latest try, and whether another is on its way. */
export interface TryState {
  readonly running: boolean;
  /** Of the same wish as the try. */
  readonly shown?: { readonly wish: TryWish; readonly tried: TriedView };
  readonly problem?: Notice;
  /** Somebody stopped the latest one. */
  readonly stopped?: boolean;
}

type Ask = (intent: Intent) => Promise<Answer>;

/**
 * Asks for tries, the latest wish last: sliders move faster than videos are made. A wish ends the one under
 * way, unless that still studies the same seconds, for what it learns would be lost. Owns what is shown.
 */
export class TryRunner {
  private current: TryWish | undefined;
  private next: TryWish | undefined;
  private turn = 0;
  state: TryState = { running: false };

  constructor(
    private readonly window: string,
    private readonly ask: Ask,
    private readonly onChange: () => void,
  ) {}

  want(wish: TryWish): void {
    if (this.current && isSamePlace(this.current, wish) && !this.isStudied(wish)) this.next = wish;
    else void this.run(wish);
  }

  /** What is on its way is of no use any more. */
  stop(): void {
    if (!this.current) return;
    this.turn += 1;
    this.end({ stopped: true });
    void this.ask({ kind: 'stop-try', window: this.window });
  }

  private async run(wish: TryWish): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    this.current = wish;
    this.next = undefined;
    const { shown } = this.state;
    this.show({ running: true, ...(shown && { shown }) });
    const answer = await this.ask({ kind: 'try', window: this.window, ...wish });
    if (turn !== this.turn) return;
    const next = this.takeNext();
    if (answer.kind === 'tried') this.end({ shown: { wish, tried: answer.tried } });
    else if (answer.kind === 'refused') this.end({ problem: answer.notice });
    else this.end({ stopped: true });
    if (next && answer.kind !== 'refused') void this.run(next);
  }

  /** What was wished meanwhile. */
  private takeNext(): TryWish | undefined {
    const { next } = this;
    this.next = undefined;
    return next;
  }

  private end(state: Omit<TryState, 'running'>): void {
    this.current = undefined;
    this.next = undefined;
    const { shown } = this.state;
    this.show({ running: false, ...(shown && !state.problem && { shown }), ...state });
  }

  private isStudied(wish: TryWish): boolean {
    const { shown } = this.state;
    return shown !== undefined && isSamePlace(shown.wish, wish);
  }

  private show(state: TryState): void {
    this.state = state;
    this.onChange();
  }
}

function isSamePlace(a: TryWish, b: TryWish): boolean {
  return a.pair === b.pair && a.at === b.at;
}
