import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { exactTime } from '../../src/core/strings/exactTime.js';
import { waveform } from '../batch/waveform.js';
import { ValueEvent } from '../controls/valueEvent.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import { cssProperties } from '../styles/cssProperties.js';
import { partBarStyles } from './partBarStyles.js';
import { limitsOf, type Point, type Points } from './partPoints.js';

/** What a person does on the bar. Seconds of the file. */
export type BarWish =
  | { readonly kind: 'seek'; readonly time: number }
  | { readonly kind: 'move'; readonly point: Point; readonly time: number }
  /** The handles were let go of. */
  | { readonly kind: 'settle' };

/** Seconds that a key moves by: bare, and with Shift. */
const STEPS = { point: [0.1, 1], playhead: [1, 5] } as const;
const FRAME = 0.04;
const PAGE = 10;
/** Milliseconds after the last key at which a handle counts as let go of. */
const PATIENCE = 700;

/**
 * A file from end to end, as a waveform or a strip of stills, with the playhead and with handles where what
 * is used of it begins and ends. Owns no place: fires `value` with a wish, and is told what came of it.
 */
@customElement('hg-part-bar')
export class PartBar extends LitElement {
  static override styles = [baseStyles, partBarStyles];

  @property({ attribute: false }) session!: Session;
  @property() name = '';
  /** Seconds. */
  @property({ type: Number }) duration = 0;
  @property({ type: Number }) time = 0;
  @property({ attribute: false }) points: Points = { from: 0, to: 0 };
  /** 0..1, evenly spread; else there are stills. */
  @property({ attribute: false }) peaks: readonly number[] | undefined;
  /** Addresses, evenly spread; undefined where one is not made yet. */
  @property({ attribute: false }) stills: readonly (string | undefined)[] = [];
  @query('.track') private readonly track?: HTMLElement;
  private dragged: Point | 'playhead' | undefined;
  private unsettled: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.settle();
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.playhead')?.focus();
  }

  protected override render(): TemplateResult {
    const { points, name, session } = this;
    return html`<div
      class="bar"
      role="group"
      aria-label=${session.say('part-bar', { name })}
      @mousedown=${this.onMouseDown}
      @pointerdown=${this.onPress}
      @pointermove=${this.onDrag}
      @pointerup=${this.onRelease}
      @pointercancel=${this.onRelease}
      ${cssProperties({
        '--from': this.place(points.from),
        '--to': this.place(points.to),
        '--hand': this.place(this.time),
      })}
    >
      <div class="track">
        <div class="content">${guard([this.peaks, this.stills, name], () => this.content())}</div>
        <div class="out before"></div>
        <div class="out after"></div>
        ${this.handle('from')} ${this.playhead()} ${this.handle('to')}
      </div>
    </div>`;
  }

  private content(): TemplateResult | readonly TemplateResult[] {
    if (this.peaks)
      return waveform(this.peaks, this.session.say('waveform-of', { name: this.name }));
    return this.stills.map((address) =>
      address === undefined
        ? html`<span class="gap"></span>`
        : html`<img src=${address} alt="" draggable="false" />`,
    );
  }

  private handle(point: Point): TemplateResult {
    const { say, trusted } = this.session;
    const { from, to } = limitsOf(this.points, point, this.duration);
    return html`<div
      class="handle ${point}"
      role="slider"
      tabindex="0"
      data-point=${point}
      title=${say(`part-${point}-long`)}
      aria-label=${say(`part-${point}-long`)}
      aria-description=${say('part-keys')}
      aria-disabled=${trusted ? 'false' : 'true'}
      aria-valuemin=${from}
      aria-valuemax=${to}
      aria-valuenow=${this.points[point]}
      aria-valuetext=${exactTime(this.points[point])}
      @keydown=${this.onPointKey}
      @blur=${this.settle}
    ></div>`;
  }

  private playhead(): TemplateResult {
    return html`<div
      class="playhead"
      role="slider"
      tabindex="0"
      aria-label=${this.session.say('position')}
      aria-valuemin="0"
      aria-valuemax=${this.duration}
      aria-valuenow=${this.time.toFixed(1)}
      aria-valuetext=${exactTime(this.time)}
      @keydown=${this.onPlayheadKey}
    ></div>`;
  }

  private place(time: number): string {
    const share = this.duration > 0 ? time / this.duration : 0;
    return `${(100 * Math.min(1, Math.max(0, share))).toFixed(3)}%`;
  }

  private wish(wish: BarWish): void {
    this.dispatchEvent(new ValueEvent(wish));
  }

  private timeAt(event: PointerEvent): number {
    const box = this.track?.getBoundingClientRect();
    const share = box ? (event.clientX - box.left) / Math.max(1, box.width) : 0;
    return Math.min(1, Math.max(0, share)) * this.duration;
  }

  private readonly onPress = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const [target] = event.composedPath();
    const point = target instanceof HTMLElement ? target.dataset.point : undefined;
    const held = point === 'from' || point === 'to' ? point : 'playhead';
    if (held !== 'playhead' && !this.session.trusted) return;
    this.dragged = held;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    if (held === 'playhead') this.wish({ kind: 'seek', time: this.timeAt(event) });
  };

  /** The focus goes to what was pressed, not to what is around the bar. */
  private readonly onMouseDown = (event: MouseEvent): void => {
    if (this.dragged !== 'playhead') return;
    event.preventDefault();
    this.focus();
  };

  private readonly onDrag = (event: PointerEvent): void => {
    const { dragged } = this;
    if (dragged === undefined) return;
    const time = this.timeAt(event);
    if (dragged === 'playhead') this.wish({ kind: 'seek', time });
    else this.wish({ kind: 'move', point: dragged, time });
  };

  private readonly onRelease = (): void => {
    const { dragged } = this;
    this.dragged = undefined;
    if (dragged !== undefined && dragged !== 'playhead') this.wish({ kind: 'settle' });
  };

  private readonly onPointKey = (event: KeyboardEvent): void => {
    const { point } = (event.currentTarget as HTMLElement).dataset;
    if ((point !== 'from' && point !== 'to') || !this.session.trusted) return;
    if (event.key === 'Enter') {
      this.settle();
      return;
    }
    const limits = limitsOf(this.points, point, this.duration);
    const time = movedBy(event, this.points[point], limits, STEPS.point);
    if (time === undefined) return;
    event.preventDefault();
    this.wish({ kind: 'move', point, time });
    clearTimeout(this.unsettled);
    this.unsettled = setTimeout(this.settle, PATIENCE);
  };

  private readonly onPlayheadKey = (event: KeyboardEvent): void => {
    const time = movedBy(event, this.time, { from: 0, to: this.duration }, STEPS.playhead);
    if (time === undefined) return;
    event.preventDefault();
    this.wish({ kind: 'seek', time });
  };

  /** What keys moved is meant now. */
  private readonly settle = (): void => {
    if (this.unsettled === undefined) return;
    clearTimeout(this.unsettled);
    this.unsettled = undefined;
    this.wish({ kind: 'settle' });
  };
}

/** Where a key takes a slider from a place; undefined for keys that it does not know. */
function movedBy(
  { key, shiftKey }: KeyboardEvent,
  place: number,
  limits: Points,
  [step, large]: readonly [number, number],
): number | undefined {
  const size = shiftKey ? large : step;
  const to = {
    ArrowRight: place + size,
    ArrowUp: place + size,
    ArrowLeft: place - size,
    ArrowDown: place - size,
    PageUp: place + PAGE,
    PageDown: place - PAGE,
    '.': place + FRAME,
    ',': place - FRAME,
    Home: limits.from,
    End: limits.to,
  }[key];
  return to === undefined ? undefined : Math.min(limits.to, Math.max(limits.from, to));
}
