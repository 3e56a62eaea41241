import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Say } from '../../src/core/strings/ui.js';
import type { CheckingView } from '../../src/protocol/editor.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import { baseStyles } from '../styles/base.js';
import type { Copying } from './fileIntake.js';

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
    `,
  ];

  @property({ attribute: false }) text = '';
  /** 0..1 */
  @property({ attribute: false }) fraction = 0;

  protected override render(): TemplateResult {
    const { text, fraction } = this;
    return html`<span class="clip">${text}</span>${progressBar(fraction, text)}`;
  }
}

export function copyingBanner(say: Say, { name, fraction }: Copying): TemplateResult {
  const text = say('copying-file', { name, percent: Math.floor(fraction * 100) });
  return html`<hg-progress-banner .text=${text} .fraction=${fraction}></hg-progress-banner>`;
}

export function checkingBanner(
  say: Say,
  { number, total, name, fraction }: CheckingView,
): TemplateResult {
  const text = say('checking-input', { number, total, name });
  return html`<hg-progress-banner .text=${text} .fraction=${fraction}></hg-progress-banner>`;
}
