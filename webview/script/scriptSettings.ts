import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { DEFAULT_PAUSES, FASTEST, type Pauses, SLOWEST } from '../../src/core/voice/say.js';
import type { Voice } from '../../src/core/voice/voice.js';
import { actionStyles } from '../controls/actionButton.js';
import { sliderStyles } from '../controls/slider.js';
import { ValueEvent } from '../controls/valueEvent.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import { shortNumber } from '../wording/measures.js';
import { fieldStyles } from './fieldStyles.js';
import { listenButton } from './listenButton.js';
import type { ListeningState } from './listening.js';
import './voicePicker.js';

/** How a script is spoken. */
export interface SpeakingChoices {
  /** Empty: the usual voice of the language. */
  readonly voice: string;
  readonly speed: number;
  readonly pauses: Pauses;
}

/** Seconds; as a project's schema has it. */
const LONGEST_PAUSE = 30;

/** Voice, speed and pauses of a script. Fires `value` with all of them, and `sample` to hear the voice. */
@customElement('hg-script-settings')
export class ScriptSettings extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    fieldStyles,
    sliderStyles,
    css`
      :host {
        display: grid;
        align-content: start;
        gap: 14px;
      }
      .voice {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 4px;
      }
      h3,
      legend {
        padding: 0 0 4px;
        font-size: 1em;
        font-weight: 600;
      }
      fieldset {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 72px;
        align-items: center;
        gap: 4px 8px;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      .speed {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .speed input {
        flex: 1;
        min-width: 0;
      }
      .speed output {
        min-width: 4em;
        text-align: end;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  /** Undefined until they are known. */
  @property({ attribute: false }) voices: readonly Voice[] | undefined;
  @property({ attribute: false }) value!: SpeakingChoices;
  @property({ attribute: false }) state: ListeningState = { kind: 'quiet' };

  protected override render(): TemplateResult {
    return html`${this.voice()}${this.speed()}${this.pauses()}`;
  }

  private voice(): TemplateResult {
    const { session, voices, value } = this;
    const { say, trusted } = session;
    return html`<section>
      <h3 aria-hidden="true">${say('script-voice')}</h3>
      <div class="voice">
        <hg-voice-picker
          .session=${session}
          .voices=${voices ?? []}
          .value=${value.voice}
          ?disabled=${!trusted}
          @value=${(event: ValueEvent<string>) => {
            event.stopPropagation();
            this.choose({ voice: event.value });
          }}
        ></hg-voice-picker>
        ${listenButton(session, this.state, {
          key: 'sample',
          label: say('voice-sample'),
          disabled: !trusted || voices === undefined || voices.length === 0,
          listen: () => this.dispatchEvent(new Event('sample')),
          stop: () => this.dispatchEvent(new Event('quiet')),
        })}
      </div>
      ${
        voices === undefined && trusted
          ? html`<p class="quiet" role="status">${say('voices-reading')}</p>`
          : nothing
      }
    </section>`;
  }

  private speed(): TemplateResult {
    const { say, trusted, locale } = this.session;
    const { speed } = this.value;
    const text = say('script-speed-value', { speed: shortNumber(speed, locale) });
    return html`<section>
      <h3 aria-hidden="true">${say('script-speed')}</h3>
      <div class="speed">
        <input
          type="range"
          class="slider"
          min=${SLOWEST}
          max=${FASTEST}
          step="0.05"
          aria-label=${say('script-speed')}
          aria-valuetext=${text}
          ?disabled=${!trusted}
          .value=${live(String(speed))}
          @input=${(event: Event) => {
            this.choose({ speed: Number((event.currentTarget as HTMLInputElement).value) });
          }}
        />
        <output aria-hidden="true">${text}</output>
      </div>
    </section>`;
  }

  private pauses(): TemplateResult {
    const { say } = this.session;
    return html`<fieldset>
      <legend>${say('script-pauses')}</legend>
      ${this.pause('sentence')} ${this.pause('paragraph')}
    </fieldset>`;
  }

  private pause(which: keyof Pauses): TemplateResult {
    const { say, trusted } = this.session;
    const { pauses } = this.value;
    const label = say(`pause-${which}`);
    return html`<span aria-hidden="true">${label}</span
      ><input
        type="number"
        class="plain"
        min="0"
        max=${LONGEST_PAUSE}
        step="0.05"
        aria-label=${label}
        placeholder=${DEFAULT_PAUSES[which]}
        ?disabled=${!trusted}
        .value=${live(String(pauses[which] ?? ''))}
        @change=${(event: Event) => {
          const { value } = event.currentTarget as HTMLInputElement;
          this.choose({ pauses: changed(pauses, which, value) });
        }}
      />`;
  }

  private choose(other: Partial<SpeakingChoices>): void {
    this.value = { ...this.value, ...other };
    this.dispatchEvent(new ValueEvent(this.value));
  }
}

/** Without a number it is as usual. */
function changed(pauses: Pauses, which: keyof Pauses, typed: string): Pauses {
  const seconds = Math.min(LONGEST_PAUSE, Math.max(0, Number(typed)));
  const others = Object.entries(pauses).filter(([name]) => name !== which);
  const isUsual = typed.trim() === '' || !Number.isFinite(seconds);
  return Object.fromEntries([...others, ...(isUsual ? [] : [[which, seconds] as const])]);
}
