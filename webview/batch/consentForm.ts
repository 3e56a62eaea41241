import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { SourceView } from '../../src/protocol/editorView.js';
import '../controls/button.js';
import '../controls/dialogBox.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';

/** Characters; as the project's schema has it. */
const LONGEST = 4000;

/** A window for the note on how the filmed person agreed. Fires `close`. */
@customElement('hg-consent')
export class ConsentForm extends LitElement {
  static override styles = [
    baseStyles,
    css`
      label {
        display: block;
        padding: 10px 0 4px;
        font-weight: 600;
      }
      textarea {
        width: 100%;
        min-height: 9em;
        padding: 6px 8px;
        border: 1px solid
          var(
            --vscode-settings-textInputBorder,
            var(--vscode-input-border, var(--vscode-panel-border))
          );
        border-radius: 3px;
        background: var(--vscode-input-background);
        color: var(--vscode-input-foreground, var(--vscode-foreground));
        font: inherit;
        resize: vertical;
      }
      textarea:focus {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        padding-top: 10px;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) video!: SourceView;
  @query('textarea') private readonly note?: HTMLTextAreaElement;

  protected override render(): TemplateResult {
    const { say, trusted } = this.session;
    const { name, consent = '' } = this.video;
    return html`<hg-dialog heading=${say('consent-details', { name })} closeLabel=${say('close')}>
      <p class="quiet">${say('consent-intro')}</p>
      <label for="note">${say('consent-label')}</label>
      <textarea
        id="note"
        maxlength=${LONGEST}
        placeholder=${say('consent-hint')}
        ?readonly=${!trusted}
        .value=${consent}
      ></textarea>
      <div class="buttons">
        <hg-button
          appearance="primary"
          ?disabled=${!trusted}
          @click=${() => void this.keep(this.note?.value.trim() ?? consent)}
          >${say('save')}</hg-button
        >
        ${
          consent === ''
            ? nothing
            : html`<hg-button ?disabled=${!trusted} @click=${() => void this.keep('')}
                >${say('consent-remove')}</hg-button
              >`
        }
        <hg-button @click=${this.close}>${say('cancel')}</hg-button>
      </div>
    </hg-dialog>`;
  }

  protected override firstUpdated(): void {
    // After the window, which takes the focus for its first button.
    setTimeout(() => this.note?.focus());
  }

  private async keep(consent: string): Promise<void> {
    const { id, consent: before = '' } = this.video;
    if (consent !== before) {
      const edit = { kind: 'set-consent', video: id, consent } as const;
      const answer = await this.session.ask({ kind: 'edit', edit });
      if (answer.kind === 'refused') return;
    }
    this.close();
  }

  private readonly close = (): void => {
    this.dispatchEvent(new Event('close'));
  };
}
