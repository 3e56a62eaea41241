import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { timeLeftText } from '../../src/core/strings/timeLeft.js';
import type { RunView } from '../../src/protocol/editorView.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import { baseStyles } from '../styles/base.js';
import { fileSize } from '../wording/measures.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';

/** How far all jobs together are. */
@customElement('hg-run-progress')
export class RunProgress extends LitElement {
  static override styles = [
    baseStyles,
    progressStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 6px 0 2px;
      }
      /* What lies below stays where it is when the first picture comes. */
      :host([running]) {
        min-height: 38px;
      }
      .progress {
        flex: 1;
        min-width: 60px;
      }
      .counts {
        font-variant-numeric: tabular-nums;
      }
      .drawn {
        width: 64px;
        height: 36px;
        border-radius: 3px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        background: var(--vscode-textCodeBlock-background);
        object-fit: contain;
      }
      .disk {
        font-size: 0.92em;
        white-space: nowrap;
      }
      @media (max-width: 600px) {
        :host {
          flex-wrap: wrap;
          gap: 4px 12px;
        }
      }
      .failed {
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        font: inherit;
        font-weight: 600;
        text-decoration: underline;
        cursor: pointer;
      }
      .failed:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: 2px;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) run!: RunView;
  /** What was drawn last, and of which pair. */
  @property({ attribute: false }) drawn:
    { readonly address: string; readonly pair: string } | undefined;
  /** Bytes left on the disk that the results go to, where known. */
  @property({ attribute: false }) free: number | undefined;

  protected override render(): TemplateResult {
    const { say, locale } = this.session;
    const { run, drawn } = this;
    const picture =
      run.running && drawn
        ? html`<img
            class="drawn"
            src=${drawn.address}
            alt=${say('last-drawn', { pair: drawn.pair })}
          />`
        : nothing;
    return html`${picture}<span class="counts"
        >${say(run.running ? 'run-running' : 'run-finished', { done: run.done, total: run.total })}
        ${
          run.failed > 0
            ? html`·
                <button
                  type="button"
                  class="failed"
                  title=${say('show-failed', { failed: run.failed })}
                  @click=${() => this.dispatchEvent(new PageEvent({ kind: 'show-failed' }))}
                >
                  ${say('run-failed', { failed: run.failed })}
                </button>`
            : nothing
        }
        ${this.outlook()}</span
      >
      ${run.running ? progressBar(run.fraction, say('run-progress')) : nothing}
      ${
        run.running && this.free !== undefined
          ? html`<span class="disk quiet"
              >${say('disk-free', { free: fileSize(this.free, locale) })}</span
            >`
          : nothing
      }`;
  }

  private outlook(): TemplateResult | typeof nothing {
    const { session, run } = this;
    const { say } = session;
    if (run.cancelling) return html`· ${say('cancelling')}`;
    return run.running && run.eta !== null ? html`· ${timeLeftText(run.eta, say)}` : nothing;
  }
}
