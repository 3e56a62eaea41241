import type { Answer, Intent } from '../../src/protocol/editor.js';
import type { Notice } from '../../src/protocol/editorView.js';
import type { HeardWords } from '../../src/protocol/scriptViews.js';
import { playing } from '../page/oneAtATime.js';

/** Something that can be heard; its key tells the page which of its places it is. */
export interface Heard {
  readonly key: string;
  readonly words: HeardWords;
}

export type ListeningState =
  | { readonly kind: 'quiet'; readonly problem?: Notice }
  | { readonly kind: 'waiting' | 'playing'; readonly key: string };

type Ask = (intent: Intent) => Promise<Answer>;

let windows = 0;

/**
 * Has words spoken and plays them, one after another: while one is heard, the next is made. Owns the sound; only
 * one thing is heard in the page at a time.
 */
export class Listening {
  state: ListeningState = { kind: 'quiet' };
  private readonly window = `listen-${Date.now().toString(36)}-${++windows}`;
  private readonly audio = new Audio();
  private turn = 0;

  constructor(
    private readonly ask: Ask,
    private readonly onChange: () => void,
  ) {}

  /** Ends what was heard before. Resolves when all was played, or it was stopped. */
  async play(all: readonly Heard[]): Promise<void> {
    this.halt();
    const { turn } = this;
    playing.begin(this.stop);
    let coming = this.fetch(all, 0);
    for (const [at, { key }] of all.entries()) {
      this.show({ kind: 'waiting', key });
      const answer = await coming;
      if (turn !== this.turn) return;
      if (answer?.kind !== 'playable') {
        this.end(answer?.kind === 'refused' ? answer.notice : undefined);
        return;
      }
      coming = this.fetch(all, at + 1);
      this.show({ kind: 'playing', key });
      const whole = await this.sound(answer.address);
      if (turn !== this.turn) return;
      if (!whole) break;
    }
    this.end();
  }

  readonly stop = (): void => {
    if (this.state.kind === 'quiet') return;
    if (this.state.kind === 'waiting') {
      for (const odd of [0, 1]) void this.ask({ kind: 'stop-listen', window: this.nameOf(odd) });
    }
    this.halt();
    this.end();
  };

  private fetch(all: readonly Heard[], at: number): Promise<Answer | undefined> {
    const heard = all.at(at);
    if (!heard) return Promise.resolve(undefined);
    return this.ask({ kind: 'listen', window: this.nameOf(at), ...heard.words });
  }

  /** What is fetched beforehand must not end what is waited for. */
  private nameOf(at: number): string {
    return `${this.window}-${at % 2}`;
  }

  /** False where it could not be played. */
  private async sound(address: string): Promise<boolean> {
    const { audio } = this;
    const over = new Promise<boolean>((resolve) => {
      audio.onended = () => {
        resolve(true);
      };
      audio.onerror = () => {
        resolve(false);
      };
      audio.onpause = () => {
        resolve(audio.ended);
      };
    });
    audio.src = address;
    const begun = await audio.play().then(
      () => true,
      () => false,
    );
    return begun && over;
  }

  private halt(): void {
    this.turn += 1;
    this.audio.pause();
  }

  private end(problem?: Notice): void {
    playing.over(this.stop);
    this.show(problem ? { kind: 'quiet', problem } : { kind: 'quiet' });
  }

  private show(state: ListeningState): void {
    this.state = state;
    this.onChange();
  }
}
