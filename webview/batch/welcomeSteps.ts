import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Session } from '../page/session.js';
import '../controls/button.js';
import { icon, type IconName } from '../controls/icon.js';
import '../script/scriptButtons.js';
import { baseStyles } from '../styles/base.js';
import { dropHint } from '../wording/dropHint.js';

/** What an empty project shows: the three steps to a first result. */
@customElement('hg-welcome')
export class WelcomeSteps extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        padding: 24px 0;
      }
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
        gap: 12px;
        padding: 16px 0 12px;
      }
      li {
        display: flex;
        flex-direction: column;
        align-items: flex-start;
        gap: 8px;
        padding: 16px;
        border: 1px solid
          var(
            --vscode-contrastBorder,
            var(--vscode-editorWidget-border, var(--vscode-panel-border))
          );
        border-radius: 6px;
        background: var(--vscode-welcomePage-tileBackground, var(--vscode-editorWidget-background));
      }
      h3 {
        display: flex;
        align-items: center;
        gap: 8px;
        font-size: 1.08em;
        font-weight: 600;
      }
      h3 .icon {
        color: var(--vscode-textLink-foreground);
      }
      li p {
        flex: 1;
      }
      li p.script {
        flex: none;
      }
      .sample {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        padding-top: 12px;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;

  protected override render(): TemplateResult {
    const { say, ask, trusted } = this.session;
    return html`<h2>${say('welcome-title')}</h2>
      <ol>
        ${this.step(
          'video',
          `1. ${say('welcome-videos-title')}`,
          say('welcome-videos'),
          html`<hg-button
            appearance="primary"
            ?disabled=${!trusted}
            @click=${() => void ask({ kind: 'pick', list: 'videos' })}
            >${say('add-video')}</hg-button
          >`,
        )}
        ${this.step(
          'audio',
          `2. ${say('welcome-audios-title')}`,
          say('welcome-audios'),
          html`<hg-button
              appearance="primary"
              ?disabled=${!trusted}
              @click=${() => void ask({ kind: 'pick', list: 'audios' })}
              >${say('add-audio')}</hg-button
            >
            <p class="script">${say('welcome-script')}</p>
            <hg-script-buttons .session=${this.session}></hg-script-buttons>`,
        )}
        ${this.step('play', `3. ${say('welcome-generate-title')}`, say('welcome-generate'), '')}
      </ol>
      <p class="quiet">${dropHint(this.session, 'welcome-drop')}</p>
      <p class="sample">
        <span class="quiet">${say('sample-hint')}</span>
        <hg-button ?disabled=${!trusted} @click=${() => void ask({ kind: 'sample-project' })}
          >${say('sample-project')}</hg-button
        >
      </p>`;
  }

  private step(symbol: IconName, title: string, text: string, action: unknown): TemplateResult {
    return html`<li>
      <h3>${icon(symbol)}${title}</h3>
      <p>${text}</p>
      ${action}
    </li>`;
  }
}
