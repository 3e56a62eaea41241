import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FileWorkView } from '../../src/protocol/editorView.js';
import '../controls/button.js';
import { icon } from '../controls/icon.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';

/** How far files are looked for or copied, and the way to stop. No live region: it changes several times a second. */
@customElement('hg-file-work')
export class FileWorkBanner extends LitElement {
  static override styles = [
    baseStyles,
    progressStyles,
    css`
      :host {
        display: block;
        margin: 8px 0;
        padding: 8px 10px;
        border-radius: 4px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        background: var(--vscode-textCodeBlock-background);
      }
      .line {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .text {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .progress {
        margin-top: 6px;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) work!: FileWorkView;

  protected override render(): TemplateResult {
    const { session, work } = this;
    const { say, ask } = session;
    const text = this.text();
    return html`<div class="line">
        ${icon('running')}<span class="text">${text}</span>
        <hg-button @click=${() => void ask({ kind: 'stop-files' })}>${say('cancel')}</hg-button>
      </div>
      ${work.kind === 'copying' ? progressBar(work.fraction, text) : nothing}`;
  }

  private text(): string {
    const { work, session } = this;
    if (work.kind === 'looking') return session.say('looking-through', { ...work });
    const { name, number, total, fraction } = work;
    const percent = Math.floor(fraction * 100);
    const key = total === 1 ? 'bringing-one' : 'bringing-many';
    return session.say(key, { name, number, total, percent });
  }
}
