import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { clockTime } from '../../src/core/strings/clockTime.js';
import type { TimeSpan } from '../../src/core/inspection.js';
import type { Part } from '../../src/core/part.js';
import { placeOfTry, TRY_SECONDS } from '../../src/core/tryout.js';
import { usedSpan } from '../../src/core/usedTime.js';
import { waveform } from '../batch/waveform.js';
import { ValueEvent } from '../controls/valueEvent.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import { cssProperties } from '../styles/cssProperties.js';
import { clockTenths } from '../wording/measures.js';

/** Seconds that an arrow key moves the window by; with Shift its own length. */
const STEP = 0.5;

/** A recording's waveform with a window of some seconds on it, which a person moves. Fires `value`. */
@customElement('hg-try-place')
export class TryPlace extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      .wave {
        position: relative;
        height: 56px;
        padding: 0;
        border-radius: 4px;
        background: var(--vscode-textCodeBlock-background);
        cursor: pointer;
        touch-action: none;
      }
      .peaks {
        height: 100%;
      }
      .waveform {
        display: block;
        width: 100%;
        height: 100%;
        fill: var(--vscode-descriptionForeground);
      }
      .outside {
        position: absolute;
        top: 0;
        bottom: 0;
        background: color-mix(in srgb, var(--vscode-editorWidget-background) 70%, transparent);
      }
      .window {
        position: absolute;
        top: 0;
        bottom: 0;
        min-width: 8px;
        box-sizing: border-box;
        border: 2px solid var(--vscode-contrastActiveBorder, var(--vscode-focusBorder));
        border-radius: 4px;
        background: color-mix(in srgb, var(--vscode-focusBorder) 25%, transparent);
        cursor: grab;
      }
      .wave:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: 2px;
      }
      p {
        padding-top: 4px;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) peaks: readonly number[] = [];
  /** Seconds. */
  @property({ type: Number }) duration = 0;
  /** What of it is spoken, seconds; all of it unless told. */
  @property({ attribute: false }) used: Part | undefined;
  @property({ type: Number }) value = 0;
  /** Seconds from the window's start to where it was taken hold of. */
  private hold: number | undefined;

  protected override render(): TemplateResult {
    const { say } = this.session;
    const { value, duration } = this;
    const { from, to } = this.spoken;
    const length = Math.min(TRY_SECONDS, to - from);
    const last = Math.max(from, to - TRY_SECONDS);
    const percent = (seconds: number) =>
      `${((100 * seconds) / Math.max(0.1, duration)).toFixed(3)}%`;
    const text = say('try-place-value', {
      from: clockTenths(value),
      to: clockTenths(value + length),
      duration: clockTime(duration),
    });
    return html`<div
        class="wave"
        role="slider"
        tabindex="0"
        aria-label=${say('try-place')}
        aria-valuemin=${from}
        aria-valuemax=${last}
        aria-valuenow=${value}
        aria-valuetext=${text}
        title=${say('try-place-hint')}
        @keydown=${this.onKey}
        @pointerdown=${this.onDown}
        @pointermove=${this.onMove}
        @pointerup=${this.onUp}
        @pointercancel=${this.onUp}
      >
        <div class="peaks" aria-hidden="true">${waveform(this.peaks, '')}</div>
        <div class="outside" ${cssProperties({ left: '0', width: percent(from) })}></div>
        <div
          class="outside"
          ${cssProperties({ left: percent(to), width: percent(Math.max(0, duration - to)) })}
        ></div>
        <div
          class="window"
          ${cssProperties({
            left: `min(${percent(value)}, 100% - 8px)`,
            width: percent(length),
          })}
        ></div>
      </div>
      <p class="quiet">${text}</p>`;
  }

  private get spoken(): TimeSpan {
    return usedSpan(this.used, this.duration);
  }

  private moveTo(seconds: number): void {
    const value = placeOfTry(seconds, this.spoken);
    if (value === this.value) return;
    this.value = value;
    this.dispatchEvent(new ValueEvent(value));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? TRY_SECONDS : STEP;
    const to: Readonly<Partial<Record<string, number>>> = {
      ArrowLeft: this.value - step,
      ArrowDown: this.value - step,
      ArrowRight: this.value + step,
      ArrowUp: this.value + step,
      PageDown: this.value - TRY_SECONDS,
      PageUp: this.value + TRY_SECONDS,
      Home: this.spoken.from,
      End: this.duration,
    };
    const place = to[event.key];
    if (place === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.moveTo(place);
  };

  private secondsAt(event: PointerEvent): number {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return ((event.clientX - box.left) / Math.max(1, box.width)) * this.duration;
  }

  private readonly onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const at = this.secondsAt(event);
    const inside = at >= this.value && at <= this.value + TRY_SECONDS;
    // Beside the window a click puts its middle there.
    this.hold = inside ? at - this.value : Math.min(TRY_SECONDS, this.duration) / 2;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.moveTo(at - this.hold);
  };

  private readonly onMove = (event: PointerEvent): void => {
    if (this.hold !== undefined) this.moveTo(this.secondsAt(event) - this.hold);
  };

  private readonly onUp = (): void => {
    this.hold = undefined;
  };
}
