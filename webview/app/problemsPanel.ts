import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ProblemView } from '../../src/protocol/editorView.js';
import '../controls/button.js';
import { icon } from '../controls/icon.js';
import { baseStyles } from '../styles/base.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';

/** What is wrong with the project's text, where, and the way out. */
@customElement('hg-problems')
export class ProblemsPanel extends LitElement {
  static override styles = [
    baseStyles,
    noticeBannerStyles,
    css`
      :host {
        display: block;
        padding-top: 4px;
      }
      ul {
        border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
        border-radius: 4px;
        max-height: 40vh;
        overflow: auto;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
      }
      button {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        gap: 2px 8px;
        flex: 1 1 240px;
        padding: 5px 10px;
        border: none;
        background: none;
        color: inherit;
        font: inherit;
        text-align: left;
        cursor: pointer;
      }
      button:hover {
        background: var(--vscode-list-hoverBackground);
      }
      button:focus-visible {
        outline-offset: -1px;
      }
      button .icon {
        margin-top: 2px;
      }
      .error {
        color: var(--vscode-errorForeground);
      }
      .warning {
        color: var(--vscode-editorWarning-foreground);
      }
      .text {
        flex: 1 1 200px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .place {
        flex: none;
        margin-left: 24px;
        white-space: nowrap;
      }
      button.place {
        margin-left: auto;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) problems: readonly ProblemView[] = [];
  /** The text cannot be understood at all: there is nothing else to show. */
  @property({ type: Boolean }) unreadable = false;

  protected override render(): TemplateResult {
    const { say, ask } = this.session;
    return html`<section aria-label=${say('problems')}>
      ${
        this.unreadable
          ? noticeBanner(
              'error',
              say('unreadable-sentence'),
              say('unreadable-hint'),
              html`<hg-button
                  appearance="primary"
                  @click=${() => void ask({ kind: 'open-as-text', ...this.firstLine() })}
                  >${say('open-as-text')}</hg-button
                ><hg-button @click=${() => void ask({ kind: 'undo' })}>${say('undo')}</hg-button>`,
            )
          : nothing
      }
      <ul>
        ${this.problems.map((problem) => this.item(problem))}
      </ul>
    </section>`;
  }

  /** What is seen on the page leads there; its place in the text has a way of its own. */
  private item(problem: ProblemView): TemplateResult {
    const { severity, sentence, hint, line, column, about } = problem;
    const { say, ask } = this.session;
    const openText = () => void ask({ kind: 'open-as-text', line, column });
    const goToLine = say('go-to-line', { line });
    const place = say('problem-place', { line, column });
    return html`<li>
      <button
        type="button"
        title=${about ? say(about.kind === 'pair' ? 'show-pair' : 'show-source') : goToLine}
        @click=${about ? () => this.dispatchEvent(new PageEvent({ kind: 'show', subject: about })) : openText}
      >
        <span class=${severity}>${icon(severity)}</span
        ><span class="visually-hidden">${say(severity)}: </span>
        <span class="text">${sentence} <span class="quiet">${hint}</span></span>
        ${about ? nothing : html`<span class="place quiet">${place}</span>`}
      </button>
      ${
        about
          ? html`<button type="button" class="place quiet" title=${goToLine} @click=${openText}>
              ${place}
            </button>`
          : nothing
      }
    </li>`;
  }

  private firstLine(): { readonly line?: number; readonly column?: number } {
    const first = this.problems.at(0);
    return first ? { line: first.line, column: first.column } : {};
  }
}
