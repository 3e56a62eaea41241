import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { runEndText } from '../../src/core/strings/runEnd.js';
import type { EndedRun, RunView } from '../../src/protocol/editorView.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import '../controls/button.js';
import { icon } from '../controls/icon.js';
import { noticeBannerStyles } from '../page/noticeBanner.js';
import { PageEvent, type PageRequest } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';

/** Whether there is an end of a run that the person has not put away. */
export function isEndUnread({ running, total, ended }: RunView, readEnd: number): boolean {
  return !running && total > 0 && ended !== undefined && ended.id > readEnd;
}

/**
 * How the last run ended and what can be done now. No live region: the page's announcer tells the end.
 */
@customElement('hg-run-end')
export class RunEnd extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    noticeBannerStyles,
    css`
      .banner {
        align-items: center;
      }
      .banner-actions {
        flex-wrap: wrap;
        align-items: center;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) run!: RunView & { readonly ended: EndedRun };

  protected override render(): TemplateResult {
    const { run } = this;
    const { say } = this.session;
    const kind = run.failed > 0 ? 'warning' : 'info';
    const symbol = run.failed === 0 && run.done > 0 ? 'pass' : kind;
    return html`<div class="banner banner-${kind}" role="group" aria-label=${say('run-end')}>
      ${icon(symbol)}
      <p><strong>${runEndText({ ...run, ...run.ended }, say)}</strong></p>
      <div class="banner-actions">
        ${this.watch()} ${this.showFailed()} ${this.files()}
        ${actionButton({
          icon: 'close',
          label: say('dismiss'),
          run: () => {
            this.request({ kind: 'remember', state: { readEnd: run.ended.id } });
          },
        })}
      </div>
    </div>`;
  }

  private watch(): TemplateResult | typeof nothing {
    const { first } = this.run.ended;
    if (first === undefined) return nothing;
    return html`<hg-button
      appearance="primary"
      icon="eye"
      @click=${() => {
        this.request({ kind: 'preview', pair: first, play: true });
      }}
      >${this.session.say('watch')}</hg-button
    >`;
  }

  private showFailed(): TemplateResult | typeof nothing {
    const { failed } = this.run;
    if (failed === 0) return nothing;
    return html`<hg-button
      icon="error"
      @click=${() => {
        this.request({ kind: 'show-failed' });
      }}
      >${this.session.say('show-failed', { failed })}</hg-button
    >`;
  }

  /** What a file manager would show, a page in a browser has as a list of downloads. */
  private files(): TemplateResult | typeof nothing {
    const { say, ask, inBrowser, trusted } = this.session;
    if (this.run.done === 0) return nothing;
    const openFolder = html`<hg-button
      icon="folder"
      ?disabled=${!trusted}
      @click=${() => void ask({ kind: 'open-folder' })}
      >${say('open-folder')}</hg-button
    >`;
    const allResults = html`<hg-button
      icon="list"
      @click=${() => {
        this.request({ kind: 'remember', state: { page: 'history' } });
      }}
      >${say('all-results')}</hg-button
    >`;
    return html`${inBrowser ? allResults : openFolder}
      <hg-button icon="zip" ?disabled=${!trusted} @click=${() => void ask({ kind: 'export-zip' })}
        >${say('export-zip')}</hg-button
      >`;
  }

  private request(wish: PageRequest): void {
    this.dispatchEvent(new PageEvent(wish));
  }
}
