import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { Preview } from '../../src/protocol/editorView.js';
import type { Session } from '../page/session.js';
import { ValueEvent } from '../controls/valueEvent.js';
import { baseStyles } from '../styles/base.js';
import { cssProperties } from '../styles/cssProperties.js';
import { clockTenths, secondsText } from '../wording/measures.js';
import { qualityTimelineStyles } from './qualityTimelineStyles.js';

type Span = Preview['spans'][number];

const KINDS: readonly Span['kind'][] = ['passed', 'silence', 'low-sync'];
const STEPS: Readonly<Partial<Record<string, number>>> = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * Spans of a result that are worth a look, a named lane a kind: so the lanes are the legend, spans may
 * overlap, and colour is not all that tells them apart. Click anywhere or choose a span to go there:
 * fires `value`. One span is in the tab order; arrow keys go to the next in time.
 */
@customElement('hg-quality-timeline')
export class QualityTimeline extends LitElement {
  static override styles = [baseStyles, qualityTimelineStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) spans: readonly Span[] = [];
  /** Names the timeline where there are two. */
  @property() heading = '';
  /** Nothing follows it. */
  @property({ type: Boolean }) last = false;
  /** Seconds. */
  @property({ type: Number }) duration = 0;
  @property({ type: Number }) time = 0;
  @state() private tabStop = 0;
  @state() private looked: Span | undefined;
  /** In the order of time. */
  private ordered: readonly Span[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('spans')) return;
    this.ordered = [...this.spans].sort((a, b) => a.from - b.from || a.to - b.to);
    this.tabStop = 0;
    this.looked = undefined;
  }

  protected override render(): TemplateResult {
    const { say } = this.session;
    const label = [say('quality-timeline'), this.heading].filter((text) => text !== '').join(': ');
    if (this.spans.length === 0) {
      return html`<p class="quiet" role="group" aria-label=${label}>
        ${this.heading === '' ? nothing : html`<strong>${this.heading}</strong> `}${say('no-spans')}
      </p>`;
    }
    const place = `${(100 * Math.min(1, this.time / Math.max(0.001, this.duration))).toFixed(3)}%`;
    return html`<section
        aria-label=${label}
        @keydown=${this.onKey}
        ${cssProperties({ '--hand': place })}
      >
        ${this.heading === '' ? nothing : html`<h3>${this.heading}</h3>`}
        ${guard([this.ordered, this.duration, this.tabStop, this.session], () =>
          KINDS.map((kind) => this.lane(kind)),
        )}
      </section>
      <p class="told clip">${this.told()}</p>`;
  }

  private lane(kind: Span['kind']): TemplateResult {
    const { say, locale } = this.session;
    const own = this.ordered.filter((span) => span.kind === kind);
    const total = own.reduce((sum, { from, to }) => sum + to - from, 0);
    return html`<div class="name">
        <span class="swatch ${kind}"></span>${say(`span-${kind}`)}
        <span class="quiet total">${total > 0 ? secondsText(total, locale, say) : '–'}</span>
      </div>
      <div class="lane" @pointerdown=${this.onPointer} @pointermove=${this.onPointer}>
        ${own.map((span) => this.mark(span))}
      </div>`;
  }

  private mark(span: Span): TemplateResult {
    const { from, to, kind } = span;
    const length = Math.max(0.001, this.duration);
    const label = this.words(span);
    const at = this.ordered.indexOf(span);
    return html`<button
      type="button"
      class="span ${kind}"
      title=${label}
      aria-label=${label}
      data-at=${at}
      tabindex=${at === this.tabStop ? 0 : -1}
      ${cssProperties({
        left: `${((100 * from) / length).toFixed(3)}%`,
        width: `${((100 * Math.max(0, to - from)) / length).toFixed(3)}%`,
      })}
      @click=${() => {
        this.tabStop = at;
        this.dispatchEvent(new ValueEvent(from));
      }}
      @focus=${() => {
        this.looked = span;
        this.tabStop = at;
      }}
      @blur=${this.lookAway}
      @pointerenter=${() => {
        this.looked = span;
      }}
      @pointerleave=${this.lookAway}
    ></button>`;
  }

  private readonly lookAway = (): void => {
    this.looked = undefined;
  };

  /** Of the span that is pointed at, else of the one that plays. */
  private told(): string {
    const { time } = this;
    const playing = this.ordered.filter(({ from, to }) => from <= time && time < to);
    const shown = this.looked ? [this.looked] : playing;
    if (shown.length > 0) return shown.map((span) => this.words(span)).join(' · ');
    // Of two timelines the last one's hint is enough.
    return this.heading === '' || this.last ? this.session.say('timeline-hint') : '';
  }

  private words({ from, to, kind, reason }: Span): string {
    const { say } = this.session;
    const name = say(`span-${kind}`);
    return say('span-at', { kind: name, from: clockTenths(from), to: clockTenths(to), reason });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const last = this.ordered.length - 1;
    const to =
      step !== undefined
        ? Math.max(0, Math.min(last, this.tabStop + step))
        : { Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.renderRoot.querySelector<HTMLElement>(`[data-at="${to}"]`)?.focus();
  };

  private readonly onPointer = (event: PointerEvent): void => {
    const onSpan = event.target instanceof HTMLElement && event.target.dataset.at !== undefined;
    if (event.buttons !== 1 || (onSpan && event.type === 'pointerdown')) return;
    const lane = event.currentTarget as HTMLElement;
    const box = lane.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    if (event.type === 'pointerdown') lane.setPointerCapture(event.pointerId);
    this.dispatchEvent(new ValueEvent(share * this.duration));
  };
}
