import type { WebSocket } from 'ws';
import type { Answer, Intent } from '../../../src/protocol/editor.js';
import type { EditorView } from '../../../src/protocol/editorView.js';
import type { Errand, StudioHostMessage } from '../../../src/protocol/studio.js';
import type { StudioRig } from './studioRig.js';

/** A project's page as the server sees it: asks, answers questions as told, keeps what it is shown. */
export class SocketPage {
  readonly questions: string[] = [];
  readonly errands: Errand[] = [];
  readonly views: EditorView[] = [];
  /** What questions are answered with; undefined: they are left open. */
  yes: boolean | undefined = false;
  private readonly answers = new Map<number, (answer: Answer) => void>();
  private readonly waiting = new Set<() => void>();
  private lastId = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.take(JSON.parse(data.toString()) as StudioHostMessage);
    });
  }

  /** @param query of the socket's address, such as `?lang=zh` */
  static async open(
    rig: StudioRig,
    project: string,
    query = '',
    headers: Readonly<Record<string, string>> = rig.own,
  ): Promise<SocketPage> {
    const socket = rig.socket(`/projects/${project}/socket${query}`, headers);
    const page = new SocketPage(socket);
    await new Promise((done, reject) => socket.once('open', done).once('error', reject));
    await page.ask({ kind: 'ready' });
    return page;
  }

  get last(): EditorView {
    const view = this.views.at(-1);
    if (!view) throw new Error('no view yet');
    return view;
  }

  ask(intent: Intent): Promise<Answer> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((done) => {
      this.answers.set(id, done);
      this.socket.send(JSON.stringify({ kind: 'page', message: { id, intent } }));
    });
  }

  /** The first view that is as wished, from the last one on; rejects when none comes. */
  viewWhere(wished: (view: EditorView) => boolean, limitMs = 15_000): Promise<EditorView> {
    return new Promise((done, reject) => {
      const limit = setTimeout(() => {
        this.waiting.delete(look);
        reject(new Error(`no such view; the last was ${JSON.stringify(this.views.at(-1))}`));
      }, limitMs);
      const look = (): void => {
        const view = this.views.at(-1);
        if (!view || !wished(view)) return;
        clearTimeout(limit);
        this.waiting.delete(look);
        done(view);
      };
      this.waiting.add(look);
      look();
    });
  }

  close(): void {
    this.socket.terminate();
  }

  private take(message: StudioHostMessage): void {
    switch (message.kind) {
      case 'host':
        if (message.message.kind === 'answer') {
          this.answers.get(message.message.id)?.(message.message.answer);
          return;
        }
        if (message.message.kind !== 'view') return;
        this.views.push(message.message.view);
        for (const look of this.waiting) look();
        return;
      case 'question': {
        const { id, question } = message;
        this.questions.push(question.kind === 'confirm' ? question.sentence : question.kind);
        if (this.yes === undefined) return;
        const reply = { kind: 'confirmed', yes: this.yes };
        this.socket.send(JSON.stringify({ kind: 'reply', id, reply }));
        return;
      }
      case 'errand':
        this.errands.push(message.errand);
    }
  }
}
