import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Preview } from '../../src/protocol/editorView.js';
import { playing } from '../page/oneAtATime.js';
import type { Session } from '../page/session.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import '../controls/segmented.js';
import { sliderStyles } from '../controls/slider.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { baseStyles } from '../styles/base.js';
import { cssProperties } from '../styles/cssProperties.js';
import { clockTime } from '../../src/core/strings/clockTime.js';
import { type Course, followResult } from './lockedVideos.js';
import { lockedPlayerStyles } from './lockedPlayerStyles.js';
import { transformOf, viewOfMouth } from './mouthView.js';
import './qualityTimeline.js';

type Layout = 'side' | 'wipe' | 'result';
type Sound = 'result' | 'source' | 'none';

/** What a result is seen beside. */
export interface Companion {
  readonly address: string;
  readonly name: string;
  readonly course: Course;
  /** Of an earlier result: what was worth a look in it. */
  readonly spans?: Preview['spans'];
}

/** Seconds that an arrow key seeks. */
const STEP = 1;
/** Seconds; the shortest step that moves every usual video by a frame. */
const FRAME = 0.04;

function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** A result and its companion, side by side or wiped, locked in time. Fires `error`. */
@customElement('hg-locked-player')
export class LockedPlayer extends LitElement {
  static override styles = [baseStyles, actionStyles, sliderStyles, lockedPlayerStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) preview!: Preview;
  @property({ attribute: false }) companion!: Companion;
  @property() resultName = '';
  /** Of a moment of a video: it plays by itself, again and again, and has no timeline. */
  @property({ type: Boolean }) brief = false;
  /** Whether it plays as soon as it can. */
  @property({ type: Boolean }) plays = false;
  @state() private layout: Layout = 'side';
  @state() private sound: Sound = 'result';
  @state() private wipe = 0.5;
  @state() private near = false;
  /** Width of the picture over its height, once known. */
  @state() private shape = 16 / 9;
  @state() private playing = false;
  @state() private time = 0;
  @query('#result') private readonly result?: HTMLVideoElement;
  @query('#source') private readonly source?: HTMLVideoElement;
  @query('.play') private readonly playButton?: HTMLElement;
  private frame = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    // Where two pictures lie one below the other, what is beside them would be far from both.
    if (this.brief && matchMedia('(max-width: 600px)').matches) this.layout = 'wipe';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
  }

  protected override firstUpdated(): void {
    // What comes by itself takes nobody's focus.
    if (this.brief) return;
    this.playButton?.querySelector('button')?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Another companion starts where the result stands.
    if (changed.has('companion') && this.source) this.onMoved();
  }

  protected override render(): TemplateResult {
    const { companion, preview, session } = this;
    const { spans } = companion;
    return html`<div class="player" @keydown=${this.onKey}>
      <div class="stage ${this.layout} ${spans ? 'two-timelines' : ''}">
        ${this.video('source', companion.address, companion.name)}
        ${this.video('result', preview.result, this.resultName)}
      </div>
      ${this.transport()} ${spans ? this.timeline(spans, companion.name) : nothing}
      ${this.brief ? nothing : this.timeline(preview.spans, spans ? this.resultName : '')}
      <p class="visually-hidden">${session.say('player-keys')}</p>
    </div>`;
  }

  private video(id: 'source' | 'result', address: string, name: string): TemplateResult {
    const wiped = this.layout === 'wipe' && id === 'result';
    const left = `${(this.wipe * 100).toFixed(2)}%`;
    const { mouth } = this.preview;
    const transform = this.near && mouth ? transformOf(viewOfMouth(mouth)) : 'none';
    return html`<figure class=${id} ${cssProperties({ '--shape': this.shape.toFixed(4) })}>
      <div class="picture">
        <div class="cut" ${cssProperties({ 'clip-path': wiped ? `inset(0 0 0 ${left})` : 'none' })}>
          <video
            id=${id}
            src=${address}
            preload="auto"
            playsinline
            ?loop=${this.brief}
            ?autoplay=${this.brief && id === 'result' && !prefersStillness()}
            aria-label=${name}
            .muted=${this.sound !== id}
            ${cssProperties({ transform })}
            @click=${this.togglePlay}
            @play=${this.onPlayState}
            @pause=${this.onPlayState}
            @seeked=${this.onMoved}
            @loadeddata=${this.onLoaded}
            @error=${() => this.dispatchEvent(new Event('error'))}
          ></video>
        </div>
        ${wiped ? this.wipeSlider(left) : nothing}
      </div>
      <figcaption class="quiet">${name}</figcaption>
    </figure>`;
  }

  /** The whole picture is the slider: a line is drawn where it stands. */
  private wipeSlider(left: string): TemplateResult {
    return html`<input
        type="range"
        class="wiper"
        min="0"
        max="1"
        step="0.005"
        aria-label=${this.session.say('wipe-position')}
        .value=${String(this.wipe)}
        @input=${(event: Event) => {
          this.wipe = Number((event.currentTarget as HTMLInputElement).value);
        }}
      />
      <div class="wipe-line" ${cssProperties({ left })}></div>`;
  }

  private transport(): TemplateResult {
    const { say } = this.session;
    const { duration } = this.preview;
    const place = say('position-of', {
      time: clockTime(this.time),
      duration: clockTime(duration),
    });
    return html`<div class="transport">
      <span class="play"
        >${actionButton({
          icon: this.playing ? 'pause' : 'play',
          label: say(this.playing ? 'pause' : 'play'),
          hint: say('player-keys'),
          run: this.togglePlay,
        })}</span
      >
      <input
        type="range"
        class="slider"
        min="0"
        max=${duration}
        step=${FRAME}
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
    const once = this.companion.course.kind === 'once' && !this.brief;
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
      ${this.preview.mouth ? this.zoomChoice() : nothing}
      <hg-segmented
        label=${say('sound-from')}
        .value=${this.sound}
        .segments=${[
          { value: 'result', label: say('sound-result') },
          { value: 'source', label: say(once ? 'sound-previous' : 'sound-source') },
          { value: 'none', label: say('sound-none') },
        ]}
        @value=${(event: ValueEvent<Sound>) => {
          this.sound = event.value;
        }}
      ></hg-segmented>`;
  }

  private zoomChoice(): TemplateResult {
    const { say } = this.session;
    return html`<hg-segmented
      label=${say('zoom')}
      .value=${this.near ? 'mouth' : 'whole'}
      .segments=${[
        { value: 'whole', label: say('zoom-whole') },
        { value: 'mouth', label: say('zoom-mouth') },
      ]}
      @value=${(event: ValueEvent<'whole' | 'mouth'>) => {
        this.near = event.value === 'mouth';
      }}
    ></hg-segmented>`;
  }

  private timeline(spans: Preview['spans'], heading: string): TemplateResult {
    return html`<hg-quality-timeline
      .session=${this.session}
      .spans=${spans}
      .heading=${heading}
      ?last=${spans === this.preview.spans}
      .duration=${this.preview.duration}
      .time=${this.time}
      @value=${(event: ValueEvent<number>) => {
        this.seek(event.value);
      }}
    ></hg-quality-timeline>`;
  }

  private readonly togglePlay = (): void => {
    const { result } = this;
    if (!result) return;
    if (result.paused) {
      playing.begin(this.pause);
      void result.play().catch(() => undefined);
    } else result.pause();
  };

  private readonly pause = (): void => {
    this.result?.pause();
  };

  private seek(time: number): void {
    if (!this.result) return;
    this.result.currentTime = Math.min(Math.max(0, time), this.preview.duration);
  }

  /** Keys that no control under the focus takes for itself. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    const taken =
      target instanceof HTMLInputElement ||
      (target instanceof HTMLElement && target.getAttribute('role') === 'radio');
    const steps: Readonly<Partial<Record<string, number>>> = {
      ArrowRight: STEP,
      ArrowLeft: -STEP,
      '.': FRAME,
      ',': -FRAME,
    };
    const step = steps[event.key];
    if (taken || step === undefined || !this.result) return;
    event.preventDefault();
    if (Math.abs(step) === FRAME) this.result.pause();
    this.seek(this.result.currentTime + step);
  };

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

  private readonly onLoaded = (): void => {
    const { videoWidth = 0, videoHeight = 0 } = this.result ?? {};
    if (videoWidth > 0 && videoHeight > 0) this.shape = videoWidth / videoHeight;
    this.onMoved();
    if (!this.plays || (this.result?.readyState ?? 0) < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    this.plays = false;
    this.togglePlay();
  };

  private readonly onMoved = (): void => {
    if (!this.result) return;
    this.time = this.result.currentTime;
    if (this.source) followResult(this.result, this.source, this.companion.course);
  };
}
