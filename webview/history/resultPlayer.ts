import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Notice } from '../../src/protocol/editorView.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import { playing } from '../page/oneAtATime.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';

/** Plays a result in a list, with its sound and the browser's own controls; the focus goes there. */
@customElement('hg-result-player')
export class ResultPlayer extends LitElement {
  static override styles = [
    baseStyles,
    noticeBannerStyles,
    css`
      :host {
        display: block;
      }
      video {
        display: block;
        max-width: 100%;
        max-height: min(70vh, 540px);
        margin: 4px 0;
        border-radius: 4px;
        background: #000;
      }
      p[role='status'] {
        padding: 12px 0;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property() pair = '';
  @property() name = '';
  /** When the result was made: another is played anew. */
  @property({ type: Number }) made = 0;
  @state() private address: string | undefined;
  @state() private problem: Notice | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('pair') || changed.has('made')) void this.load(this.pair, this.made);
  }

  protected override render(): TemplateResult {
    const { problem, address, session } = this;
    if (problem) return noticeBanner('error', problem.sentence, problem.hint);
    if (address === undefined)
      return html`<p class="quiet" role="status">${session.say('play-loading')}</p>`;
    return html`<video
      src=${address}
      controls
      autoplay
      playsinline
      aria-label=${this.name}
      @play=${this.onPlay}
      @error=${this.onError}
    ></video>`;
  }

  protected override updated(): void {
    const video = this.renderRoot.querySelector('video');
    const elsewhere = this.renderRoot instanceof ShadowRoot && !this.renderRoot.activeElement;
    if (video && elsewhere && !this.placed) video.focus();
    this.placed = video !== null;
  }

  private placed = false;

  private async load(pair: string, made: number): Promise<void> {
    this.address = undefined;
    this.problem = undefined;
    const answer = await this.session.ask({ kind: 'play', pair });
    if (pair !== this.pair || made !== this.made) return;
    if (answer.kind === 'refused') this.problem = answer.notice;
    if (answer.kind === 'playable') this.address = answer.address;
  }

  private readonly onPlay = (): void => {
    playing.begin(this.pause);
  };

  private readonly pause = (): void => {
    this.renderRoot.querySelector('video')?.pause();
  };

  private readonly onError = (): void => {
    const { say } = this.session;
    this.problem = {
      code: 'preview',
      sentence: say('preview-cannot-play'),
      hint: say('preview-cannot-play-hint'),
    };
  };
}
