import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../controls/button.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import { baseStyles } from '../styles/base.js';
import type { Session } from '../page/session.js';

/** What can be done with the project as a whole. */
@customElement('hg-toolbar')
export class AppToolbar extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 8px;
        padding: 8px 0 2px;
      }
      .quiet-actions {
        display: flex;
        gap: 2px;
        margin-left: auto;
      }
      @media (max-width: 900px) {
        .action-text {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ type: Boolean }) running = false;
  /** All that runs was asked to stop. */
  @property({ type: Boolean }) cancelling = false;
  /** The inputs are being checked. */
  @property({ type: Boolean }) checking = false;
  /** Whether there is anything that Generate all could make. */
  @property({ type: Boolean }) hasPairs = false;
  @property({ attribute: false }) selected: ReadonlySet<string> = new Set();
  /** The page has a button of its own for what it makes. */
  @property({ type: Boolean }) single = false;

  protected override render(): TemplateResult {
    const { say, ask, trusted } = this.session;
    return html`${this.single ? nothing : this.generateButtons()}
      <hg-button
        icon="stop"
        ?hidden=${!this.running}
        ?disabled=${!trusted || this.cancelling}
        @click=${() => void ask({ kind: 'cancel', pairs: 'all' })}
        >${say(this.cancelling ? 'cancelling' : 'cancel-all')}</hg-button
      >
      <div class="quiet-actions" role="group" aria-label=${say('actions')}>
        ${this.quietActions()}
      </div>`;
  }

  private generateButtons(): TemplateResult {
    const { say, ask, trusted } = this.session;
    const count = this.selected.size;
    const idle = !trusted || !this.hasPairs;
    return html`<hg-button
        appearance="primary"
        icon="play"
        ?disabled=${idle}
        @click=${() => void ask({ kind: 'generate', pairs: 'all', force: false })}
        >${say('generate-all')}</hg-button
      >
      <hg-button
        ?disabled=${idle || count === 0}
        @click=${() => void ask({ kind: 'generate', pairs: [...this.selected], force: false })}
        >${
          count > 0 ? say('generate-selected-count', { count }) : say('generate-selected')
        }</hg-button
      >`;
  }

  private quietActions(): TemplateResult[] {
    const { say, ask, trusted } = this.session;
    const idle = !trusted || !this.hasPairs;
    return [
      actionButton({
        icon: 'check',
        label: say('check'),
        hint: say('check-title'),
        text: say('check'),
        disabled: idle || this.checking,
        run: () => void ask({ kind: 'check' }),
      }),
      actionButton({
        icon: 'zip',
        label: say('export-zip'),
        hint: say('export-zip-title'),
        text: say('export-zip'),
        disabled: idle,
        run: () => void ask({ kind: 'export-zip' }),
      }),
      actionButton({
        icon: 'clean',
        label: say('clean-up'),
        hint: say('clean-up-title'),
        text: say('clean-up'),
        disabled: !trusted,
        run: () => void ask({ kind: 'clean-up' }),
      }),
      actionButton({
        icon: 'log',
        label: say('show-log'),
        run: () => void ask({ kind: 'show-log' }),
      }),
      actionButton({
        icon: 'text',
        label: say('open-as-text'),
        run: () => void ask({ kind: 'open-as-text' }),
      }),
    ];
  }
}
