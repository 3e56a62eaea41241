import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { briefTime } from '../../src/core/strings/exactTime.js';
import type { Notice, SourceView } from '../../src/protocol/editorView.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import { ValueEvent } from '../controls/valueEvent.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import { playing } from '../page/oneAtATime.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import type { BarWish, PartBar } from './partBar.js';
import './partBar.js';
import { limitsOf, moved, type Point, type Points, pointsOf } from './partPoints.js';
import { PartWriter } from './partWriter.js';
import { sourcePlayerStyles } from './sourcePlayerStyles.js';
import { StillStrip } from './stillStrip.js';
import './timeField.js';

/** Seconds of silence before a speech, at most. */
const MOST_OFFSET = 600;
/** Seconds within which a place counts as the end. */
const NEAR = 0.05;

/**
 * Plays a source, and lets a person place where what is used of it begins and ends. It plays that part:
 * from its beginning, to its end. Fires `value` when it begins or ceases to play, and `close`.
 */
@customElement('hg-source-player')
export class SourcePlayer extends LitElement {
  static override styles = [baseStyles, actionStyles, noticeBannerStyles, sourcePlayerStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) source!: SourceView;
  @state() private address: string | undefined;
  @state() private problem: Notice | undefined;
  @state() private isPlaying = false;
  @state() private time = 0;
  @query('video, audio') private readonly media?: HTMLMediaElement;
  @query('hg-part-bar') private readonly bar?: PartBar;
  private readonly writer = new PartWriter(this);
  private readonly strip = new StillStrip(this);
  /** To be played once it can be. */
  private wanted = true;
  private last = 0;
  private frame = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
    this.pause();
    playing.over(this.pause);
  }

  get duration(): number {
    const { facts } = this.source;
    return facts.kind === 'ready' ? facts.duration : 0;
  }

  /** As they are shown: where a hand has them, else as the project says. */
  get points(): Points {
    return this.writer.draft?.points ?? pointsOf(this.source.part, this.duration);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('source') || !this.session.trusted) return;
    const before = changed.get('source');
    this.writer.follow(before);
    const sizeOf = ({ facts }: SourceView) => (facts.kind === 'ready' ? facts.size : 0);
    const same = before && before.id === this.source.id && sizeOf(before) === sizeOf(this.source);
    if (same) return;
    this.time = this.last = this.points.from;
    void this.load();
    if (this.source.list === 'videos') void this.strip.load();
  }

  protected override firstUpdated(): void {
    void this.bar?.updateComplete.then(() => this.bar?.focus());
  }

  private async load(): Promise<void> {
    playing.begin(this.pause);
    [this.address, this.problem, this.wanted] = [undefined, undefined, true];
    const { list, id } = this.source;
    const answer = await this.session.ask({ kind: 'play-source', source: { list, id } });
    // What plays unseen cannot be stopped.
    if (id !== this.source.id || !this.isConnected) return;
    if (answer.kind === 'refused') this.problem = answer.notice;
    if (answer.kind === 'playable') this.address = answer.address;
  }

  protected override render(): TemplateResult {
    const { source, session, duration } = this;
    const { facts, name } = source;
    const peaks = facts.kind === 'ready' ? facts.waveform : undefined;
    return html`<div @keydown=${this.onKey}>
      ${this.problem ? noticeBanner('error', this.problem.sentence, this.problem.hint) : this.stage()}
      <hg-part-bar
        .session=${session}
        .name=${name}
        .duration=${duration}
        .time=${this.time}
        .points=${this.points}
        .peaks=${peaks}
        .stills=${this.strip.stills}
        @value=${this.onBar}
      ></hg-part-bar>
      <div class="row">${this.transport()} ${this.end()}</div>
      <div class="row">
        ${this.pointField('from')} ${this.pointField('to')}
        ${source.list === 'audios' ? this.offsetField() : nothing}
      </div>
    </div>`;
  }

  private stage(): TemplateResult {
    const { address, source, session } = this;
    const status = session.say('source-preparing');
    const { facts, list, name } = source;
    if (list === 'audios') {
      if (address === undefined) {
        return html`<p class="sound-status quiet" role="status">${status}</p>`;
      }
      return html`<audio
        src=${address}
        preload="auto"
        @loadedmetadata=${this.onReady}
        @play=${this.onPlayState}
        @pause=${this.onPlayState}
        @seeked=${this.onSeeked}
        @error=${this.onError}
      ></audio>`;
    }
    if (address === undefined) {
      const still = facts.kind === 'ready' ? facts.thumbnail : undefined;
      return html`<div class="stage waiting">
        ${still === undefined ? nothing : html`<img src=${still} alt="" />`}
        <span class="status" role="status">${status}</span>
      </div>`;
    }
    return html`<div class="stage">
      <video
        src=${address}
        preload="auto"
        playsinline
        aria-label=${name}
        @click=${this.toggle}
        @loadedmetadata=${this.onReady}
        @play=${this.onPlayState}
        @pause=${this.onPlayState}
        @seeked=${this.onSeeked}
        @error=${this.onError}
      ></video>
    </div>`;
  }

  private transport(): TemplateResult {
    const { say } = this.session;
    const place = say('position-of', {
      time: briefTime(this.time),
      duration: briefTime(this.duration),
    });
    return html`<span class="transport"
      >${actionButton({
        icon: this.isPlaying ? 'pause' : 'play',
        label: say(this.isPlaying ? 'pause' : 'play'),
        disabled: this.address === undefined,
        run: this.toggle,
      })}<span class="quiet">${place}</span></span
    >`;
  }

  private pointField(point: Point): TemplateResult {
    const { session, points, duration } = this;
    const { say, trusted } = session;
    const { from, to } = limitsOf(points, point, duration);
    return html`<span class="field"
      ><hg-time-field
        .session=${session}
        caption=${say(`part-${point}`)}
        label=${say(`part-${point}-long`)}
        .value=${points[point]}
        .least=${from}
        .most=${to}
        ?disabled=${!trusted}
        @value=${(event: ValueEvent<number>) => {
          this.place(point, event.value);
        }}
      ></hg-time-field
      >${actionButton({
        icon: point === 'from' ? 'mark-in' : 'mark-out',
        label: say(`part-${point}-here`),
        hint: `${say(`part-${point}-here`)} (${point === 'from' ? 'I' : 'O'})`,
        disabled: !trusted,
        run: () => {
          this.place(point, this.time);
        },
      })}</span
    >`;
  }

  private offsetField(): TemplateResult {
    const { session, source } = this;
    return html`<hg-time-field
      .session=${session}
      caption=${session.say('speech-offset')}
      label=${session.say('speech-offset-long')}
      .value=${this.writer.draft?.offset ?? source.offset ?? 0}
      .most=${MOST_OFFSET}
      ?disabled=${!session.trusted}
      @value=${(event: ValueEvent<number>) => {
        void this.writer.write(this.points, event.value);
      }}
    ></hg-time-field>`;
  }

  private end(): TemplateResult {
    const { say, trusted } = this.session;
    const all = { from: 0, to: this.duration };
    return html`<span class="end"
      >${
        this.source.part
          ? actionButton({
              icon: 'reset',
              label: say('part-use-all'),
              text: say('part-use-all'),
              disabled: !trusted,
              run: () => {
                void this.writer.write(all);
                // This button goes with the part.
                this.renderRoot.querySelector<HTMLElement>('.transport button')?.focus();
              },
            })
          : nothing
      }${this.another()}${actionButton({
        icon: 'close',
        label: say('close-player'),
        run: this.close,
      })}</span
    >`;
  }

  /** Only where a part is used already does another make sense. */
  private another(): TemplateResult | typeof nothing {
    const { session, source } = this;
    const { say, trusted, ask } = session;
    if (!source.part) return nothing;
    const { list, id, name } = source;
    return actionButton({
      icon: 'add',
      label: say('part-another-long', { name }),
      text: say('part-another'),
      disabled: !trusted,
      run: () => void ask({ kind: 'add-part', source: { list, id } }),
    });
  }

  /** Places a point and means it. */
  private place(point: Point, time: number): void {
    const points = moved(this.points, point, time, this.duration);
    this.seek(points[point]);
    void this.writer.write(points);
  }

  private readonly onBar = ({ value: wish }: ValueEvent<BarWish>): void => {
    switch (wish.kind) {
      case 'seek':
        this.seek(wish.time);
        break;
      case 'move': {
        const points = moved(this.points, wish.point, wish.time, this.duration);
        this.writer.show(points);
        this.media?.pause();
        // What is there is seen while the handle moves.
        this.seek(points[wish.point]);
        break;
      }
      case 'settle':
        if (this.writer.draft) void this.writer.write(this.points);
        break;
    }
  };

  private seek(time: number): void {
    this.time = this.last = time;
    if (this.media) this.media.currentTime = time;
  }

  readonly toggle = (): void => {
    const { media } = this;
    this.wanted = media === undefined && !this.wanted;
    if (!media) return;
    if (media.paused) this.play(media);
    else media.pause();
  };

  private play(media: HTMLMediaElement): void {
    const { from, to } = this.points;
    const over = Math.abs(media.currentTime - to) < NEAR || media.ended;
    if (over) this.seek(from);
    playing.begin(this.pause);
    void media.play().catch(() => undefined);
  }

  private readonly pause = (): void => {
    this.wanted = false;
    this.media?.pause();
  };

  private readonly close = (): void => {
    this.dispatchEvent(new Event('close'));
  };

  private readonly onReady = (): void => {
    const { media } = this;
    if (!media) return;
    if (this.time > 0) media.currentTime = this.time;
    if (this.wanted) this.play(media);
  };

  private readonly onPlayState = (): void => {
    this.isPlaying = this.media?.paused === false;
    this.dispatchEvent(new ValueEvent(this.isPlaying));
    cancelAnimationFrame(this.frame);
    if (this.isPlaying) this.frame = requestAnimationFrame(this.followMedia);
  };

  private readonly followMedia = (): void => {
    const { media } = this;
    if (!media) return;
    const { to } = this.points;
    // Whoever goes behind the end on purpose hears what is there.
    if (this.last < to && media.currentTime >= to && to < this.duration) {
      media.pause();
      this.seek(to);
      return;
    }
    this.time = this.last = media.currentTime;
    if (!media.paused) this.frame = requestAnimationFrame(this.followMedia);
  };

  private readonly onSeeked = (): void => {
    if (this.media) this.time = this.last = this.media.currentTime;
  };

  private readonly onError = (): void => {
    const { say } = this.session;
    this.problem = {
      code: 'preview',
      sentence: say('source-cannot-play'),
      hint: say('source-cannot-play-hint'),
    };
  };

  /** Keys that no control under the focus takes for itself. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') this.close();
    else if (target instanceof HTMLInputElement) return;
    else if (event.key === ' ' && !(target instanceof HTMLButtonElement)) this.toggle();
    else if (event.key === 'i' && this.session.trusted) this.place('from', this.time);
    else if (event.key === 'o' && this.session.trusted) this.place('to', this.time);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
