import { sayIn } from '../../../src/core/strings/ui.js';
import type { Answer, Intent } from '../../../src/protocol/editor.js';
import type { SourceView } from '../../../src/protocol/editorView.js';
import '../../../webview/app/studioApp.js';
import { PageEvent } from '../../../webview/page/pageEvents.js';
import type { Session } from '../../../webview/page/session.js';
import { pageStyles } from '../../../webview/styles/page.js';

/** What a test gives an element; sources are named by their keys once they are here. */
export interface ElementProps {
  readonly sourceMap?: readonly SourceView[];
  readonly selected?: readonly string[];
  readonly [name: string]: unknown;
}

/** One element of the page alone in a document, with a session that only remembers. */
class ElementStage {
  readonly asked: Intent[] = [];
  /** Events the element fired: their type, and what they carry. */
  readonly heard: unknown[] = [];
  readonly answers: Partial<Record<Intent['kind'], Answer>> = {};
  /** Whether elements are told that they are in a browser rather than in VS Code. */
  inBrowser = false;
  private element: HTMLElement | undefined;

  async mount(
    tag: string,
    props: ElementProps,
    { trusted = true, text = '' }: { readonly trusted?: boolean; readonly text?: string } = {},
  ): Promise<void> {
    this.element?.remove();
    this.asked.length = 0;
    this.heard.length = 0;
    const element = document.createElement(tag);
    this.element = element;
    element.append(text);
    Object.assign(element, { session: this.session(trusted) }, inPage(props));
    for (const type of ['value', 'change', 'reset', 'close', 'error']) {
      element.addEventListener(type, (event) => {
        const { value, detail } = event as unknown as Record<string, unknown>;
        this.heard.push([type, value ?? detail].filter((part) => part != null));
      });
    }
    element.addEventListener(PageEvent.type, (event) => {
      if (event instanceof PageEvent) this.heard.push(event.request);
    });
    document.querySelector('main')?.append(element);
    await this.settled();
  }

  async change(props: ElementProps): Promise<void> {
    Object.assign(this.element ?? {}, inPage(props));
    await this.settled();
  }

  /** The toolkit's elements take their attributes over in the next frame; a busy machine's is late. */
  async settled(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 40));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }

  private session(trusted: boolean): Session {
    const ask = (intent: Intent): Promise<Answer> => {
      this.asked.push(intent);
      return Promise.resolve(this.answers[intent.kind] ?? { kind: 'ok' });
    };
    const inBrowser = this.inBrowser;
    return { locale: 'en', trusted, inBrowser, say: sayIn('en'), ask };
  }
}

function inPage({ sourceMap, selected, ...props }: ElementProps): object {
  return {
    ...props,
    ...(sourceMap && {
      sources: new Map(sourceMap.map((source) => [`${source.list}/${source.id}`, source])),
    }),
    ...(selected && { selected: new Set(selected) }),
  };
}

declare global {
  var stage: ElementStage;
}

if (pageStyles.styleSheet) document.adoptedStyleSheets.push(pageStyles.styleSheet);
document.body.append(document.createElement('main'));
globalThis.stage = new ElementStage();
