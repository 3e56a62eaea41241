import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { baseStyles } from '../styles/base.js';
import { actionButton, actionStyles } from './actionButton.js';

/** A window was opened. Bubbles through every shadow root, so that the page knows its windows. */
export class DialogOpened extends Event {
  static readonly type = 'dialog-opened';

  constructor(readonly dialog: DialogBox) {
    super(DialogOpened.type, { bubbles: true, composed: true });
  }
}

/** A modal window over the page. Takes the focus, gives it back. Fires `close`. */
@customElement('hg-dialog')
export class DialogBox extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    css`
      dialog {
        width: min(1100px, calc(100vw - 24px));
        max-height: calc(100vh - 24px);
        padding: 0;
        border: 1px solid
          var(
            --vscode-contrastBorder,
            var(--vscode-editorWidget-border, var(--vscode-panel-border))
          );
        border-radius: 6px;
        background: var(--vscode-editorWidget-background);
        color: var(--vscode-editorWidget-foreground, var(--vscode-foreground));
        box-shadow: 0 4px 16px var(--vscode-widget-shadow, transparent);
        overflow: auto;
      }
      dialog::backdrop {
        background: color-mix(in srgb, var(--vscode-editor-background) 65%, transparent);
      }
      header {
        position: sticky;
        top: 0;
        z-index: 2;
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px 8px 8px 16px;
        background: inherit;
        border-bottom: 1px solid var(--vscode-editorWidget-border, var(--vscode-panel-border));
      }
      h2 {
        flex: 1;
        min-width: 0;
      }
      .body {
        padding: 12px 16px 16px;
      }
    `,
  ];

  @property() heading = '';
  @property() closeLabel = '';
  @query('dialog') private readonly dialog?: HTMLDialogElement;
  @state() private said: TemplateResult | typeof nothing = nothing;

  /** Says something above what it holds, in the place of what was said before. */
  tell(what: TemplateResult | typeof nothing): void {
    this.said = what;
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @close=${this.onClose}>
      <header>
        <h2 id="heading" class="clip">${this.heading}</h2>
        ${actionButton({
          icon: 'close',
          label: this.closeLabel,
          run: () => this.dialog?.close(),
        })}
      </header>
      <div class="body">${this.said}<slot></slot></div>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog?.showModal();
    this.dispatchEvent(new DialogOpened(this));
  }

  private readonly onClose = (): void => {
    // Composed, so that whoever holds the element around this box hears it too.
    this.dispatchEvent(new Event('close', { composed: true }));
  };
}
