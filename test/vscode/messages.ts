import * as vscode from 'vscode';

const KINDS = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

export interface HeardMessage {
  readonly kind: 'information' | 'warning' | 'error';
  /** Without the invisible signs that keep it from being a link. */
  readonly text: string;
  readonly modal: boolean;
  readonly buttons: readonly string[];
}

type Press = (message: HeardMessage) => string | undefined;

/**
 * Hears what the extension tells the person, who answers with the button that `press` names; by default
 * none. The extension is given the same `vscode` object as its tests. `stop` must be called.
 */
export class Messages {
  readonly heard: HeardMessage[] = [];
  private readonly kept = KINDS.map((name) => [name, vscode.window[name]] as const);

  constructor(private press: Press = () => undefined) {
    for (const name of KINDS) {
      const kind = name.slice(4, -7).toLowerCase() as HeardMessage['kind'];
      this.replace(name, (text: string, ...rest: unknown[]) => {
        const buttons = rest.filter((each) => typeof each === 'string');
        const modal = rest.some((each) => (each as vscode.MessageOptions).modal === true);
        const message = { kind, text: text.replaceAll('\u2060', ''), modal, buttons };
        this.heard.push(message);
        return Promise.resolve(this.press(message));
      });
    }
  }

  answer(press: Press): void {
    this.press = press;
  }

  stop(): void {
    for (const [name, own] of this.kept) this.replace(name, own);
  }

  private replace(name: (typeof KINDS)[number], by: unknown): void {
    Object.assign(vscode.window, { [name]: by });
  }
}
