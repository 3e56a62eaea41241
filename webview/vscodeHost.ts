import type { EditorHost, HostMessage, PageMessage } from '../src/protocol/editor.js';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The editor page's host in VS Code: messages of the webview. Made once a page. */
export class VsCodeHost implements EditorHost {
  private readonly api = acquireVsCodeApi();

  send(message: PageMessage): void {
    this.api.postMessage(message);
  }

  onMessage(listener: (message: HostMessage) => void): void {
    addEventListener('message', (event: MessageEvent<unknown>) => {
      if (isHostMessage(event.data)) listener(event.data);
    });
  }

  loadState(): unknown {
    return this.api.getState();
  }

  saveState(state: unknown): void {
    this.api.setState(state);
  }
}

/** All there are: the compiler asks for each. */
const KINDS: Readonly<Record<HostMessage['kind'], true>> = {
  view: true,
  fleet: true,
  show: true,
  answer: true,
};

/** The window also hears messages of extensions in the browser and of VS Code itself. */
function isHostMessage(data: unknown): data is HostMessage {
  return (
    typeof data === 'object' &&
    data !== null &&
    'kind' in data &&
    typeof data.kind === 'string' &&
    Object.hasOwn(KINDS, data.kind)
  );
}
