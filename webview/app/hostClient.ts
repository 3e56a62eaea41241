import type { Answer, EditorHost, Intent, ShowWish } from '../../src/protocol/editor.js';
import type { EditorView } from '../../src/protocol/editorView.js';
import type { FleetView } from '../../src/protocol/fleetViews.js';
import type { PageRequest } from '../page/pageEvents.js';

/** Pairs the host's answers with what was asked. Owns the numbers of open questions. */
export class HostClient {
  private readonly open = new Map<number, (answer: Answer) => void>();
  private lastId = 0;

  constructor(
    private readonly host: EditorHost,
    onView: (view: EditorView) => void,
    onShow: (wish: ShowWish) => void,
    onFleet: (fleet: FleetView) => void,
  ) {
    host.onMessage((message) => {
      if (message.kind === 'view') {
        onView(message.view);
        return;
      }
      if (message.kind === 'fleet') {
        onFleet(message.fleet);
        return;
      }
      if (message.kind === 'show') {
        onShow(message.wish);
        return;
      }
      this.open.get(message.id)?.(message.answer);
      this.open.delete(message.id);
    });
  }

  ask(intent: Intent): Promise<Answer> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve) => {
      this.open.set(id, resolve);
      this.host.send({ id, intent });
    });
  }
}

/** What a wish of the window is to the page. */
export function requestOf(wish: ShowWish): PageRequest {
  switch (wish.kind) {
    case 'failed':
      return { kind: 'show-failed' };
    case 'script':
      return { kind: 'script' };
    case 'preview':
      return { ...wish, play: true };
  }
}
