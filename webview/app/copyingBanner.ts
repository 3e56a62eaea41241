import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import { baseStyles } from '../styles/base.js';
import type { Copying } from './fileIntake.js';
import type { Session } from '../page/session.js';

/** How far a file from outside is copied. No live region: it changes several times a second. */
@customElement('hg-copying')
export class CopyingBanner extends LitElement {
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

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) copying!: Copying;

  protected override render(): TemplateResult {
    const { name, fraction } = this.copying;
    const text = this.session.say('copying-file', { name, percent: Math.floor(fraction * 100) });
    return html`<span class="clip">${text}</span>${progressBar(fraction, text)}`;
  }
}
