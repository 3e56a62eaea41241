import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SourceView } from '../../src/protocol/editorView.js';
import type { Session } from '../page/session.js';

interface Owner extends ReactiveControllerHost {
  readonly session: Session;
  readonly source: SourceView;
  /** Seconds. */
  readonly duration: number;
}

const STILLS = 10;

/**
 * Stills of a video from end to end, which the host makes one by one: each is shown as it comes. Owns
 * their addresses.
 */
export class StillStrip implements ReactiveController {
  stills: readonly (string | undefined)[] = [];
  private connected = true;

  constructor(private readonly owner: Owner) {
    owner.addController(this);
  }

  hostConnected(): void {
    this.connected = true;
  }

  hostDisconnected(): void {
    this.connected = false;
  }

  async load(): Promise<void> {
    const { source, duration, session } = this.owner;
    this.stills = Array.from({ length: STILLS }, () => undefined);
    const times = this.stills.map((_, at) => ((at + 0.5) * duration) / STILLS);
    for (const [at, time] of times.entries()) {
      const answer = await session.ask({ kind: 'strip-still', video: source.id, time });
      if (!this.connected || this.owner.source.id !== source.id) return;
      if (answer.kind === 'refused') return;
      if (answer.kind !== 'frame') continue;
      this.stills = this.stills.with(at, answer.image);
      this.owner.requestUpdate();
    }
  }
}
