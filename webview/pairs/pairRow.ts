import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { timeLeftText } from '../../src/core/strings/timeLeft.js';
import type { PairView, SourceView } from '../../src/protocol/editor.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import {
  type Action,
  actionButton,
  actionStyles,
  shyActionStyles,
} from '../controls/actionButton.js';
import { icon } from '../controls/icon.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import { tickBox, tickBoxStyles } from '../controls/tickBox.js';
import { baseStyles } from '../styles/base.js';
import { canGenerate, drawnPicture, hasResult, isBusy, isUpToDate } from '../wording/pairStates.js';
import { leaveOut } from './pairEdits.js';
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

  protected override render(): TemplateResult {
    const { pair, video } = this;
    const { say } = this.session;
    const name = this.name;
    return html`<div class="row ${this.selected ? 'selected' : ''}">
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
        ${this.actions().map((action) => actionButton({ ...action, untabbed: !this.current }))}
      </div>
    </div>`;
  }

  /** What was drawn last while it is drawn, else a still of the video. */
  private picture(): TemplateResult {
    const { facts } = this.video ?? {};
    const still = facts?.kind === 'ready' ? facts.thumbnail : undefined;
    const drawn = drawnPicture(this.pair);
    if (drawn === undefined && still === undefined) {
      return html`<div class="picture">${icon('video')}</div>`;
    }
    const alt = drawn === undefined ? '' : this.session.say('last-drawn', { pair: this.name });
    return html`<img class="picture" src=${drawn ?? still ?? ''} alt=${alt} loading="lazy" />`;
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

  /** What is done most comes last, at the edge, where it lines up over all rows. */
  private actions(): Action[] {
    const { pair, name } = this;
    const { state, video, audio } = pair;
    const { say, ask, trusted } = this.session;
    return [
      {
        icon: 'settings',
        label: say('settings-of', { name }),
        run: () => {
          const scope = { kind: 'pair', video, audio } as const;
          this.dispatchEvent(new PageEvent({ kind: 'settings', scope }));
        },
      },
      {
        icon: 'remove',
        label: say('remove-pair', { pair: name }),
        disabled: !trusted || isBusy(state),
        run: () => void leaveOut([pair], this.matrix, ask),
      },
      ...this.making(),
    ];
  }

  private making(): Action[] {
    const { name } = this;
    const { id, state } = this.pair;
    const { say, ask, trusted } = this.session;
    if (isBusy(state)) {
      return [
        {
          icon: 'stop',
          label: say('cancel-pair', { pair: name }),
          main: true,
          disabled: state.kind === 'cancelling',
          run: () => void ask({ kind: 'cancel', pairs: [id] }),
        },
      ];
    }
    if (!canGenerate(state)) return [];
    const again = isUpToDate(state);
    const generate: Action = {
      icon: again ? 'refresh' : 'play',
      label: say(again ? 'generate-pair-again' : 'generate-pair', { pair: name }),
      main: !again,
      disabled: !trusted,
      run: () => void ask({ kind: 'generate', pairs: [id], force: again }),
    };
    if (!hasResult(state)) return [generate];
    const preview: Action = {
      icon: 'eye',
      label: say(again ? 'preview' : 'preview-older', { pair: name }),
      main: true,
      run: () => {
        this.preview();
      },
    };
    return [generate, preview];
  }

  /** Shows the result, if there is one. */
  preview(): void {
    const { id, state } = this.pair;
    if (hasResult(state)) this.dispatchEvent(new PageEvent({ kind: 'preview', pair: id }));
  }
}
