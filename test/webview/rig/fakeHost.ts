import type { Answer, HostMessage, Intent, PageMessage } from '../../../src/protocol/editor.js';
import type { EditorView } from '../../../src/protocol/editorView.js';

/**
 * The host's side of a webview, inside the page under test: remembers what the page asks, answers
 * as the test says, and shows the views that the test pushes.
 */
class FakeHost {
  readonly sent: Intent[] = [];
  readonly answers: Partial<Record<Intent['kind'], Answer>> = {};
  state: unknown = location.search
    ? JSON.parse(decodeURIComponent(location.search.slice(1)))
    : undefined;
  private view: EditorView | undefined;

  push(view: EditorView): void {
    this.view = view;
    this.tell({ kind: 'view', view });
  }

  take({ id, intent }: PageMessage): void {
    this.sent.push(intent);
    if (intent.kind === 'ready' && this.view) this.tell({ kind: 'view', view: this.view });
    const answer = this.answers[intent.kind] ?? { kind: 'ok' };
    setTimeout(() => {
      this.tell({ kind: 'answer', id, answer });
    });
  }

  /** Messages of a real webview are copies, and so are these. */
  tell(message: HostMessage): void {
    dispatchEvent(new MessageEvent('message', { data: structuredClone(message) }));
  }
}

declare global {
  var fake: FakeHost;
  var acquireVsCodeApi: () => unknown;
}

globalThis.fake = new FakeHost();
globalThis.acquireVsCodeApi = () => ({
  postMessage: (message: PageMessage) => {
    fake.take(structuredClone(message));
  },
  getState: () => fake.state,
  setState: (state: unknown) => {
    fake.state = structuredClone(state);
  },
});
