import type { Answer, EditorHost, HostMessage, PageMessage } from '../../src/protocol/editor.js';
import type { Errand, Question, Reply, StudioHostMessage } from '../../src/protocol/studio.js';
import { Connection, type ConnectionState } from './connection.js';
import { savedLocale } from './preferences.js';
import { rememberedPage, rememberPage } from './pageMemory.js';

export interface Asking {
  /** Asks the person; uploads what they choose. */
  readonly answer: (question: Question) => Promise<Reply>;
  /** Brings files to the server; ids of those that arrived whole. */
  readonly upload: (files: readonly File[]) => Promise<readonly string[]>;
  readonly state: (state: ConnectionState) => void;
}

/**
 * The editor page's host in the browser: a WebSocket to the studio. Owns nothing of the project; what the
 * page remembers by itself is in the browser's storage, by project.
 */
export class BrowserHost implements EditorHost {
  readonly inBrowser = true;
  private readonly connection: Connection;
  private readonly listeners = new Set<(message: HostMessage) => void>();
  private readonly open = new Map<number, (answer: Answer) => void>();
  /** What the page asked and was not answered; asked again over a new connection. */
  private readonly unanswered = new Map<number, PageMessage>();
  /** Whether the page shows the fleet: a server that is new is told. */
  private showsFleet: PageMessage | undefined;
  private lastId = 0;

  /** @param project opaque id, part of the page's own address */
  constructor(
    private readonly project: string,
    private readonly asking: Asking,
  ) {
    this.connection = new Connection(`/projects/${project}/socket?lang=${savedLocale()}`, {
      message: (message) => {
        this.take(message);
      },
      state: asking.state,
      opened: (again) => {
        if (again) this.askAgain();
      },
    });
  }

  send(message: PageMessage): void {
    if (message.intent.kind === 'show-fleet') this.showsFleet = message;
    this.unanswered.set(message.id, message);
    this.connection.send({ kind: 'page', message });
  }

  onMessage(listener: (message: HostMessage) => void): void {
    this.listeners.add(listener);
  }

  /** A way that only a page has whose files lie on another machine. */
  async importFiles(files: readonly File[], list?: 'audios' | 'videos'): Promise<Answer> {
    const uploads = await this.asking.upload(files);
    if (uploads.length === 0) return { kind: 'declined' };
    return this.ask((id) => ({ kind: 'add', id, uploads, ...(list && { list }) }));
  }

  undo(): void {
    this.connection.send({ kind: 'page', message: { id: 0, intent: { kind: 'undo' } } });
  }

  redo(): Promise<Answer> {
    return this.ask((id) => ({ kind: 'redo', id }));
  }

  loadState(): unknown {
    return rememberedPage(this.project);
  }

  saveState(state: unknown): void {
    rememberPage(this.project, state);
  }

  private ask(message: (id: number) => Parameters<Connection['send']>[0]): Promise<Answer> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve) => {
      this.open.set(id, resolve);
      this.connection.send(message(id));
    });
  }

  /** The server may be another: it is told that this page is here, and asked what only looks once more. */
  private askAgain(): void {
    this.connection.send({ kind: 'page', message: { id: 0, intent: { kind: 'ready' } } });
    if (this.showsFleet) this.connection.send({ kind: 'page', message: this.showsFleet });
    for (const [id, message] of [...this.unanswered]) {
      const { kind } = message.intent;
      if (LOOKS.has(kind)) this.connection.send({ kind: 'page', message });
      // Whether it was followed is seen in the next view.
      else this.tell({ kind: 'answer', id, answer: { kind: 'declined' } });
    }
    for (const resolve of this.open.values()) resolve({ kind: 'declined' });
    this.open.clear();
  }

  private take(message: StudioHostMessage): void {
    switch (message.kind) {
      case 'host':
        this.tell(message.message);
        return;
      case 'question': {
        const { id, question } = message;
        void this.asking.answer(question).then((reply) => {
          this.connection.send({ kind: 'reply', id, reply });
        });
        return;
      }
      case 'errand':
        follow(message.errand, this.project);
        return;
      case 'answer':
        this.open.get(message.id)?.(message.answer);
        this.open.delete(message.id);
    }
  }

  private tell(message: HostMessage): void {
    if (message.kind === 'answer') this.unanswered.delete(message.id);
    for (const listener of this.listeners) listener(message);
  }
}

const LOOKS: ReadonlySet<string> = new Set([
  ...['ready', 'preview', 'compare', 'play', 'frame', 'faces', 'poster'],
]);

/** What belongs to the project itself has an address beside its page, and is named without the slash. */
function follow({ kind, address }: Errand, project: string): void {
  const whole = address.startsWith('/') ? address : `/projects/${project}/${address}`;
  if (kind === 'download') download(whole);
  else window.open(whole, '_blank', 'noopener');
}

function download(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
