import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../styles/base.js';
import { PageEvent } from '../page/pageEvents.js';
import { type Page, PAGES } from '../page/pageState.js';
import type { Session } from '../page/session.js';

/** The project's title and the tabs of the page. */
@customElement('hg-header')
export class AppHeader extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 4px 24px;
        border-bottom: 1px solid var(--vscode-settings-headerBorder, var(--vscode-panel-border));
      }
      h1 {
        font-size: 1.5em;
        font-weight: 600;
        padding: 6px 0;
        max-width: 100%;
      }
      [role='tablist']:not([hidden]) {
        display: flex;
        flex-wrap: wrap;
        gap: 0 16px;
      }
      button {
        padding: 6px 2px;
        border: none;
        border-bottom: 1px solid transparent;
        margin-bottom: -1px;
        background: none;
        color: var(--vscode-panelTitle-inactiveForeground, var(--vscode-descriptionForeground));
        font: inherit;
        cursor: pointer;
        white-space: nowrap;
      }
      button:hover {
        color: var(--vscode-panelTitle-activeForeground, var(--vscode-foreground));
      }
      button[aria-selected='true'] {
        color: var(--vscode-panelTitle-activeForeground, var(--vscode-foreground));
        border-bottom-color: var(--vscode-panelTitle-activeBorder, var(--vscode-focusBorder));
      }
      @media (pointer: coarse) {
        button {
          min-height: 40px;
          min-width: 40px;
        }
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property() heading = '';
  @property() page: Page = 'batch';
  /** The text cannot be understood: there are no pages to turn. */
  @property({ type: Boolean }) unreadable = false;
  /** Several machines make the videos. */
  @property({ type: Boolean }) fleet = false;

  protected override render(): TemplateResult {
    const { say } = this.session;
    return html`<h1 class="clip">${this.heading || say('untitled')}</h1>
      <div
        role="tablist"
        ?hidden=${this.unreadable}
        aria-label=${say('pages')}
        @keydown=${this.onKey}
      >
        ${this.pages.map(
          (page) =>
            html`<button
              type="button"
              role="tab"
              aria-selected=${page === this.page ? 'true' : 'false'}
              tabindex=${page === this.page ? 0 : -1}
              @click=${() => {
                this.show(page);
              }}
            >
              ${say(page)}
            </button>`,
        )}
      </div>`;
  }

  private get pages(): readonly Page[] {
    return PAGES.filter((page) => page !== 'machines' || this.fleet);
  }

  private show(page: Page): void {
    this.dispatchEvent(new PageEvent({ kind: 'remember', state: { page } }));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { pages } = this;
    const at = pages.indexOf(this.page);
    const last = pages.length - 1;
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.show(pages[to]);
    this.renderRoot.querySelectorAll('button')[to].focus();
  };
}
