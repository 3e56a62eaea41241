import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { timeLeftText } from '../../src/core/strings/timeLeft.js';
import type { PairView, SourceView } from '../../src/protocol/editorView.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import { actionButton, actionStyles, shyActionStyles } from '../controls/actionButton.js';
import '../controls/contextMenu.js';
import type { MenuPlace } from '../controls/contextMenu.js';
import { icon } from '../controls/icon.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import { tickBox, tickBoxStyles } from '../controls/tickBox.js';
import { baseStyles } from '../styles/base.js';
import { cssProperties } from '../styles/cssProperties.js';
import { drawnPicture, hasResult, madeBy } from '../wording/pairStates.js';
import { thumbnailCrop } from '../wording/thumbnailCrop.js';
import { type PairAction, pairActions, previewPair } from './pairActions.js';
import { pairRowStyles } from './pairRowStyles.js';
import { stateBadge, stateBadgeStyles } from './stateBadge.js';

/** One pair: what it joins, how it stands, what can be done with it. */
@customElement('hg-pair-row')
export class PairRow extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    shyActionStyles,
    progressStyles,
    tickBoxStyles,
    stateBadgeStyles,
    pairRowStyles,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) pair!: PairView;
  @property({ attribute: false }) video: SourceView | undefined;
  @property({ attribute: false }) audio: SourceView | undefined;
  @property({ type: Boolean }) selected = false;
  /** Whether the project pairs every video with every audio. */
  @property({ type: Boolean }) matrix = false;
  /** Its list's tab stop, whose box and actions are tab stops too. */
  @property({ type: Boolean, reflect: true }) current = false;
  /** Where the menu is open. */
  @state() private menu: MenuPlace | undefined;

  protected override render(): TemplateResult {
    const { pair, video } = this;
    const { say } = this.session;
    const name = this.name;
    return html`<div
      class="row ${this.selected ? 'selected' : ''}"
      @contextmenu=${this.onContextMenu}
    >
      ${tickBox(
        this.selected,
        say('select-pair', { pair: name }),
        (on) => {
          this.dispatchEvent(new PageEvent({ kind: 'select', pairs: [pair.id], on }));
        },
        !this.current,
      )}
      ${this.picture()}
      <div class="names">
        <div class="name">
          <span class="clip">${video?.name ?? pair.video}</span>
          <span class="joiner" aria-hidden="true">+</span>
          <span class="clip">${this.audio?.name ?? pair.audio}</span>
        </div>
        <div class="output clip quiet" title=${pair.output}>
          ${pair.output}${
            Object.keys(pair.settings).length > 0 ? ` · ${say('has-settings')}` : nothing
          }
        </div>
      </div>
      <div class="state">${stateBadge(pair.state, say)}${this.detail()}</div>
      <div class="actions shy">
        ${this.actions.filter(({ menuOnly }) => !menuOnly).map((action) => this.button(action))}
      </div>
      ${this.menu ? this.menuAt(this.menu) : nothing}
    </div>`;
  }

  private button(action: PairAction): TemplateResult {
    const text = action.main ? action.short : undefined;
    return actionButton({ ...action, untabbed: !this.current, ...(text && { text }) });
  }

  private menuAt(place: MenuPlace): TemplateResult {
    const items = this.actions.map((action) => ({ ...action, text: action.short })).reverse();
    return html`<hg-menu
      label=${this.session.say('pair-menu', { pair: this.name })}
      .items=${items}
      .place=${place}
      @close=${this.onMenuClosed}
    ></hg-menu>`;
  }

  private picture(): TemplateResult {
    if (!hasResult(this.pair.state)) return this.still();
    // For the mouse alone: the same is a button at the row's end, and Enter.
    return html`<div
      class="watch"
      title=${this.session.say('preview', { pair: this.name })}
      @click=${() => {
        this.preview();
      }}
    >
      ${this.still()}${icon('play', 'over')}
    </div>`;
  }

  /** What was drawn last while it is drawn, else a still of the video. */
  private still(): TemplateResult {
    const { facts } = this.video ?? {};
    const still = facts?.kind === 'ready' ? facts.thumbnail : undefined;
    const drawn = drawnPicture(this.pair);
    if (drawn === undefined && still === undefined) {
      return html`<div class="picture">${icon('video')}</div>`;
    }
    const alt = drawn === undefined ? '' : this.session.say('last-drawn', { pair: this.name });
    const crop = this.video && thumbnailCrop(this.video);
    return html`<img
      class="picture"
      src=${drawn ?? still ?? ''}
      alt=${alt}
      loading="lazy"
      ${cssProperties({ 'object-position': crop?.position ?? '50% 50%' })}
    />`;
  }

  /** `Anna with Lesson 1`. */
  get name(): string {
    const { pair, video, audio } = this;
    return this.session.say('pair-of', {
      video: video?.name ?? pair.video,
      audio: audio?.name ?? pair.audio,
    });
  }

  private detail(): TemplateResult | typeof nothing {
    const { state } = this.pair;
    const { say } = this.session;
    switch (state.kind) {
      case 'running': {
        const rate = Math.round(state.rate);
        const parts = [
          state.stage,
          rate > 0 ? say('frames-per-second', { rate }) : '',
          state.eta === null ? '' : timeLeftText(state.eta, say),
          state.by ? madeBy(state.by, say) : '',
        ];
        return html`${progressBar(state.fraction, this.name)}
          <div class="detail quiet">${parts.filter((part) => part !== '').join(' · ')}</div>`;
      }
      case 'failed':
      case 'missing-input':
      case 'invalid':
        return html`<div class="detail">${state.notice.sentence}</div>
          <div class="detail quiet">${state.notice.hint}</div>`;
      case 'stale':
        return html`<div class="detail quiet">
          ${state.older ? html`<span class="older">${say('older')}</span> ` : nothing}${state.reason}
        </div>`;
      case 'cancelled':
        return state.older ? html`<div class="detail quiet">${say('older-kept')}</div>` : nothing;
      case 'done':
      case 'current':
        return state.summary === undefined
          ? nothing
          : html`<div
              class="detail quiet"
              title=${state.figures ?? nothing}
              aria-description=${state.figures ?? nothing}
            >
              ${state.summary}
            </div>`;
      default:
        return nothing;
    }
  }

  private get actions(): PairAction[] {
    const { session, pair, name, matrix } = this;
    return pairActions({ session, pair, name, matrix, from: this });
  }

  /** Shows the result, if there is one. */
  preview(): void {
    previewPair(this.pair, this);
  }

  /** Opens the menu of all that can be done. @param place where; at the row's actions unless told */
  openMenu(place?: MenuPlace): void {
    const box = this.renderRoot.querySelector('.actions')?.getBoundingClientRect();
    this.menu = place ?? { x: box?.left ?? 0, y: box?.bottom ?? 0 };
  }

  private readonly onContextMenu = (event: MouseEvent): void => {
    event.preventDefault();
    // The keyboard's own gives no place worth having.
    const byMouse = event.button === 2;
    this.openMenu(byMouse ? { x: event.clientX, y: event.clientY } : undefined);
  };

  private readonly onMenuClosed = (): void => {
    this.menu = undefined;
    this.dispatchEvent(new Event('menu-closed', { bubbles: true, composed: true }));
  };
}
