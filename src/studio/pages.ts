import type { WebSocket } from 'ws';
import type { Locale } from '../core/strings/locale.js';
import type { Errand, Question, Reply, StudioHostMessage } from '../protocol/studio.js';

/** Bytes that a page has not taken yet, after which it is told nothing new: it will ask again. */
const MOST_WAITING = 8 << 20;

/** One tab that shows a project. Owns its open questions; when it goes, they are answered with no. */
export class Page {
  private readonly questions = new Map<number, (reply: Reply | undefined) => void>();
  private lastQuestion = 0;
  /** Whether it asked for the first view. */
  ready = false;

  constructor(
    private readonly socket: WebSocket,
    /** What whoever looks at it reads. */
    readonly locale: Locale,
  ) {
    socket.once('close', () => {
      for (const answer of this.questions.values()) answer(undefined);
      this.questions.clear();
    });
  }

  tell(message: StudioHostMessage): void {
    const { socket } = this;
    if (socket.readyState !== socket.OPEN) return;
    // A snapshot that is left out is made up for by the next; an answer is small.
    const skippable = message.kind === 'host' && /^(view|fleet)$/.test(message.message.kind);
    if (skippable && socket.bufferedAmount > MOST_WAITING) return;
    socket.send(JSON.stringify(message));
  }

  errand(errand: Errand): void {
    this.tell({ kind: 'errand', errand });
  }

  /** Undefined when the page went away. */
  ask(question: Question): Promise<Reply | undefined> {
    if (this.socket.readyState !== this.socket.OPEN) return Promise.resolve(undefined);
    this.lastQuestion += 1;
    const id = this.lastQuestion;
    return new Promise((resolve) => {
      this.questions.set(id, resolve);
      this.tell({ kind: 'question', id, question });
    });
  }

  take(id: number, reply: Reply): void {
    this.questions.get(id)?.(reply);
    this.questions.delete(id);
  }
}
