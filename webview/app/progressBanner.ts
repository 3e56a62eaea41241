import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Say } from '../../src/core/strings/ui.js';
import type { CheckingView } from '../../src/protocol/editorView.js';
import '../controls/button.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import { baseStyles } from '../styles/base.js';
import type { Session } from '../page/session.js';
import type { Copying } from './fileIntake.js';

export interface Stop {
  readonly label: string;
  readonly hint: string;
  /** The label once it was pressed. */
  readonly busy: string;
  readonly run: () => void;
}

/** How far something is that is waited for. No live region: it changes several times a second. */
@customElement('hg-progress-banner')
export class ProgressBanner extends LitElement {
  static override styles = [
    baseStyles,
    progressStyles,
    css`
      :host {
        display: grid;
        gap: 6px;
        margin: 8px 0;
        padding: 8px 10px;
        border-radius: 4px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        background: var(--vscode-textCodeBlock-background);
      }
      .row {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .row .clip {
        flex: 1;
        min-width: 0;
      }
    `,
  ];

  @property({ attribute: false }) text = '';
  /** 0..1 */
  @property({ attribute: false }) fraction = 0;
  /** A way to stop it, where there is one. */
  @property({ attribute: false }) stop: Stop | undefined;
  /** It was told to stop: what is under way may take a moment to end. */
  @state() private stopping = false;

  protected override render(): TemplateResult {
    const { text, fraction, stop } = this;
    return html`<div class="row">
        <span class="clip">${text}</span>${stop ? this.stopButton(stop) : nothing}
      </div>
      ${progressBar(fraction, text)}`;
  }

  private stopButton({ label, hint, busy, run }: Stop): TemplateResult {
    return html`<hg-button
      icon="stop"
      hint=${hint}
      ?disabled=${this.stopping}
      @click=${() => {
        this.stopping = true;
        run();
      }}
      >${this.stopping ? busy : label}</hg-button
    >`;
  }
}

export function copyingBanner(say: Say, { name, fraction }: Copying): TemplateResult {
  const text = say('copying-file', { name, percent: Math.floor(fraction * 100) });
  return html`<hg-progress-banner .text=${text} .fraction=${fraction}></hg-progress-banner>`;
}

export function checkingBanner(
  { say, ask }: Pick<Session, 'say' | 'ask'>,
  { number, total, name, fraction }: CheckingView,
): TemplateResult {
  const text =
    total === 0 ? say('checking-begins') : say('checking-input', { number, total, name });
  const stop: Stop = {
    label: say('cancel'),
    hint: say('check-cancel'),
    busy: say('check-stopping'),
    run: () => void ask({ kind: 'cancel-check' }),
  };
  return html`<hg-progress-banner
    .text=${text}
    .fraction=${fraction}
    .stop=${stop}
  ></hg-progress-banner>`;
}
