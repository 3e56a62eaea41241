import { html, nothing } from 'lit';
import { type DialogBox, DialogOpened } from '../controls/dialogBox.js';
import type { Answer, Intent } from '../../src/protocol/editor.js';
import type { Notice } from '../../src/protocol/editorView.js';
import '../page/noticeLine.js';
import type { Session } from '../page/session.js';

/** Whoever asks for these has a place of its own for why there is nothing to show. */
const SHOWN_BY_ASKER: ReadonlySet<Intent['kind']> = new Set([
  ...(['frame', 'faces', 'preview', 'compare', 'voices'] as const),
]);

/**
 * Knows which windows lie over the page, the topmost last: what is said while one is open is said in it,
 * for the page's own banners lie behind.
 */
export class OpenDialogs {
  private dialogs: readonly DialogBox[] = [];

  constructor(page: HTMLElement) {
    page.addEventListener(DialogOpened.type, (event) => {
      if (event instanceof DialogOpened) this.dialogs = [...this.open, event.dialog];
    });
  }

  /** Says in the topmost window why a wish was refused. False where none is open. */
  refuse(session: Session, notice: Notice, wish?: Intent['kind']): boolean {
    if (wish !== undefined && this.top && SHOWN_BY_ASKER.has(wish)) return true;
    return this.tell(session, 'error', notice);
  }

  /** The same for a passing sentence. */
  inform(session: Session, notice: Notice): boolean {
    return this.tell(session, 'info', notice);
  }

  /** What was said no longer holds. */
  hush(): void {
    this.top?.tell(nothing);
  }

  private tell(session: Session, kind: 'error' | 'info', notice: Notice): boolean {
    const { top } = this;
    top?.tell(
      html`<hg-notice
        .session=${session}
        .kind=${kind}
        .notice=${notice}
        @close=${() => {
          top.tell(nothing);
        }}
      ></hg-notice>`,
    );
    return top !== undefined;
  }

  private get top(): DialogBox | undefined {
    return this.open.at(-1);
  }

  private get open(): readonly DialogBox[] {
    return this.dialogs.filter(({ isConnected }) => isConnected);
  }
}

/** Whether an answer takes back what was refused before. */
export function settles(intent: Intent, answer: Answer): boolean {
  return (
    answer.kind !== 'refused' &&
    /^(edit|edits|generate|undo|write-script|add-scripts|listen)$/.test(intent.kind)
  );
}
