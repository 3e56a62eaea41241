import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { HistoryEntry, Notice, PairView, Preview } from '../../src/protocol/editor.js';
import { noticeBanner, noticeBannerStyles } from '../app/noticeBanner.js';
import type { Session } from '../app/session.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import '../controls/button.js';
import '../controls/dialogBox.js';
import '../controls/segmented.js';
import { sliderStyles } from '../controls/slider.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { baseStyles } from '../styles/base.js';
import { cssProperties } from '../styles/cssProperties.js';
import { clockTime } from '../wording/measures.js';
import { followResult } from './lockedVideos.js';
import { previewDialogStyles } from './previewDialogStyles.js';
import './qualityTimeline.js';

type Layout = 'side' | 'wipe' | 'result';
type Sound = 'result' | 'source' | 'none';

/** Plays a result beside what was filmed, locked in time. Fires `close`. */
@customElement('hg-preview')
export class PreviewDialog extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    sliderStyles,
    noticeBannerStyles,
    previewDialogStyles,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) pair!: PairView;
  @property() heading = '';
  @property({ attribute: false }) entry: HistoryEntry | undefined;
  @state() private preview: Preview | undefined;
  @state() private problem: Notice | undefined;
  @state() private layout: Layout = 'side';
  @state() private sound: Sound = 'result';
  @state() private wipe = 0.5;
  @state() private playing = false;
  @state() private time = 0;
  @query('#result') private readonly result?: HTMLVideoElement;
  @query('#source') private readonly source?: HTMLVideoElement;
  private frame = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
  }

  private async load(): Promise<void> {
    const answer = await this.session.ask({ kind: 'preview', pair: this.pair.id });
    if (answer.kind === 'preview') this.preview = answer.preview;
    else if (answer.kind === 'refused') this.problem = answer.notice;
  }

  protected override render(): TemplateResult {
    const { session, preview, problem } = this;
    const { say } = session;
    return html`<hg-dialog heading=${this.heading} closeLabel=${say('close')}>
      ${
        problem
          ? noticeBanner('error', problem.sentence, problem.hint)
          : preview
            ? this.player(preview)
            : html`<p class="waiting quiet" role="status">${say('preview-loading')}</p>`
      }
      ${this.fileButtons()}
    </hg-dialog>`;
  }

  private player(preview: Preview): TemplateResult {
    return html`<div class="stage ${this.layout}">
        ${this.video('source', preview.source)} ${this.video('result', preview.result)}
      </div>
      ${this.layout === 'wipe' ? this.wipeSlider() : nothing} ${this.transport(preview)}
      <hg-quality-timeline
        .session=${this.session}
        .spans=${preview.spans}
        .duration=${preview.duration}
        .time=${this.time}
        @value=${(event: ValueEvent<number>) => {
          this.seek(event.value);
        }}
      ></hg-quality-timeline>`;
  }

  private video(id: 'source' | 'result', address: string): TemplateResult {
    const { say } = this.session;
    const clip = this.layout === 'wipe' && id === 'result';
    const left = `${(this.wipe * 100).toFixed(2)}%`;
    return html`<figure class=${id}>
      <video
        id=${id}
        src=${address}
        preload="auto"
        playsinline
        aria-label=${say(id)}
        .muted=${this.sound !== id}
        ${cssProperties({ 'clip-path': clip ? `inset(0 0 0 ${left})` : 'none' })}
        @click=${this.togglePlay}
        @play=${this.onPlayState}
        @pause=${this.onPlayState}
        @seeked=${this.onMoved}
        @loadeddata=${this.onMoved}
        @error=${this.onError}
      ></video>
      <figcaption class="quiet">${say(id)}</figcaption>
    </figure>`;
  }

  private wipeSlider(): TemplateResult {
    return html`<input
      type="range"
      class="slider wide"
      min="0"
      max="1"
      step="0.005"
      aria-label=${this.session.say('wipe-position')}
      .value=${String(this.wipe)}
      @input=${(event: Event) => {
        this.wipe = Number((event.currentTarget as HTMLInputElement).value);
      }}
    />`;
  }

  private transport(preview: Preview): TemplateResult {
    const { say } = this.session;
    const place = say('position-of', {
      time: clockTime(this.time),
      duration: clockTime(preview.duration),
    });
    return html`<div class="transport">
      ${actionButton({
        icon: this.playing ? 'pause' : 'play',
        label: say(this.playing ? 'pause' : 'play'),
        run: this.togglePlay,
      })}
      <input
        type="range"
        class="slider"
        min="0"
        max=${preview.duration}
        step="0.04"
        aria-label=${say('position')}
        aria-valuetext=${place}
        .value=${String(this.time)}
        @input=${(event: Event) => {
          this.seek(Number((event.currentTarget as HTMLInputElement).value));
        }}
      />
      <span class="place">${place}</span>
      ${this.choices()}
    </div>`;
  }

  private choices(): TemplateResult {
    const { say } = this.session;
    return html`<hg-segmented
        label=${say('layout')}
        .value=${this.layout}
        .segments=${[
          { value: 'side', label: say('side-by-side') },
          { value: 'wipe', label: say('wipe') },
          { value: 'result', label: say('result-only') },
        ]}
        @value=${(event: ValueEvent<Layout>) => {
          this.layout = event.value;
        }}
      ></hg-segmented>
      <hg-segmented
        label=${say('sound-from')}
        .value=${this.sound}
        .segments=${[
          { value: 'result', label: say('sound-result') },
          { value: 'source', label: say('sound-source') },
          { value: 'none', label: say('sound-none') },
        ]}
        @value=${(event: ValueEvent<Sound>) => {
          this.sound = event.value;
        }}
      ></hg-segmented>`;
  }

  private fileButtons(): TemplateResult {
    const { say, ask } = this.session;
    const { output } = this.pair;
    return html`<div class="files">
      <span class="clip quiet">${output}</span>
      <hg-button icon="open" @click=${() => void ask({ kind: 'open', output })}
        >${say('open-file')}</hg-button
      >
      <hg-button icon="folder" @click=${() => void ask({ kind: 'reveal', output })}
        >${say('reveal-file')}</hg-button
      >
    </div>`;
  }

  private readonly togglePlay = (): void => {
    const { result } = this;
    if (!result) return;
    if (result.paused) void result.play().catch(() => undefined);
    else result.pause();
  };

  private seek(time: number): void {
    if (this.result) this.result.currentTime = time;
  }

  private readonly onPlayState = (event: Event): void => {
    if (event.currentTarget !== this.result) return;
    this.playing = !this.result.paused;
    this.onMoved();
    cancelAnimationFrame(this.frame);
    if (this.playing) this.frame = requestAnimationFrame(this.follow);
  };

  private readonly follow = (): void => {
    this.onMoved();
    if (this.playing) this.frame = requestAnimationFrame(this.follow);
  };

  private readonly onMoved = (): void => {
    if (!this.result) return;
    this.time = this.result.currentTime;
    if (this.source) followResult(this.result, this.source);
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
