import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SourceView } from '../../src/protocol/editorView.js';
import { GrowingList } from '../page/growingList.js';
import { isDelete, RovingFocus } from '../page/rovingFocus.js';
import type { Session } from '../page/session.js';
import { Spotlight, spotlightStyles } from '../page/spotlight.js';
import { rowStyles } from '../controls/actionButton.js';
import '../controls/button.js';
import { icon } from '../controls/icon.js';
import { baseStyles } from '../styles/base.js';
import '../script/scriptButtons.js';
import './sourceCard.js';
import type { SourceCard } from './sourceCard.js';
import { dropHint } from '../wording/dropHint.js';

/** The videos, or the audios, of a project. Files may be dropped anywhere on the page. */
@customElement('hg-source-shelf')
export class SourceShelf extends LitElement {
  static override styles = [
    baseStyles,
    rowStyles,
    spotlightStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      header {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: 6px 8px;
        padding-bottom: 6px;
      }
      h2 {
        flex: 1;
      }
      .count {
        font-weight: normal;
        color: var(--vscode-descriptionForeground);
      }
      .shelf {
        max-height: min(320px, 45vh);
        min-height: 72px;
        overflow: auto;
        border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
        border-radius: 4px;
        padding: 2px 4px;
      }
      /* A player has room without a scroll. */
      .shelf:has(hg-source-card[playing]) {
        max-height: min(620px, 80vh);
      }
      .shelf.dropping {
        border: 1px dashed var(--vscode-focusBorder);
        background: var(--vscode-editor-dropBackground, var(--vscode-list-dropBackground));
      }
      li {
        border-radius: 4px;
      }
      .empty {
        display: flex;
        gap: 8px;
        align-items: center;
        padding: 16px 8px;
        color: var(--vscode-descriptionForeground);
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property() list: 'audios' | 'videos' = 'videos';
  @property({ attribute: false }) sources: readonly SourceView[] = [];
  /** Something that may be dropped is over the page. */
  @property({ type: Boolean }) dropping = false;
  private readonly growing = new GrowingList(this);
  private readonly roving = new RovingFocus(this);
  private readonly spotlight = new Spotlight(this);

  /** Leads to a source: scrolls to it, gives it the focus and marks it for a moment. */
  async show(id: string): Promise<void> {
    this.growing.reach(this.sources.findIndex((source) => source.id === id) + 1);
    await this.updateComplete;
    if (this.roving.goTo(id)) this.spotlight.on(id);
  }

  protected override render(): TemplateResult {
    const { say, ask, trusted } = this.session;
    const { list, sources, roving } = this;
    const shown = this.growing.shown(sources);
    roving.follow(shown.map(({ id }) => id));
    return html`<section aria-labelledby="heading">
      <header>
        <h2 id="heading">${say(list)} <span class="count">${sources.length || nothing}</span></h2>
        ${list === 'audios' ? this.scripts() : nothing}
        <hg-button
          icon="add"
          hint=${dropHint(this.session, 'drop-hint')}
          ?disabled=${!trusted}
          @click=${() => void ask({ kind: 'pick', list })}
          >${say(list === 'videos' ? 'add-video' : 'add-audio')}</hg-button
        >
      </header>
      <div class="shelf ${this.dropping ? 'dropping' : ''}">
        ${
          sources.length === 0
            ? html`<p class="empty">
                ${icon(list === 'videos' ? 'video' : 'audio')}
                <span
                  >${say(list === 'videos' ? 'videos-empty' : 'audios-empty')}
                  ${dropHint(this.session, 'drop-hint')}
                  ${list === 'audios' ? say('audios-empty-script') : nothing}</span
                >
              </p>`
            : html`<ul
                aria-labelledby="heading"
                @focusin=${roving.onFocusIn}
                @keydown=${this.onKey}
              >
                ${repeat(
                  shown,
                  ({ id }) => id,
                  (source) => this.item(source, source.id === roving.current),
                )}
              </ul>`
        }
      </div>
    </section>`;
  }

  private scripts(): TemplateResult {
    return html`<hg-script-buttons .session=${this.session}></hg-script-buttons>`;
  }

  private item(source: SourceView, current: boolean): TemplateResult {
    const { say } = this.session;
    return html`<li
      class=${this.spotlight.classOf(source.id)}
      data-key=${source.id}
      tabindex=${current ? 0 : -1}
      aria-label=${source.name}
      title=${source.path}
      aria-description=${current ? say('source-keys') : nothing}
    >
      <hg-source-card
        .session=${this.session}
        .source=${source}
        ?current=${current}
      ></hg-source-card>
    </li>`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const id = this.roving.ownerOf(event);
    if (id === undefined || this.roving.move(event)) return;
    const card = this.renderRoot.querySelector<SourceCard>(
      `li[data-key="${CSS.escape(id)}"] hg-source-card`,
    );
    if (event.key === ' ') card?.togglePlayer();
    else if (event.key === 'Enter') card?.open();
    else if (event.key === 'F2') card?.edit();
    else if (isDelete(event)) card?.removeSource();
    else return;
    event.preventDefault();
  };
}
